//! Which sentences are worth checking, by a list of sentences as debates and articles have them.

use article_annotator::model::suggest::{Because, Prose, Suggestion, TextLanguage, said};
use article_annotator::model::{Kind, TextRange};

/// Sentences that a fact-checker takes.
const CHECKED: &[&str] = &[
    "Our trade deficit with China reached $419 billion last year.",
    "Unemployment has fallen to its lowest level in 50 years.",
    "He voted against the bill in 2015.",
    "The murder rate in Chicago rose by 20 percent after the law was passed.",
    "More than 3.5 million people lost their jobs because of the crisis.",
    "Crime is up 40% since he became mayor.",
    "We spent six trillion dollars in the Middle East.",
    "The company was fined for polluting the river.",
    "She signed the treaty and then denied it.",
    "No president has ever created more jobs.",
    "The tax cut doubled the deficit.",
    "He was the first governor to ban the drug.",
    "Russia invaded Ukraine in February 2022.",
    "Twenty million Americans have gained health insurance.",
    "The senator opposed the war in Iraq.",
    "Half of all schools in the county have closed since 2010.",
    "Wages are lower today than they were in 1999.",
    "Smoking causes one in five deaths.",
    "Turnout in the city was 62%.",
    "The company employs 4,000 people.",
];

/// Sentences that a fact-checker leaves.
const LEFT: &[&str] = &[
    "I think we can do better.",
    "Thank you very much.",
    "What would you do about it?",
    "We will make this country great again.",
    "I remember my mother telling me to work hard.",
    "We need to take care of our veterans.",
    "That is a terrible idea.",
    "Good evening from Hofstra University in Hempstead, New York.",
    "I hope that everybody will vote.",
    "Look, I have great respect for the senator.",
    "We should be ashamed of ourselves.",
    "You have two minutes to respond.",
    "I promise that I will never raise your taxes.",
    "It was a beautiful day.",
    "I love the people of Ohio.",
    "Let me finish.",
    "Do you believe that 20 percent is enough?",
    "Maybe it would be nice to try.",
    "The prime minister vowed to cut waiting lists by 20%.",
    "Labour has promised to cut waiting lists by 20%.",
    "The party wants to cut taxes by £2bn.",
    "If elected, she would cut taxes by £2bn.",
    "I wish the 200 jobs had been saved.",
    "The senator has not said whether he will bring the $2bn bill to the floor.",
];

/// The claims of a text.
fn claims(text: &str) -> Vec<Suggestion> {
    let mut all = said(&Prose::of(text), TextLanguage::English, &[], &|_| None);
    all.retain(|one| one.kind == Kind::Claim);
    all
}

/// The score of a sentence by itself; 0 if it is no claim at all.
fn score(sentence: &str) -> f32 {
    claims(sentence).first().map_or(0.0, |claim| claim.score)
}

#[test]
fn what_can_be_looked_up_ranks_above_opinion_promise_and_courtesy() {
    let mut ranked: Vec<(f32, bool, &str)> = Vec::new();
    ranked.extend(CHECKED.iter().map(|sentence| (score(sentence), true, *sentence)));
    ranked.extend(LEFT.iter().map(|sentence| (score(sentence), false, *sentence)));
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut right, mut sum) = (0.0, 0.0);
    for (place, (_, checked, _)) in ranked.iter().enumerate() {
        if *checked {
            right += 1.0;
            sum += right / (place + 1) as f64;
        }
    }
    let precision = sum / right;
    assert!(precision > 0.98, "average precision {precision:.3}: {ranked:#?}");
}

#[test]
fn a_date_by_itself_is_no_claim() {
    for date in
        ["Thursday, February 23, 2023", "23 February 2023", "Saturday 14 March 2026.", "June 2020"]
    {
        assert_eq!(
            claims(&format!("The plan failed.\n\n{date}\n\nIt rained in May.")).len(),
            1,
            "{date}"
        );
    }
    assert_eq!(claims("On Thursday, February 23, 2023, prices fell by 4 percent.").len(), 1);
}

#[test]
fn a_heading_or_a_caption_without_a_verb_is_no_claim() {
    for heading in [
        "Harrow Town 3-1 Ashby Rovers",
        "Reports: Minister to quit over 300 new homes",
        "Pictured: 200 firefighters outside the mill in Leeds",
        "More than 10,000 people at the rally in London on Sunday",
        "10,000 people at the rally in London on Sunday.",
    ] {
        let text = format!("{heading}\n\nIt rained in May.");
        assert_eq!(claims(&text).len(), 1, "{heading}");
    }
    for sentence in ["Crime is up 40% in Leeds", "Q: Prices fell by 4 percent in May."] {
        assert_eq!(claims(sentence).len(), 1, "{sentence}");
    }
}

#[test]
fn the_last_of_its_kind_is_a_record_and_when_something_happened_is_none() {
    let is_record = |text: &str| {
        let reason = &claims(text)[0].reason;
        reason.iter().any(|one| matches!(one, Because::Record(_)))
    };
    for text in [
        "It was the last mill in the county, and it closed in 2019.",
        "Britain’s last coal-fired power station closed on Monday.",
        "Scotland's last registered mill closed in 2019.",
        "Its last manned tower closed in 2019.",
    ] {
        assert!(is_record(text), "{text}");
    }
    for text in [
        "The bridge was last repainted in 1931.",
        "Last year 40 people died.",
        "The boat was last seen on Monday with 40 people on board.",
    ] {
        assert!(!is_record(text), "{text}");
    }
}

#[test]
fn what_somebody_asks_is_no_claim() {
    for question in [
        "Ana Ruiz asked whether 300 jobs were lost in May.",
        "The council wondered how prices rose by 4 percent.",
        "Ana Ruiz denied that 300 jobs were lost.",
    ] {
        assert_eq!(claims(question), [], "{question}");
    }
}

#[test]
fn when_it_was_said_is_no_part_of_the_claim() {
    for (text, expected) in [
        ("The ministry said on Monday 300 jobs were lost.", "300 jobs were lost"),
        ("The ministry said Monday night 300 jobs were lost.", "300 jobs were lost"),
        ("The ministry said yesterday 300 jobs were lost.", "300 jobs were lost"),
        (
            "The ministry said last year was the worst for 300 years.",
            "last year was the worst for 300 years",
        ),
        (
            "The ministry said Monday was the worst day for 300 years.",
            "Monday was the worst day for 300 years",
        ),
        ("The ministry said this year 300 jobs were lost.", "this year 300 jobs were lost"),
        ("The ministry said on May 5 300 jobs were lost.", "on May 5 300 jobs were lost"),
    ] {
        assert_eq!(only(text), expected);
    }
}

#[test]
fn what_that_points_at_is_part_of_the_claim() {
    for (text, expected) in [
        (
            "Police said the cause of that crash was still being examined on Friday.",
            "the cause of that crash was still being examined on Friday",
        ),
        ("The ministry said in that year 300 jobs were lost.", "in that year 300 jobs were lost"),
        ("The ministry said the day before that 300 jobs were lost.", "300 jobs were lost"),
    ] {
        assert_eq!(only(text), expected);
    }
}

/// The words of the only claim of a text.
fn only(text: &str) -> String {
    let all = claims(text);
    assert_eq!(all.len(), 1, "{all:?}");
    text[all[0].spans[0].indices()].to_owned()
}

#[test]
fn a_claim_in_a_quotation_is_its_words_alone() {
    for (text, expected) in [
        (
            "“We lost 20 percent of all jobs,” the ministry said in Leeds.",
            "We lost 20 percent of all jobs",
        ),
        ("The ministry said: “We lost 20 percent of all jobs.”", "We lost 20 percent of all jobs."),
        (
            "The ministry lost 20 percent of all jobs in a “tragic” year.",
            "The ministry lost 20 percent of all jobs in a “tragic” year.",
        ),
        (
            "Asked in May, the ministry lost 20 percent of jobs and called it “a tragedy”.",
            "Asked in May, the ministry lost 20 percent of jobs and called it “a tragedy”.",
        ),
        ("The ministry said that 300 jobs would cost £4bn.", "300 jobs would cost £4bn"),
    ] {
        assert_eq!(only(text), expected);
    }
}

#[test]
fn half_is_the_border_between_both() {
    for sentence in LEFT {
        assert!(score(sentence) < 0.5, "{sentence}: {}", score(sentence));
    }
    let low: Vec<&&str> = CHECKED.iter().filter(|sentence| score(sentence) < 0.4).collect();
    assert!(low.len() <= 3, "{low:#?}");
}

#[test]
fn what_causes_what_is_worth_checking_in_few_words() {
    for sentence in
        ["Smoking causes cancer.", "Cable theft caused the fire.", "Sugar leads to decay."]
    {
        assert!(score(sentence) > 0.5, "{sentence}: {}", score(sentence));
    }
    for sentence in ["It causes trouble.", "We know the cause.", "He led the way."] {
        assert!(score(sentence) < 0.5, "{sentence}: {}", score(sentence));
    }
}

#[test]
fn a_quotation_states_something_by_any_verb() {
    let all = claims("“The drug thins the blood within two hours,” the ministry said.");
    assert_eq!(all.len(), 1);
    assert_eq!(claims("“Three years of work,” the ministry said."), []);
}

#[test]
fn a_claim_says_why_it_is_worth_checking() {
    let text = "The murder rate in Chicago rose by 20 percent after the law was passed.";
    let reason = &claims(text)[0].reason;
    let shown = |because: &Because| match because {
        Because::Figure(range) | Because::Comparison(range) | Because::Law(range) => {
            text[range.indices()].to_owned()
        }
        other => format!("{other:?}"),
    };
    assert_eq!(reason.iter().map(shown).collect::<Vec<_>>(), ["20", "rose", "law"]);
}

#[test]
fn an_amount_is_told_with_its_number() {
    for (text, told) in [
        ("The state of Ohio spent $300 on each of its schools in May.", "$300"),
        ("The state of Ohio spent € 4 more on each of its schools in May.", "€ 4"),
        ("Prices in Ohio rose by 4 % after the law was passed in May.", "4 %"),
        ("The state of Ohio spent £4.2m on each of its schools in May.", "£4.2m"),
        ("The state of Ohio built 12km of walls round its schools in May.", "12km"),
        ("The state of Ohio lost 20% of its schools in five years.", "20%"),
    ] {
        let reason = &claims(text)[0].reason;
        let figure = reason.iter().find_map(|because| match because {
            Because::Figure(range) => Some(&text[range.indices()]),
            _ => None,
        });
        assert_eq!(figure, Some(told), "{reason:?}");
    }
}

#[test]
fn what_is_told_of_a_report_is_no_part_of_the_claim() {
    let all = claims(
        "According to a report by the ministry, published last week, the steel was 40 percent too thin.",
    );
    let told: Vec<_> = all.iter().map(|one| one.spans[0]).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].start.0, 60, "the steel was …");
}

#[test]
fn a_reported_claim_has_its_claimant() {
    let all = claims("The ministry said that 20 percent of all jobs were lost in 2020.");
    let claimant = all[0].speaker.as_ref().map(|speaker| speaker.name.as_str());
    assert_eq!(claimant, Some("The ministry"));
    let all = claims("“We lost 20 percent of all jobs in 2020,” the ministry said.");
    let claimant = all[0].speaker.as_ref().map(|speaker| speaker.name.as_str());
    assert_eq!(claimant, Some("the ministry"));
    assert_eq!(claims("In 2020, 20 percent of all jobs were lost.")[0].speaker, None);
}

#[test]
fn what_only_looks_like_a_past_tense_is_no_event() {
    for sentence in [
        "Talks begin in the United Arab Emirates on Friday.",
        "The future of the Russian-occupied territories is a key point of contention.",
    ] {
        let events = claims(sentence).into_iter().flat_map(|claim| claim.reason);
        assert_eq!(events.filter(|why| matches!(why, Because::Event(_))).count(), 0, "{sentence}");
    }
}

#[test]
fn in_a_transcript_a_claim_is_made_by_whoever_has_the_turn() {
    let text = "MODERATOR ELAINE PRUITT: Governor, ten seconds.\n\n\
        GOV. RICK TALLMADGE: Thank you. When I took office this state had a debt of $4 billion.\n\n\
        REP. DENISE OYELARAN: The governor cut 70,000 people from Medicaid.\n\n\
        KAPLAN: The state lost 9,000 nurses in 2020.\n\n\
        TALLMADGE: She voted for the same bill in 2019.\n\nIn Ohio 40,000 jobs were lost.";
    let names = ["ELAINE PRUITT", "RICK TALLMADGE", "DENISE OYELARAN"];
    let mut people: Vec<TextRange> = names.iter().map(|name| place(text, name)).collect();
    people
        .push(TextRange::new(place(text, "TALLMADGE: She").start.0, place(text, ": She").start.0));
    let mut all = said(&Prose::of(text), TextLanguage::English, &people, &|_| None);
    all.retain(|one| one.kind == Kind::Claim);
    let shown: Vec<(&str, &str)> = all
        .iter()
        .map(|one| {
            let speaker = one.speaker.as_ref().map_or("", |speaker| speaker.name.as_str());
            (speaker, &text[one.spans[0].indices()])
        })
        .filter(|(_, words)| words.contains(|c: char| c.is_ascii_digit()))
        .collect();
    assert_eq!(
        shown,
        [
            ("RICK TALLMADGE", "When I took office this state had a debt of $4 billion."),
            ("DENISE OYELARAN", "The governor cut 70,000 people from Medicaid."),
            ("", "The state lost 9,000 nurses in 2020."),
            ("RICK TALLMADGE", "She voted for the same bill in 2019."),
            ("RICK TALLMADGE", "In Ohio 40,000 jobs were lost."),
        ]
    );
}

#[test]
fn a_list_of_names_and_figures_is_no_transcript() {
    let text = "Ana Ruiz: 12,000 votes\n\nTom Hall: 9,000 votes\n\nEve Lee: 4,000 votes\n\n\
        Turnout fell to 61 percent in 2024.";
    let people = ["Ana Ruiz", "Tom Hall", "Eve Lee"].map(|name| place(text, name));
    let mut all = said(&Prose::of(text), TextLanguage::English, &people, &|_| None);
    all.retain(|one| one.kind == Kind::Claim);
    assert!(all.iter().all(|one| one.speaker.is_none()), "{all:?}");
}

/// Where words stand first.
fn place(text: &str, words: &str) -> TextRange {
    let at = u32::try_from(text.find(words).unwrap()).unwrap();
    TextRange::new(at, at + u32::try_from(words.len()).unwrap())
}

#[test]
fn a_reason_is_not_read_into_another_word() {
    for (sentence, not) in [
        ("He won’t be at the meeting of the council in Leeds on Monday.", "won"),
        ("Payments of the state to the towns are due annually in May.", "due"),
        ("The U.S.-led force of the alliance is in the north of Iraq.", "led"),
        ("The storm came to the coast of Alabama last night.", "last"),
        ("The ministry in Paris declined to comment on the case.", "declined"),
        ("But that privileged position of the dollar is in danger.", "privileged"),
        ("Eddie Foreman, 40, of Opelika was at the airport in Atlanta.", "40"),
        ("The parade is near its 9 a.m. start in New York.", "9"),
    ] {
        for claim in claims(sentence) {
            let told = |one: &Because| match one {
                Because::Figure(at)
                | Because::Record(at)
                | Because::Comparison(at)
                | Because::Cause(at)
                | Because::Law(at)
                | Because::Event(at) => &sentence[at.indices()] == not,
                _ => false,
            };
            assert!(!claim.reason.iter().any(told), "{sentence}: {:?}", claim.reason);
        }
    }
}

#[test]
fn what_somebody_or_something_did_is_told_behind_that_too() {
    let all = claims("Ohio has a rule that limited what banks lend to towns in Kansas.");
    let tells = |one: &Because| matches!(one, Because::Event(_));
    assert!(all[0].reason.iter().any(tells), "{:?}", all[0].reason);
}

#[test]
fn a_dateline_is_no_part_of_a_claim() {
    for text in [
        "NAIROBI, March 4 (Reuters) - Prices rose 6.1% in February.",
        "LIMA, Peru (CNN) — Prices rose 6.1% in February.",
        "Accra – Prices rose 6.1% in February.",
        "JEFFERSON CITY, Mo. (AP) — Prices rose 6.1% in February.",
    ] {
        let found = crate::desk::suggested(text).list;
        let claim = found.iter().find(|one| one.kind == Kind::Claim).unwrap();
        assert_eq!(&text[claim.spans[0].indices()], "Prices rose 6.1% in February.");
    }
    for text in [
        "Tom Hall — the mayor of Leeds since 2010 — was jailed for nine years in May.",
        "Amazon - which employs 1.5 million people - cut 14,000 jobs in May.",
    ] {
        let found = crate::desk::suggested(text).list;
        let claim = found.iter().find(|one| one.kind == Kind::Claim).unwrap();
        assert_eq!(&text[claim.spans[0].indices()], text);
    }
}
