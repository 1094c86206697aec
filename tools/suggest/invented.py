"""News that nobody wrote: the templates of news.txt with names drawn at random, and labelled as they are drawn.
All words here and there are the project's own; names come from the census lists and from the lists below."""
import os, random, re

HERE = os.path.dirname(os.path.abspath(__file__))
W = str.split
GIVEN = W("""Mohammed Ahmed Fatima Aisha Omar Yusuf Ibrahim Hassan Layla Khaled Olena Oleksandr Dmytro Svetlana Vladimir Sergei Andrei Natalia Irina
Jinping Wei Xiaoming Li Mei Yuki Haruto Kenji Akiko Satoshi Min-jun Ji-woo Soo-jin Rahul Priya Narendra Anil Sunita Arjun Lakshmi Imran Bilawal Ayesha
Juan Carlos María José Luis Lucía Alejandro Camila Mateo Sofía Pedro Inês João Thiago Gabriela Pierre Jean-Luc Amélie Camille François Élodie
Hans Jürgen Ursula Anke Matthias Giorgio Matteo Chiara Giulia Wojciech Agnieszka Zofia Lech Ferenc Zsófia Viktor Ioannis Eleni Dimitris Mehmet Elif Recep
Emre Lars Ingrid Sven Astrid Mikko Aino Pekka Siobhan Seán Niamh Owain Rhys Kwame Ama Chinedu Ngozi Oluwaseun Wanjiru Kipchoge Thabo Naledi Tendai Haile
Abebech Nguyen Thi Somchai Budi Siti Ferdinand Imelda Rodrigo Amir Shirin Hossein Parisa Noa Yitzhak Benjamin Golda Nino Mikheil Levan Armen Ani Bolat""")
LAST = W("""Al-Masri Hassan Rahman Khan Chaudhry Ahmadi Hosseini Rouhani Mousavi Haddad Nasser Shevchenko Kovalenko Zelensky Ivanov Petrova Smirnov Volkov Lavrov
Kuznetsova Wang Zhang Chen Liu Xu Zhao Tanaka Suzuki Watanabe Yamamoto Kobayashi Kim Park Choi Singh Patel Sharma Gupta Modi Reddy Iyer Banerjee Sharif
García Fernández López Martínez Rodríguez Sánchez Gómez Herrera Silva Santos Oliveira Pereira Costa Dubois Lefebvre Moreau Girard Macron Hollande Müller
Schmidt Schneider Weber Merz Baerbock Rossi Ferrari Bianchi Meloni Conti Kowalski Nowak Tusk Wiśniewska Nagy Szabó Orbán Papadopoulos Tsipras Nikolaidis
Yılmaz Demir Erdoğan Kaya Johansson Lindqvist Andersen Nielsen Korhonen Virtanen O'Brien O'Sullivan Murphy McCarthy MacDonald Llewellyn Mensah Owusu Okafor
Adeyemi Okonkwo Mwangi Otieno Kamau Mbeki Dlamini Zuma Moyo Selassie Bekele Tran Pham Le Suharto Widodo Marcos Aquino Duterte Cohen Levi Netanyahu Peretz
Saakashvili Kobakhidze Sargsyan Petrosyan Nazarbayev Tokayev Van-Dyke Fitzgerald Ashworth Pemberton-Smythe Thistlethwaite Blackwood Featherstone""")
CITY = """London Paris Berlin Madrid Rome Moscow Kyiv Kharkiv Warsaw Vienna Geneva Brussels Athens Ankara Istanbul Beirut Damascus Baghdad Tehran Kabul Islamabad Karachi
Lahore Delhi Mumbai Dhaka Bangkok Hanoi Jakarta Manila Beijing Shanghai Tokyo Osaka Seoul Pyongyang Sydney Melbourne Perth Auckland Hobart Nairobi Lagos Accra Cairo
Tripoli Khartoum Johannesburg Harare Toronto Ottawa Vancouver Montreal Chicago Boston Houston Dallas Denver Phoenix Seattle Atlanta Miami Detroit Cleveland Pittsburgh
Lincoln Madison Jackson Austin Charlotte Durham Lancaster Nottingham Leeds Glasgow Belfast Dublin Cork Cardiff Oslo Bergen Malmö Helsinki Tallinn Riga Vilnius Minsk
Lima Bogotá Caracas Santiago Havana|New York|Los Angeles|San Francisco|San Diego|St. Louis|Santa Fe|New Delhi|Hong Kong|Tel Aviv|Buenos Aires|São Paulo|Rio de Janeiro|
Mexico City|Addis Ababa|Kuala Lumpur|Fort Worth|Baton Rouge|Salt Lake City|Port Stanley|Santo Domingo|El Paso"""
CITY = [c for part in CITY.split("|") for c in ([part.strip()] if "\n" not in part.strip() and " " in part.strip() and len(part) < 25 else part.split())]
COUNTRY = W("""France Germany Spain Italy Russia Ukraine Poland Austria Greece Turkey Syria Iraq Iran Afghanistan Pakistan India Bangladesh Thailand Vietnam Indonesia China Japan
Australia Kenya Nigeria Ghana Egypt Libya Sudan Zimbabwe Canada Mexico Brazil Argentina Chile Peru Colombia Venezuela Cuba Jordan Georgia Chad Mali Israel Lebanon Yemen Norway Sweden""")
NATION = W("""French German Spanish Italian Russian Ukrainian Polish Austrian Greek Turkish Syrian Iraqi Iranian Afghan Pakistani Indian Thai Vietnamese Indonesian Chinese Japanese
Australian Kenyan Nigerian Ghanaian Egyptian Libyan Sudanese Canadian Mexican Brazilian Argentine Chilean Peruvian Cuban Jordanian Georgian Israeli Lebanese Norwegian Swedish""")
PARTY = ["Labour Party", "Conservatives", "Republican", "Democratic", "Liberal Democrats", "Green Party", "Socialist Party", "Christian Democrats", "National Front", "Congress Party", "Likud", "Fidesz"]
MEDIA = ["Reuters", "the BBC", "CNN", "The New York Times", "Al Jazeera", "The Guardian", "Le Monde", "Der Spiegel", "El País", "the Associated Press", "Nature", "Fox News", "The Washington Post", "The Economist", "Xinhua"]
TEAM = ["Arsenal", "Chelsea", "Liverpool", "Everton", "Barcelona", "Real Madrid", "Juventus", "Ajax", "the Yankees", "the Red Sox", "the Lakers", "Galatasaray", "Celtic", "the Packers", "Boca Juniors", "Santos", "Leeds United"]
EVENT = ["Asian Games", "World Cup", "Olympics", "Champions League", "Boston Marathon", "Venice Film Festival", "Eurovision", "Super Bowl", "Tour de France", "Ashes", "Ramadan Cup", "Grand Prix", "Book Fair", "Davis Cup"]
THING = ["Cassini", "Rosetta", "Juno", "Vostok", "Hayabusa", "Mercury", "Aurora", "Phoenix", "Pandora", "Voyager", "Hamlet", "Jane Eyre", "Carmen", "Tess", "Windows", "Android", "Prius", "Corolla", "Model T", "Excalibur",
         "The Long Road", "Gone Tomorrow", "Winter Light", "Midnight in Harlem", "Titanic", "Spitfire", "Curiosity", "Hubble", "Katrina", "Sandy", "Harvey", "Haiyan", "Ebola", "Christmas", "Easter", "God", "Medicare", "Brexit"]
WORDS = W("Global General National United First Northern Pacific Atlantic Delta Alpha Summit Pioneer Crown Sterling Horizon Liberty Apex Nova Vector Orion Titan Keystone Cascade Meridian Aurora Civic Metro Union")
BODIES = W("Bank Energy Motors Airlines Holdings Group Systems Industries Pharmaceuticals Capital Partners Foundation Institute Council Association Corporation Insurance Networks Media Steel Mining Union Committee Commission Agency")
SITES = W("Street Avenue Park Bridge Church School Hospital Station Airport Square Hill Bay River Lake Island Valley Road Hall Stadium Museum Beach Mountain")
DAY = W("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTH = W("January February March April May June July August September October November December")
OTHER = {"CITY", "COUNTRY", "PARTY", "MEDIA", "TEAM", "ORG", "UNI", "COUNTY", "PLACE", "FIRM"}
# Given names and surnames that are something else as well.
DOUBLE_GIVEN = W("April May June August Paris Austin Dallas Chelsea Florence Sydney Jordan Israel Georgia Carolina Virginia Brooklyn Savannah Phoenix Lincoln Madison Charlotte Chad India Asia Grace Faith Hope Joy Rose Lily Daisy Ivy Dean Earl Prince Duke Major Judge Bishop Mercedes Christian Guy Will Mark Bill Rich Frank Victor Angel")
DOUBLE_LAST = W("London Paris Ford Washington Jackson Lincoln Wells Kent York Lancaster England Ireland Holland French Banks Church Park Bridges Rivers Hall Field Street Hill Young King Bishop Pope Judge Major Law Love Price Stone Moon Day May August Monday Winter Summer Rice Bush Fox Wolf Lamb Swift Sharp Strong Long Short Brown Green White Black Gray Cook Baker Potter Porter Carpenter Barber Butler Steward Marshall Sheriff Priest Monk Abbott Dean Duke Earl Knight Prince Noble Best Power Wise Bright Savage Sweet Rich Cash Sterling Temple Castle Court House Wood Forest Marsh Pond Lake Waters Brooks Ball Pitt Reed Beach")
# Firms that are called like people.
FIRMS = W("Ford Disney Boeing Chanel Dior Versace Prada Gucci Ferrari Porsche Tesla Dell Adidas Cartier Tiffany Barclays Lloyds Sainsbury's McDonald's Wendy's Macy's Kellogg Heinz Cadbury Nestlé Siemens Bosch Honda Toyota Suzuki Yamaha Philips Bayer Merck Pfizer Johnson Lilly Goldman JPMorgan Citigroup Schwab Fidelity Blackstone Moody's Nielsen Gallup Deloitte Wells Harrods Selfridges Hermès Armani Burberry Levi's Gillette Bacardi Guinness Heineken Carlsberg Smirnoff Stanley Cisco Oracle Lockheed Raytheon Cargill Tyson Hershey Mars Ferrero Kraft Campbell")


PARTICLES = ["de", "van", "von", "al", "bin", "Van", "De La", "van der", "van den", "de la", "dela", "del", "di", "Di", "da", "dos", "du", "Du", "le", "Le", "ten", "Ó", "Ní", "Mac", "Mc", "St.", "ibn", "binti", "Ben", "El"]


class Names:
    def __init__(self, rng, given, surnames, more_given, more_last):
        self.rng, self.given, self.surnames, self.more_given, self.more_last = rng, given, surnames, more_given, more_last

    def surname(self):
        r = self.rng
        # Half of them common, half from anywhere in the list: most people in the news are rare.
        name = r.choice(self.surnames[:2000] if r.random() < .5 else self.surnames).capitalize()
        return re.sub(r"^Mc(.)", lambda m: "Mc" + m[1].upper(), name)

    def given_name(self):
        r = self.rng
        x = r.random()
        if x < .06: return r.choice(DOUBLE_GIVEN), False
        if x < .25: return r.choice(GIVEN), True
        if x < .45: return r.choice(self.more_given).capitalize(), True
        return r.choice(self.given[:600] if r.random() < .8 else self.given).capitalize(), False

    def last_name(self, foreign):
        r = self.rng
        x = r.random()
        if foreign and x < .4: return r.choice(LAST)
        if foreign and x < .85: return r.choice(self.more_last).capitalize()
        if x < .08: return r.choice(DOUBLE_LAST)
        return self.surname()

    def person(self):
        r = self.rng
        given, foreign = self.given_name()
        last = self.last_name(foreign)
        x = r.random()
        if x < .08: last = last + "-" + self.last_name(foreign)
        elif x < .13: last = r.choice(PARTICLES) + " " + last
        elif x < .15: last = last + " " + self.last_name(foreign)
        elif x < .165: last = r.choice(["Al-", "al-", "Abdel-", "Abu-", "El-", "O'", "Mac", "Fitz", "D'"]) + last
        y = r.random()
        if y < .08: middle = r.choice("ABCDEFGHJKLMNPRSTW") + ". "
        elif y < .14: middle = (r.choice(GIVEN) if foreign else r.choice(self.given[:300]).capitalize()) + " "
        elif y < .15: middle = r.choice(["“%s” ", '"%s" ']) % r.choice(self.given[:300]).capitalize()
        else: middle = ""
        z = r.random()
        if z < .03: given = r.choice(["{}. {}.", "{}.{}.", "{}.{}."]).format(given[0], r.choice("ABCDEJKLMRT"))
        elif z < .04: given = given[0] + "."
        elif z < .06: given = given + "-" + r.choice(GIVEN if foreign else [g.capitalize() for g in self.given[:300]])
        if r.random() < .02: last += r.choice([" Jr.", " Sr.", " III", " II"])
        return given, middle, last

    def other(self, kind):
        r = self.rng
        pick = {"CITY": CITY, "COUNTRY": COUNTRY, "NATION": NATION, "PARTY": PARTY, "MEDIA": MEDIA, "TEAM": TEAM, "EVENT": EVENT, "THING": THING, "DAY": DAY, "MONTH": MONTH}
        if kind in pick: return r.choice(pick[kind])
        if kind == "FIRM": return r.choice(FIRMS) if r.random() < .6 else self.surname() + r.choice(["", "", "'s", " & Co", " Brothers", " & " + self.surname(), " & Sons"])
        base = self.surname() if r.random() < .5 else r.choice(WORDS + CITY + COUNTRY)
        if kind == "COUNTY": return base + " " + r.choice(["County", "Province", "District", "Valley"])
        if kind == "UNI": return r.choice([base + " University", "the University of " + r.choice(CITY), base + " College", base + " State University"])
        if kind == "PLACE": return r.choice([base, base, r.choice(["St. Mary's", "White", "Red", "Old", "King's", "Saint John's"])])
        x = r.random()
        if x < .2: return "".join(r.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(r.choice([3, 3, 4])))
        if x < .4: return self.surname() + r.choice([" & " + self.surname(), " " + self.surname(), " Inc", " Brothers", "", " and Sons"])
        if x < .5: return r.choice(["Google", "Microsoft", "Boeing", "NASA", "NATO", "Greenpeace", "Amnesty International", "Volkswagen", "Gazprom", "Hamas", "Hezbollah", "Scotland Yard", "Facebook", "Tesla", "Nokia", "Exxon", "Oxfam", "Interpol", "Unicef", "Airbus"])
        return base + " " + r.choice(BODIES)


def articles(count, seed, given, surnames, more_given, more_last):
    """-> `count` rows {doc_id, text, spans} from each template"""
    rng = random.Random(seed)
    names = Names(rng, given, surnames, more_given, more_last)
    lines = [l.rstrip("\n") for l in open(os.path.join(HERE, "news.txt"), encoding="utf-8") if not l.startswith("#")]
    templates = [t.split("\n") for t in "\n".join(lines).strip().split("\n\n")]
    for number, template in enumerate(templates):
        for copy in range(count):
            head, *body = template
            body = rng.sample(body, rng.randint(max(2, len(body) // 2), len(body)))
            people, text, spans = {}, "", []
            for line in [head] + body:
                text += "\n\n" if text else ""
                for piece in re.split(r"(\{\w+!?\})", line):
                    slot = re.fullmatch(r"\{(\w+)(!?)\}", piece)
                    if not slot:
                        text += piece
                        continue
                    key, start = slot[1], len(text)
                    if len(key) <= 2:
                        first, middle, last = people.setdefault(key[0].upper(), names.person())
                        name = last if key.islower() else first if key.endswith("1") else first + " " + middle + last
                        text += name.upper() if slot[2] else name
                        kind = "person"
                    else:
                        name, kind = names.other(key), "other" if key in OTHER else None
                        for article in ("the ", "The "):
                            if kind and name.startswith(article) and key != "MEDIA": text, name = text + article, name[4:]
                        start, text = len(text), text + name
                    if kind: spans.append({"start": start, "end": len(text), "kind": kind, "text": text[start:]})
            yield {"doc_id": f"invented/{number}_{copy}", "text": text, "spans": spans}
