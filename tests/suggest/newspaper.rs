//! Whole paragraphs as newspapers write them, an agency, a tabloid, a court report and so on: who is suggested as the
//! speaker of each direct quote, with the models that are shipped.

use article_annotator::model::{Kind, QuoteForm};

use crate::desk::suggested;

type Row = (&'static str, &'static [&'static str]);

const PAPERS: &[Row] = &[
    (
        "WASHINGTON (AP) — The Senate voted 52-48 on Thursday to advance a bill that would \
         cut $40 billion from food aid over ten years, sending it to a skeptical House.\n\n\
         “This is the most significant reform in a generation,” said Sen. Marcus Whitfield, a \
         Republican from Nebraska who wrote much of the bill. Democrats said the measure \
         would take groceries from 2 million children.\n\n\
         “They are balancing the budget on the backs of hungry kids,” Sen. Lorna Pruitt of \
         Oregon told reporters outside the chamber. “Nobody should be proud of that.”\n\n\
         A White House spokesperson, who spoke on condition of anonymity because negotiations \
         were continuing, said the president was “cautiously optimistic.”",
        &["Marcus Whitfield", "Lorna Pruitt", "Lorna Pruitt", "A White House spokesperson"],
    ),
    (
        "Reports: Minister to quit over housing row\n\n\
         The housing minister, Eleanor Shaw, is expected to resign on Friday, according to \
         two officials.\n\n\
         “I have always acted in good faith,” the minister told the BBC. Asked whether she \
         would stay, she replied: “I serve at the pleasure of the prime minister.”\n\n\
         The University of Leeds said: “We have received no request for documents.” The \
         Treasury declined to comment.\n\n\
         Pictured: Eleanor Shaw outside her home in Bristol",
        &["Eleanor Shaw", "Eleanor Shaw", "The University of Leeds"],
    ),
    (
        "It was, said Greta Lindqvist, ‘the strangest night of my life’. The 34-year-old \
         nurse, who had been driving home when the bridge gave way, told the inquiry she had \
         heard ‘a crack like thunder’.\n\n\
         ‘I thought the world had ended,’ she said. ‘Then I saw the lights going into the \
         water.’\n\n\
         Her husband, Pavel, said the family had ‘not slept since’. ‘Every time it rains, she \
         wakes,’ he added.\n\n\
         ‘Nobody from the council has called us,’ he said. ‘Not one.’",
        &[
            "Greta Lindqvist",
            "Greta Lindqvist",
            "Greta Lindqvist",
            "Greta Lindqvist",
            "Pavel",
            "Pavel",
            "Pavel",
            "Pavel",
        ],
    ),
    (
        "BRAVE gran Doris Pickles has told how she fought off a knife-wielding robber with a \
         frying pan.\n\n\
         The 81-year-old from Wigan said: \"I just saw red. I gave him what for.\"\n\n\
         Neighbour Kev Barlow, 44, said: \"She's a legend. You don't mess with our Doris.\"\n\n\
         And the pensioner joked: \"He got off lightly - I'd only just washed it.\"\n\n\
         A police source said last night: \"It's the first time we've logged a frying pan as \
         a defensive weapon.\"",
        &["Doris Pickles", "Kev Barlow", "the pensioner", "A police source"],
    ),
    (
        "Harrow Town 3-1 Ashby Rovers\n\n\
         Harrow Town came from behind to beat Ashby Rovers on Saturday and move within two \
         points of the play-offs.\n\n\
         Manager Dean Costigan said the half-time talk had been blunt. “I told them they were \
         a disgrace,” he said. “They went out and proved me wrong.”\n\n\
         Striker Tunde Afolabi, who scored twice, was in no mood to celebrate. “We’ve won \
         nothing yet,” the 23-year-old told Radio Harrow.\n\n\
         Rovers boss Carla Meade, whose side have lost four in a row, felt her players had \
         been “robbed” by a late penalty. “It was never a foul,” she fumed. “Never.”",
        &[
            "Dean Costigan",
            "Dean Costigan",
            "Tunde Afolabi",
            "nobody",
            "Carla Meade",
            "Carla Meade",
        ],
    ),
    (
        "A former accountant who stole £1.2m from a hospice was jailed for seven years on \
         Tuesday.\n\n\
         Sentencing Roger Blythe at Norwich Crown Court, Judge Miriam Adeyemi told him: “You \
         betrayed people at the very end of their lives.”\n\n\
         Prosecutor Callum Frost said Blythe had forged signatures for nine years. “He was \
         trusted completely,” Frost told the court, “and he abused that trust on an \
         industrial scale.”\n\n\
         Defending, Anita Desai said her client was “utterly ashamed”. Blythe, of Mill Lane, \
         Cromer, admitted 14 counts of fraud.\n\n\
         The hospice’s chief executive, Tom Ridley, said after the hearing: “No sentence will \
         bring back what was lost.”",
        &["Miriam Adeyemi", "Callum Frost", "Anita Desai", "Tom Ridley"],
    ),
    (
        "The novelist Hannah Voss on failure, dogs and her new book\n\n\
         Q: Your last novel was turned down by eleven publishers. Did you think of giving up?\n\n\
         A: Every single day. My agent kept saying, “One more, Hannah, one more.”\n\n\
         Q: What changed?\n\n\
         A: I got a dog. He didn’t care about any of it.",
        &["My agent"],
    ),
    (
        "Residents of Elm Street are calling for a crossing after a third child was hit by a \
         car in six months.\n\n\
         Mother-of-two Shabnam Iqbal, whose son Zayn was hurt in March, said drivers “treat \
         it like a racetrack”. A petition has been signed by 1,900 people.\n\n\
         Councillor Peter Marsh (Lab, Westfield) said he had “every sympathy” with residents. \
         “But the county has no money,” he said.\n\n\
         “That’s what they said last time,” Mrs Iqbal replied. “And the time before that.”\n\n\
         A spokesman for the county council said: “Road safety is our top priority. We will \
         review the data in the autumn.”\n\n\
         A sign taped to a lamppost reads: “Slow down. We have buried enough.”",
        &[
            "Shabnam Iqbal",
            "Peter Marsh",
            "Peter Marsh",
            "Iqbal",
            "Iqbal",
            "A spokesman for the county council",
            "A sign",
        ],
    ),
    (
        "Scientists have found that bumblebees can count to four, a study published in Nature \
         on Wednesday says.\n\n\
         “We were astonished,” says Lucía Herrero, an ethologist at the University of Granada \
         and the paper’s lead author. The insects learned faster than pigeons, she adds.\n\n\
         Not everyone is convinced. “The sample is tiny,” cautions Wen Zhao, who studies \
         insect brains at Monash University in Melbourne and was not involved in the work. \
         “I’d want to see it replicated.”\n\n\
         According to Herrero, the next step is “to see whether they can subtract”. The paper \
         notes that “further work is needed before any claim about arithmetic can be made”.",
        &["Lucía Herrero", "Wen Zhao", "Wen Zhao", "Lucía Herrero", "The paper"],
    ),
    (
        "Arthur Penhaligon, who has died aged 92, was the last of the great lighthouse \
         keepers.\n\n\
         “He talked to the lamp,” recalled his daughter, Morwenna. “He called it the old \
         girl.”\n\n\
         His motto, painted above the door, was “Keep it burning”. Of automation he once \
         said: “A machine never saved a man who wasn’t already saved.”\n\n\
         He married, in 1955, Joan Trevose, who predeceased him. “I was the second love of \
         his life,” she told the Western Morning News in 1988. “The first had a bigger bulb.”",
        &["Morwenna", "Morwenna", "nobody", "Arthur Penhaligon", "Joan Trevose", "Joan Trevose"],
    ),
    (
        "The prime minister has “full confidence” in his chancellor, Downing Street said on \
         Monday.\n\n\
         But the shadow chancellor, Ruth Kendall, accused Daniel Hurst of “hiding in plain \
         sight” and said the “so-called plan” was “a fantasy”.\n\n\
         “He should come to the House and answer questions,” she said. Hurst tweeted: “I look \
         forward to setting out our plan on Wednesday.”\n\n\
         Asked about the tweet, the prime minister’s official spokesman said: “I don’t \
         comment on social media.”\n\n\
         The letter, seen by the Guardian, states: “The department has exhausted its \
         reserves.”",
        &[
            "Downing Street",
            "Ruth Kendall",
            "Ruth Kendall",
            "Ruth Kendall",
            "Ruth Kendall",
            "Daniel Hurst",
            "the prime minister’s official spokesman",
            "The letter",
        ],
    ),
    (
        "MADRID (Reuters) - Spain's economy grew 0.8% in the second quarter, data showed on \
         Tuesday, beating forecasts.\n\n\
         \"The labour market is doing the heavy lifting,\" said Ignacio Vela, chief economist \
         at Banco Norte in Madrid. \"We expect some slowing in the autumn.\"\n\n\
         Economy Minister Pilar Soto said the figures showed the government's policy was \
         working, while opposition leader Andrés Gil called them \"a mirage\".\n\n\
         \"Families cannot eat growth figures,\" he told a news conference. \"Prices are up \
         30% since 2021.\"\n\n\
         Soto, who took office in May, said: \"We will not take lessons from Mr Gil.\"",
        &["Ignacio Vela", "Ignacio Vela", "Andrés Gil", "Andrés Gil", "Andrés Gil", "Pilar Soto"],
    ),
    (
        "Ana Ruiz, who leads the Green party, said: “We will not join a coalition.”\n\n\
         “That door is closed,” said Ruiz, who had arrived late. Her deputy, Tom Hall, who \
         used to be a teacher, added: “Locked, in fact.”\n\n\
         “It is over,” said the party’s treasurer, who asked not to be named.",
        &["Ana Ruiz", "Ana Ruiz", "Tom Hall", "the party’s treasurer"],
    ),
    (
        "Police have arrested a man after a fire at a mosque in Rochdale left two people with \
         burns.\n\n\
         Det Supt Fiona Grange, of Greater Manchester Police, said: “We are keeping an open \
         mind about the motive.”\n\n\
         Imam Yusuf Karim said worshippers were “shaken but not broken”. Speaking outside the \
         building, he added: “We have had flowers from the church across the road.”\n\n\
         “Terrible,” was how one neighbour, Jean Foster, put it. “I could smell it from my \
         kitchen.”\n\n\
         Caption: Firefighters at the scene on Sunday (Picture: PA)\n\n\
         Minister: “Hatred has no place here”",
        &["Fiona Grange", "Yusuf Karim", "Yusuf Karim", "nobody", "nobody", "nobody"],
    ),
    (
        "Gloria Mensah sat by the window of the café she opened in 1979. Her grandson was \
         stacking chairs.\n\n\
         “We are closing on Friday,” she said.\n\n\
         “Not if I can help it,” he replied.\n\n\
         Her landlord, Victor Stanton, has doubled the rent. “It is a business decision,” he \
         said by phone. Asked whether he would reconsider, he replied: “No.”",
        &["Gloria Mensah", "Her grandson", "Victor Stanton", "Victor Stanton"],
    ),
    (
        "The company denied wrongdoing. “Our products meet all standards,” it said in a \
         statement.\n\n\
         Consumer groups disagreed. “This is a whitewash,” said Which?, the consumer body. \
         The National Trust said it was “deeply disappointed”.\n\n\
         Chief executive Brian O’Dowd resigned in May after what he described as “the hardest \
         year of my life”. His successor, Mei-Ling Tan, declined to be interviewed, but in an \
         email to staff wrote: “We got this wrong, and we will put it right.”\n\n\
         “Sorry is not enough,” said campaigner Holly Brand, holding a placard that read \
         “Justice for Sam”.",
        &[
            "The company",
            "nobody",
            "The National Trust",
            "Brian O’Dowd",
            "Mei-Ling Tan",
            "Holly Brand",
        ],
    ),
    (
        "Three men who ran a fake charity have been ordered to repay £600,000.\n\n\
         “You preyed on kindness,” Recorder James Oyelowo told them. “There can be no \
         excuse.”\n\n\
         Outside court, victim Maureen Tully, who gave her savings of £14,000, wept. “I feel \
         such a fool,” she said.\n\n\
         Her son Graham Tully said the family would “never trust a leaflet again”. “Mum is \
         84,” he added. “She thought she was helping donkeys.”\n\n\
         The Charity Commission said it had “acted as soon as concerns were raised”.",
        &[
            "James Oyelowo",
            "James Oyelowo",
            "Maureen Tully",
            "Graham Tully",
            "Graham Tully",
            "Graham Tully",
            "The Charity Commission",
        ],
    ),
    (
        "PARIS — The French culture minister, Claire Aubin, on Thursday called the theft “an \
         attack on all of us” and promised that the museum would reopen “within days, not \
         weeks.”\n\n\
         “We will find them,” she told lawmakers. “We will find what they took.”\n\n\
         The museum’s director, who has resisted calls to step down, said he took “full \
         responsibility.” A union official, Marc Petit, was less diplomatic. “They cut the \
         night shift to save money,” Petit said. “What did they expect?”\n\n\
         Asked if he would resign, the director, Paul Lemaire, shook his head. “Not today,” \
         he said.",
        &[
            "Claire Aubin",
            "Claire Aubin",
            "Claire Aubin",
            "Claire Aubin",
            "The museum’s director",
            "Marc Petit",
            "Marc Petit",
            "Paul Lemaire",
        ],
    ),
    (
        "A spokeswoman for the Home Office, who was not named, said: “We do not comment on \
         individual cases.”\n\n\
         Lawyer Fatima Noor said her client, a 19-year-old student from Eritrea, was \
         “terrified”. “He has done everything right,” Noor said.\n\n\
         “They came at five in the morning,” the teenager told the Guardian through an \
         interpreter. “I asked for my shoes and they laughed.”\n\n\
         Emails seen by this newspaper show officials described the raid as “a box-ticking \
         exercise”.\n\n\
         Campaign group Open Door called the policy “cruel by design”.",
        &[
            "A spokeswoman for the Home Office",
            "Fatima Noor",
            "Fatima Noor",
            "the teenager",
            "the teenager",
            "officials",
            "Open Door",
        ],
    ),
    (
        "Meadowbank councillors voted 7-4 on Monday night to close the town’s only swimming \
         pool.\n\n\
         “It breaks my heart,” said council leader Joan Petty (Ind). “But the boiler is 50 \
         years old and there is no money.”\n\n\
         “There is money for your new offices,” shouted a man in the public gallery.\n\n\
         “Sit down, Mr Crabbe,” said the mayor, Cllr Alf Dunn.\n\n\
         “I will not,” Mr Crabbe replied.\n\n\
         Swimming coach Lena Hoff, 29, said afterwards that she was “gutted”. She tweeted: \
         “20 years of early mornings. Gone.”",
        &["Joan Petty", "Joan Petty", "a man", "Alf Dunn", "Crabbe", "Lena Hoff", "Lena Hoff"],
    ),
    (
        "LOS ANGELES (AP) — Quarterback Jalen Cross threw for 312 yards and three touchdowns \
         as the Rams beat the Seahawks 27-20 on Sunday.\n\n\
         “Jalen was Jalen,” coach Mike Dorsey said. “That’s what you get every week.”\n\n\
         Cross, who was questionable with an ankle injury, said he never considered sitting \
         out.\n\n\
         Dorsey, asked about the fourth-quarter fumble: “We’ll look at the film.”\n\n\
         Seahawks cornerback Trey Simms said, “We beat ourselves. Period.”",
        &["Mike Dorsey", "Mike Dorsey", "Mike Dorsey", "Trey Simms"],
    ),
    (
        "“I never saw the car,” Emily Watts told jurors, “until it was on top of me.” Her \
         brother Joel wiped his eyes. “She was screaming my name,” he said later.\n\n\
         Defence barrister Sir Hugh Lyle suggested that Miss Watts had been looking at her \
         phone. “I was not,” she replied. “Check the records.”\n\n\
         “We have, Miss Watts,” said Sir Hugh.",
        &["Emily Watts", "Joel", "Emily Watts", "Emily Watts", "Hugh Lyle"],
    ),
    (
        "The report, published by the Institute for Fiscal Studies, says that the tax cut \
         will cost £4bn. “There is no evidence it pays for itself,” it says.\n\n\
         Treasury minister Simon Hale rejected the finding. “The institute has been wrong \
         before,” he said, “and it is wrong now.”\n\n\
         “Simon should read page 12,” retorted Dr Alice Kemp, one of the report’s authors. \
         “Slowly.”",
        &["The report", "Simon Hale", "Alice Kemp", "Alice Kemp"],
    ),
    (
        "Scientists say the “doomsday glacier” is melting faster than thought.\n\n\
         The team’s leader, Ingrid Solheim of the University of Bergen, called the results \
         “sobering”. “If this one goes, others follow,” she warned.\n\n\
         “We can still act,” wrote Solheim and her colleague Bjørn Aas in the journal \
         Science. “But the window is closing.”\n\n\
         Not so fast, says Carl Rudd. “Models are not data,” he writes on his blog.",
        &[
            "Scientists",
            "Ingrid Solheim",
            "Ingrid Solheim",
            "Ingrid Solheim",
            "Ingrid Solheim",
            "Carl Rudd",
        ],
    ),
];

#[test]
fn quotes_of_every_sort_of_newspaper_have_their_speakers() {
    for (text, expected) in PAPERS {
        let all = suggested(text).list;
        let quotes = all.iter().filter(|one| {
            one.kind == Kind::Quote && one.form == Some(QuoteForm::Direct) && one.score >= 0.5
        });
        let speakers: Vec<&str> = quotes
            .map(|one| one.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str()))
            .collect();
        assert_eq!(speakers, *expected, "in: {text}");
    }
}
