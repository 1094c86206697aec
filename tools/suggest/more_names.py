#!/usr/bin/env python3
"""Writes the names of other countries that the census of the United States lacks.

    pip install Faker==40.63.0
    python3 tools/suggest/more_names.py DATA      writes DATA/more_given.tsv and DATA/more_surnames.tsv

The names are those of Faker's lists by country (MIT), Cyrillic, Georgian and Greek ones in Latin letters, and those
below, which are the project's own. more_given.tsv: name, and 1 for a woman's, 2 for a man's, 3 for either's; most
frequent lists first. A word that is common in English is left out (DATA/clusters.tsv.gz has the words by frequency)."""
import collections, gzip, importlib, os, re, sys, unicodedata

import faker.providers.person

MEN = """abdelaziz abdelkader abderrahman abdo abdulaziz abdulkarim abdullahi abdulrahman adel adham adnan akram alaa ali alireza amer amin ammar anas anwar arash arif ashraf asif atef ayman aziz
baasem badr bahram bakr basil bassam behrouz bilal dariush daoud dawood ehud eitan elad elias emad eyal fadi fahd faisal fares farhad farid farouk fawzi fayez firas gal ghassan gideon gilad gholam haider
haitham hakim hamad hamed hamid hamza hani haroon hashem hassan hatem haytham hazem hesham hisham hossam houman hussam hussein ibrahim idan idris ilan imad iqbal isam ismail issa itai itamar jaber jafar jalal
jamal jamil jassim jawad kamal kamran karim kaveh kazem khaled khalid khalifa khalil latif mahdi maher mahmoud majed majid malik mansour marwan masoud mazen mehdi mehran meir menachem mohamad mohamed mohammad
mohammed mohsen mohsin mokhtar moshe mostafa mousa muammar mubarak muhammad mukhtar muntadhar murad mushtaq mustafa nabil nader nadim naftali naji naser nasir nasser nayef nidal nizar nour ofer omar omer omid
oren osama othman qais qasim rafik raed ramadan rami ramin ramzi rashid reuven reza riyad rouhollah rustam saad saber sadegh saeed saif sajid salah saleh salem salim salman samer sami samir saud sayed shafiq
shahid shai shakir shamil sharif shaul shimon shlomo sohail soheil suleiman tahir talal tamer tamim tariq tarek taha tawfik usman uzi wael waleed walid waseem wisam yair yahya yasin yasser yazid yehuda yigal
yitzhak yoav yosef younis yousef yusuf zaher zahid zaid zakaria zeev ziad zubair
akira daisuke daichi fumio goro haruki hayao hideki hideo hiro hiroaki hiroshi hiroyuki ichiro isamu jiro jun junichi kazuo keiji keisuke kenichi kenta kenzo kiyoshi koichi koji makoto masahiro masaru masato
minoru mitsuru naoki naoto noboru osamu ryo ryota satoshi seiji shigeru shinji shinzo shohei shota shunichi takashi takeo takeshi taro tatsuya tetsuo toru toshio tsutomu yasuo yoshi yoshihiko yoshihide yoshiro yuji yukio yusuke yutaka
byung-chul chang-min dae-jung dong-hyun do-yun geun-hye gyu-ri hae-jin hyun-woo jae-hyun jae-in jae-myung jae-yong ji-hoon ji-sung jong-un jung-ho kwang-soo min-jae min-ho moon-soo myung-bak sang-hoon seok-yeol
seung-hyun sung-ho tae-young woo-jin yong-nam young-ho young-soo
anwar badrul chavalit chuan fidel gusti hendra jusuf kasit lee-hsien najib nguyen phuc prayut prabowo quoc sondhi somchai somkid suchart suharto surayud thaksin thanh tuan trong tran wichai xuan zulkifli""".split()
WOMEN = """abeer afaf afsaneh ahlam aisha alaa-aldin amal amani amira anat anisa arwa asma atefeh ayelet aziza azadeh bahar bushra dalal dalia dina duaa elham eman farah farida fariba farzaneh fatemeh fatima fatma fawzia
ghada ghadeer golnaz hadeel hagar hala halima hana hanan hanin hedva heba hiba hila hind huda ibtisam iman inas israa jamila khadija kholoud laila lamia latifa leila leyla lina lubna maha mahnaz mahsa maisa malak manal
maram maryam masih meital mervat michal mina miriam mona mounira muna najat najla nadera nadia nahid nahla narges nasrin nasreen nawal nazanin negar nesreen nihal noor noura nurit orly orna parvin pegah rabia raghad
rania rasha razan reem rima rivka roya ruqayya saba sabah sadia safa safiya sahar salma samar samira sana sara sawsan setareh shahla shaima shahrazad sharmin sheikha shirin shoshana shula siham simin soad soraya
suad suha sumaya taghreed tahereh tamar tzipi umm wafa wedad yael yara yasmin yasmine zahra zainab zakia zari zeinab zohra
akemi asuka ayumi chieko chika emiko eriko etsuko fumiko hana harumi haruka hiroko hisako kaori kayoko kazuko keiko kiyoko kumiko kyoko mai makiko mariko masako mayumi megumi michiko miho mika minako misaki
miyuki mizuho naoko naomi natsuko noriko reiko rie ryoko sachiko sanae sayuri setsuko shinobu sumiko takako tamiko tomoko toshiko yasuko yayoi yoko yoshiko yui yukari yukiko yumi yumiko yuriko
eun-hye eun-ji hye-jin hyun-jung ji-eun ji-hyun ji-young jung-eun kyung-wha mi-kyung min-ji myung-sook seo-yeon soo-jin so-young sun-hee yeon-ah young-mi yu-na yuna
apinya aung duong hanh huong khin ladda lan lien linh mai-lan megawati ngoc nhung nurul orawan phuong pornthip puan puteri rosmah siriporn sudarat suu thuy trang wan yingluck""".split()

CYRILLIC = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяўђјљњћџѓѕќ", "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya u dj j lj nj c dz gj dz kj".split()))
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split()))
GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split()))
WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")


def latin(name):
    """In Latin letters; None if its script has no letters for vowels, or no table here."""
    low = name.lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    for table, text in ((CYRILLIC, low), (GEORGIAN, low), (GREEK, plain)):
        if any(c in table for c in text):
            text = "".join(table.get(c, c).replace("-", "") for c in text)
            text = re.sub("ye(?=i)|iy$|yy$", "y", text)
            text = re.sub("^ou|(?<=[^aeiou])ou", "ou", text)
            return text if text.isascii() else None
    return low if all(ord(c) < 0x250 or 0x1e00 <= ord(c) < 0x1f00 for c in low) else None


def collect():
    """-> how many lists have each name: of men, of women, of surnames"""
    found = [collections.Counter() for _ in range(3)]
    fields = (["first_names_male", "first_romanized_names"], ["first_names_female"],
              ["last_names", "last_names_male", "last_names_female", "unisex_last_names", "romanized_last_names", "last_romanized_names"])
    home = os.path.dirname(faker.providers.person.__file__)
    for country in sorted(os.listdir(home)):
        if not os.path.isdir(os.path.join(home, country)) or country.startswith("__"): continue
        provider = importlib.import_module(f"faker.providers.person.{country}").Provider
        for counter, names in zip(found, fields):
            seen = set()
            for field in names:
                for name in getattr(provider, field, None) or ():
                    for word in str(name[0] if isinstance(name, tuple) else name).split():
                        word = word[:1].isalpha() and latin(word)
                        if word and WORD.fullmatch(word): seen.add(word)
            counter.update(seen)
    for counter, own in zip(found, (MEN, WOMEN)):
        counter.update({name: 3 for name in own})
    return found


def main():
    data = sys.argv[1]
    lines = lambda f: [l.split("\t")[0] for l in (gzip.open if f.endswith("gz") else open)(os.path.join(data, f), "rt", encoding="utf-8")]
    common, census = set(lines("clusters.tsv.gz")[:MOST_COMMON]), set(lines("given_names.tsv"))
    surnames = set(lines("surnames.tsv")[:20000])
    men, women, last = collect()
    given = [n for n in set(men) | set(women) if n not in census | common]
    given.sort(key=lambda n: (-men[n] - women[n], n))
    last = sorted((n for n in last if n not in surnames | common), key=lambda n: (-last[n], n))
    with open(os.path.join(data, "more_given.tsv"), "w", encoding="utf-8") as out:
        for n in given[:GIVEN]: out.write(f"{n}\t{3 if men[n] and women[n] else 1 if women[n] else 2}\n")
    with open(os.path.join(data, "more_surnames.tsv"), "w", encoding="utf-8") as out:
        for n in last[:LAST]: out.write(f"{n}\n")
    print(len(given), "given names,", len(last), "surnames")


# Words of everyday English that name nobody for sure, and how many names are worth their place in the file.
MOST_COMMON, GIVEN, LAST = 8000, 16000, 9000

if __name__ == "__main__": main()
