//! Lines broken only by a fixed width: prose in mails, books and memos, and text that only looks
//! like it.

use crate::desk::{joined, one, text};

/// As on Project Gutenberg (Frances Hodgson Burnett, The Secret Garden, in the public domain).
const BOOK: &str = "\
THERE IS NO ONE LEFT

When Mary Lennox was sent to Misselthwaite Manor to live with her uncle
everybody said she was the most disagreeable-looking child ever seen. It
was true, too. She had a little thin face and a little thin body, thin
light hair and a sour expression. Her hair was yellow, and her face was
yellow because she had been born in India.

Her father had held a position under the English Government and had
always been busy and ill himself, and her mother had been a great beauty
who cared only to go to parties.

“Is it so very bad? Oh, is it?” Mary heard her say.
";

/// Indented paragraphs, no line between (in Margaret Oliphant's style).
const SET_IN: &str = "\
  Miss Marjoribanks lost her mother when she was only fifteen, and when,
to add to the misfortune, she was absent at school, and could not have it
in her power to soothe her dear mamma's last moments, as she herself said.
  Words are sometimes very poor exponents of such an event: but it happens
now and then, on the other hand, that a plain intimation expresses too
much, and suggests emotion and suffering which, in reality, have but
little, if any, existence.
";

/// No line between and no indent: only short last lines tell.
const CLOSE: &str = "\
The committee met for the third time this week, and again it could not say
when the bridge is going to be opened, nor who is to pay for all of this.
Nobody was surprised.
The mayor, who had promised an answer before the summer, said that she was
as disappointed as anybody else, and that the company had let them down in
every way that there is.
";

/// A mail: a quotation, an answer, a list, a signature.
const MAIL: &str = "\
Dear all,

thank you for the minutes of last week. I have read them with care, and I
think that the second point is not what we agreed on: the report was to be
published first, and only then discussed.

> The report is to be discussed by the committee before it is published, and
> the chair decides who receives it.

What I would like to know:

- who has seen the report so far, and whether anybody outside of the house
  has been given a copy;
- when it is to be published.

Best wishes,
Anna Kowalska
12 Mill Lane
Norwich
";

/// A memo in the IETF's style: all indented.
const MEMO: &str = "\
1.  Introduction

   This memo describes how a letter is carried from one office to another
   by a messenger on foot.  It does not describe how the letter is written,
   which is left to the writer, nor how it is read.

   A messenger MUST NOT open a letter.  A messenger that finds an opened
   letter SHOULD tell so to the office that it is carried to.
";

#[test]
fn paragraphs_that_were_broken_by_width_can_be_joined() {
    for (source, lines) in [
        (
            BOOK,
            vec![
                "THERE IS NO ONE LEFT",
                "yellow because she had been born in India.",
                "who cared only to go to parties.",
                "“Is it so very bad? Oh, is it?” Mary heard her say.",
            ],
        ),
        (SET_IN, vec!["as she herself said.", "little, if any, existence."]),
        (CLOSE, vec!["all of this. Nobody was surprised.", "every way that there is."]),
        (
            MEMO,
            vec![
                "1.  Introduction",
                "which is left to the writer, nor how it is read.",
                "letter SHOULD tell so to the office that it is carried to.",
            ],
        ),
        (
            MAIL,
            vec![
                "Dear all,",
                "published first, and only then discussed.",
                "> The report is to be discussed by the committee before it is published, and",
                "> the chair decides who receives it.",
                "What I would like to know:",
                "- who has seen the report so far, and whether anybody outside of the house has been given a copy;",
                "- when it is to be published.",
                "Best wishes,",
                "Anna Kowalska",
                "12 Mill Lane",
                "Norwich",
            ],
        ),
    ] {
        let read = one("a.txt", source);
        assert!(read.is_wrapped(), "{source}");
        assert_eq!(text(&read), source, "unjoined it stays as it is");
        let joined = joined(&read);
        let found: Vec<&str> = joined.split('\n').filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(found.len(), lines.len(), "{joined}");
        for (found, end) in found.iter().zip(lines) {
            assert!(found.ends_with(end), "{found:?} ends in {end:?}");
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&joined), words(source));
    }
}

#[test]
fn compounds_and_dashes_are_joined_without_a_blank_and_scripts_without_blanks_too() {
    let long = "this is a line of prose that somebody broke where the page was at its end";
    let source = format!("{long}\n{long} well-\n{long} so--\n{long}\n{long}\n");
    let joined = joined(&one("a.txt", source));
    assert!(joined.contains("well-this") && joined.contains("so--this"), "{joined}");
    let line = "人人生而自由在尊严和权利上一律平等他们赋有理性和良心并应以兄弟关系的精神";
    let source = [line; 5].join("\n");
    let read = one("a.txt", source.clone());
    assert!(read.is_wrapped());
    assert_eq!(self::joined(&read), source.replace('\n', ""));
}

/// Verses, lists, addresses, tables, code, chats: somebody chose these line ends.
const NOT_BROKEN: &[(&str, &str)] = &[
    ("a sonnet", "\
Shall I compare thee to a summer's day?
Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May,
And summer's lease hath all too short a date:
Sometime too hot the eye of heaven shines,
And often is his gold complexion dimm'd;
And every fair from fair sometime declines,
By chance, or nature's changing course, untrimm'd;
But thy eternal summer shall not fade
Nor lose possession of that fair thou ow'st;
Nor shall Death brag thou wander'st in his shade,
When in eternal lines to time thou grow'st;
So long as men can breathe, or eyes can see,
So long lives this, and this gives life to thee.
"),
    ("blank verse", "\
Of Mans First Disobedience, and the Fruit
Of that Forbidden Tree, whose mortal tast
Brought Death into the World, and all our woe,
With loss of Eden, till one greater Man
Restore us, and regain the blissful Seat,
Sing Heav'nly Muse, that on the secret top
Of Oreb, or of Sinai, didst inspire
That Shepherd, who first taught the chosen Seed,
In the Beginning how the Heav'ns and Earth
Rose out of Chaos: Or if Sion Hill
Delight thee more, and Siloa's Brook that flow'd
Fast by the Oracle of God; I thence
Invoke thy aid to my adventrous Song,
"),
    ("free verse in small letters", "\
so much depended on the kettle
that nobody spoke
until it had sung its song
and the window was white with it
and somebody laughed
at the thought of a kettle
that sings for a room of strangers
who have nothing to say to each other
and say it
"),
    ("long lines of verse", "\
I celebrate myself, and sing myself,
And what I assume you shall assume,
For every atom belonging to me as good belongs to you.
I loafe and invite my soul,
I lean and loafe at my ease observing a spear of summer grass.
My tongue, every atom of my blood, form'd from this soil, this air,
Born here of parents born here from parents the same, and their parents the same,
I, now thirty-seven years old in perfect health begin,
Hoping to cease not till death.
"),
    ("an address", "\
The Editor
The Norwich Evening Courier and Advertiser
12 Prince of Wales Road
Norwich NR1 1LB
United Kingdom
"),
    ("a list", "\
1. Flour, two hundred and fifty grams, and some more for the board
2. Butter, cold, cut into cubes as large as the nail of a thumb
3. An egg
4. A pinch of salt, unless the butter is salted already, then none
5. Water, ice cold, as much as it takes and not a drop more than that
"),
    ("bullets", "\
• The first of the points that were made by the speaker of the house
• The second of the points that were made by the speaker of the house
• The third of the points that were made by the speaker of the house
• The fourth of the points that were made by the speaker of the house
"),
    ("a table", "\
Candidate                Party                 Votes       Share
Anna Kowalska            Greens                12,401      31.2 %
Bartholomew Featherly    Conservatives         11,988      30.1 %
Chidi Anagonye           Independents           9,210      23.1 %
"),
    ("a chat", "\
anna: are you there?
ben: yes, on the train
anna: the report is out, and it is worse than anybody thought
ben: send it
anna: it is on the page of the committee
"),
    ("one paragraph a line", "\
The council agreed on Tuesday to close the bridge, and nobody knows until when it is going to be closed, or who pays.
“We had no choice,” said the mayor after the meeting, and added that the company that was to mend it had given up.
The opposition calls it a scandal and asks for a special meeting before the week is over, with all who are involved.
A spokesman of the company did not answer questions.
"),
    ("screens of a subtitle", "\
1
00:00:01,000 --> 00:00:04,000
We had no choice, and you know it.

2
00:00:05,000 --> 00:00:09,000
I know nothing of the kind.
"),
];

#[test]
fn lines_that_somebody_ended_are_not_taken_for_broken_ones() {
    for (what, source) in NOT_BROKEN {
        let read = one("a.txt", *source);
        let broken: Vec<_> = read.passages.iter().filter(|one| one.continues).collect();
        assert!(broken.is_empty(), "{what}: {broken:#?}");
    }
}

#[test]
fn texts_in_many_scripts_with_a_paragraph_a_line_are_not_taken_for_broken_ones() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/texts");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let read = one("a.txt", std::fs::read(&path).unwrap());
        assert!(!read.is_wrapped(), "{}", path.display());
    }
}

#[test]
fn verses_amid_broken_prose_stay_verses() {
    let verses = "    Where the Northern Ocean, in vast whirls,\n    Boils round the naked, melancholy isles\n    Of farthest Thule; and the Atlantic surge\n    Pours in among the stormy Hebrides.\n";
    let read = one("a.txt", format!("{BOOK}\n{verses}\n{BOOK}"));
    assert!(joined(&read).contains(verses));
}

#[test]
fn a_few_broken_lines_are_enough_if_each_goes_on_in_the_middle_of_a_sentence() {
    let few = "The council agreed on Tuesday to close the bridge, and nobody knows until\n\
        when.\n\nResidents were told by letter. Some of them were angry, the mayor\n\
        admitted when she was asked about it.\n";
    assert_eq!(joined(&one("a.txt", few)).matches('\n').count(), 3);
    // Each of these lines ends as somebody wanted.
    let verse = "The council agreed on Tuesday to close the bridge that Lund has known,\n\
        And nobody knows until when it is closed, or who has paid, she said,\n\
        For years and years the town stood by the water, and it stood alone.\n";
    let verse = one("a.txt", verse);
    assert_eq!(joined(&verse), text(&verse));
    // Paragraphs without a line between them, most of which are long.
    let close = "The council agreed on Tuesday to close the bridge, and nobody knows\n\
        until when it is closed.\n\
        Residents were told by letter. Some of them were angry, the mayor\n\
        admitted when she was asked about it on Wednesday evening.\n\
        Nobody was hurt.\n\
        The ferry goes every twenty minutes until the end of the month, the\n\
        harbour said in a statement.\n";
    assert_eq!(
        joined(&one("a.txt", close)).matches('\n').count(),
        4,
        "{}",
        joined(&one("a.txt", close))
    );
}
