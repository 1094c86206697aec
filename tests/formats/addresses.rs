//! Addresses in exported files: every format writes only web pages, e-mail addresses and DOIs, and
//! lists what it leaves out. And file names that every system accepts.

use std::collections::BTreeMap;

use article_annotator::formats::common::addresses::{as_browsers_read, is_held_back, outgoing};
use article_annotator::formats::common::file::portable;
use article_annotator::formats::common::zip;
use article_annotator::formats::registry;
use article_annotator::formats::{File, Lack};
use article_annotator::model::{
    AnnotationSet, Article, Check, Detail, Inline, InlineKind, Op, Publisher, Source, TextRange,
    Verdict,
};

use crate::desk::{proved, ways};
use crate::vector;

/// Addresses that run code or lead into a computer, in the disguises they come in.
const HOSTILE: [&str; 16] = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\u{a0}javascript:alert(1)",
    "\u{200b}javascript:alert(1)",
    "javascript: alert(1)",
    "javascript:",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "blob:https://a.example/1",
    "file:///C:/notes.html",
    "view-source:https://a.example/",
];

#[test]
fn only_pages_letters_and_dois_leave() {
    for hostile in HOSTILE {
        assert!(is_held_back(hostile), "{hostile:?}");
        assert_eq!(outgoing(hostile), None, "{hostile:?}");
    }
    for (address, leaves) in [
        ("https://a.example/x?y=1#z", Some("https://a.example/x?y=1#z")),
        ("HTTP://a.example", Some("http://a.example")),
        ("  https://a.example/ ", Some("https://a.example/")),
        ("mailto:anna@a.example", Some("mailto:anna@a.example")),
        ("doi:10.1000/182", Some("doi:10.1000/182")),
        ("https://a.example/\"><script>", Some("https://a.example/%22%3E%3Cscript%3E")),
        ("https:///a.example", None),
        ("https://", None),
        ("mailto:", None),
        ("//a.example/x", None),
        ("notes.html", None),
    ] {
        assert!(!is_held_back(address), "{address:?}");
        assert_eq!(outgoing(address).as_deref(), leaves, "{address:?}");
    }
    // A source described in words is no address.
    for words in ["Lund Post, 3 May", "Interview: Mira Holt", "Minutes, p. 3:4", "10:30 news", ""] {
        assert!(!is_held_back(words), "{words:?}");
        assert_eq!(outgoing(words), None, "{words:?}");
    }
}

/// The vector with this address in every field for one.
fn with(address: &str) -> AnnotationSet {
    let rich = vector::rich();
    let mut details = (**rich.details()).clone();
    details.source = Some(address.to_owned());
    let link = Inline { range: TextRange::new(5, 8), kind: InlineKind::Link(address.to_owned()) };
    let article = Article::clone(rich.article()).with_inlines(vec![link]);
    let mut set = AnnotationSet::new(article.into(), details);
    for actor in rich.actors() {
        set.apply(&Op::AddActor(actor.clone()).into()).unwrap();
    }
    for one in rich.iter() {
        let mut one = one.as_ref().clone();
        if let Detail::Claim { check, .. } = &mut one.detail {
            let titled = Source {
                url: address.to_owned(),
                title: "Minutes".to_owned(),
                ..Source::default()
            };
            let bare = Source { url: address.to_owned(), ..Source::default() };
            // A real link, so that the check is ready to be published.
            let good = Source { url: "https://b.example".to_owned(), ..Source::default() };
            let name = "Desk".to_owned();
            *check = Some(Check {
                verdict: Some(Verdict::False),
                sources: vec![titled, bare, good],
                publisher: Some(Publisher { name, ..Publisher::default() }),
                page: "https://desk.example".to_owned(),
                ..Check::default()
            });
        }
        set.apply(&Op::Add(one.into()).into()).unwrap();
    }
    set
}

#[test]
fn no_format_lets_an_address_out_that_runs_a_script_and_each_says_so() {
    for hostile in HOSTILE {
        let set = with(hostile);
        let sign: String = as_browsers_read(hostile).to_lowercase().chars().take(14).collect();
        for codec in registry::all() {
            for options in ways(codec) {
                let made = proved(codec, &set, &options).unwrap();
                for file in made.files {
                    let text = String::from_utf8_lossy(&file.content).to_lowercase();
                    let text = text.replace(['\n', '\t'], "").replace("\\n", "").replace("\\t", "");
                    let name = codec.format.id;
                    assert!(!text.contains(&sign), "{name} lets {hostile:?} out: {text}");
                }
                let told = made.losses[0].iter().find(|loss| loss.what == Lack::Address);
                let told = told.unwrap_or_else(|| panic!("{} is silent", codec.format.id));
                assert_eq!(told.count, 4, "the article’s, a link, two sources");
                assert_eq!(told.annotations, ["c1".into()]);
            }
        }
    }
}

#[test]
fn a_good_address_leaves_as_before_and_words_are_no_address() {
    let text = |id: &str, set: &AnnotationSet| crate::desk::file(id, set, &Default::default());
    let good = with("https://a.example/x");
    for codec in registry::all() {
        let losses = proved(codec, &good, &Default::default()).unwrap().losses;
        assert!(losses[0].iter().all(|loss| loss.what != Lack::Address), "{}", codec.format.id);
    }
    assert!(text("schema-org", &good).contains("\"url\": \"https://a.example/x\""));
    assert!(text("w3c", &good).contains("\"source\": \"https://a.example/x\""));
    let words = with("Lund Post, 3 May");
    let review = text("schema-org", &words);
    assert!(!review.contains("\"url\": \"Lund"), "{review}");
    assert!(review.contains("\"name\": \"Lund Post, 3 May\""), "{review}");
    assert!(!text("w3c", &words).contains("Lund Post"));
    assert!(!text("hypothesis", &words).contains("Lund Post"));
    assert!(text("json", &words).contains("\"source\": \"Lund Post, 3 May\""));
}

#[test]
fn no_two_formats_name_the_files_of_an_article_alike() {
    let set = with("https://a.example/x");
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for codec in registry::all() {
        for options in ways(codec) {
            for file in proved(codec, &set, &options).unwrap().files {
                let other = names.insert(file.name.to_lowercase(), codec.format.id);
                assert!(
                    other.is_none_or(|other| other == codec.format.id),
                    "{}: {other:?}",
                    file.name
                );
            }
        }
    }
    assert!(names.len() > registry::all().count());
}

#[test]
fn every_system_can_have_the_names_of_files() {
    let long = "ü".repeat(300);
    for (name, wanted) in [
        ("con.json", "file-con.json"),
        ("CON", "file-CON"),
        ("Nul.tar.gz", "file-Nul.tar.gz"),
        ("aux .txt", "file-aux .txt"),
        ("com1.ann", "file-com1.ann"),
        ("LPT9.txt", "file-LPT9.txt"),
        ("com¹.txt", "file-com¹.txt"),
        ("com10.txt", "com10.txt"),
        ("console.json", "console.json"),
        ("paper. . ", "paper"),
        ("folder./prn/a.txt", "folder/file-prn/a.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\x.txt", "x.txt"),
        ("/x.txt", "x.txt"),
        ("a:b*c?.txt", "a-b-c-.txt"),
        ("a\nb.txt", "a-b.txt"),
        ("...", "file"),
        ("", "file"),
    ] {
        assert_eq!(portable(name), wanted, "{name:?}");
    }
    let cut = portable(&format!("{long}.json"));
    assert!(cut.len() <= 200 && cut.ends_with("ü.json"), "{cut}");
}

#[test]
fn a_zip_has_no_two_names_that_a_system_takes_for_one() {
    let files = ["Paper.ann", "paper.ann", "PAPER.ANN", "con.txt", "x/nul", "file-con.txt"]
        .map(|name| File::new(name, name));
    let packed = zip::packed("x.zip".to_owned(), &files).unwrap();
    let (files, problems) = zip::unpacked(&packed);
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        ["Paper.ann", "2-paper.ann", "3-PAPER.ANN", "file-con.txt", "x/file-nul", "2-file-con.txt"]
    );
    assert!(problems.is_empty());
}
