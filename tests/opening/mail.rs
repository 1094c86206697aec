//! E-mails and pages saved as one file: decoded, with sender and date, whatever way they are written.

use crate::desk::{joined, one, open, said, shown};

const HEAD: &str = "From: \"Ana Ruiz\" <ana@courier.example>\r\nTo: bo@courier.example\r\nSubject: The bridge of Lund\r\nDate: Fri, 17 May 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n";

#[test]
fn an_e_mail_is_decoded_with_its_sender_and_its_date() {
    for (rest, text) in [
        (
            "Content-Type: text/plain; charset=utf-8\r\n\r\nIt costs 9 million.\r\n",
            "It costs 9 million.",
        ),
        (
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=EB said =93yes=94, and this line =\r\ngoes on.\r\n",
            "Zoë said “yes”, and this line goes on.",
        ),
        (
            "Content-Type: text/plain;\r\n charset=\"utf-8\"\r\nContent-Transfer-Encoding: BASE64\r\n\r\nWm/DqyBzYWlkIOKAnHll\r\nc+KAnS4=\r\n",
            "Zoë said “yes”.",
        ),
        (
            "Content-Type: text/plain; format=flowed; delsp=no\r\n\r\nThis line goes \r\non here.\r\nAnother.\r\n",
            "This line goes on here.\nAnother.",
        ),
        (
            "Content-Type: multipart/alternative; boundary=\"x y\"\r\n\r\nNot shown.\r\n--x y\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--x y\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>It is <b>closed</b>.</p><p>Zoë</p></body></html>\r\n--x y--\r\nNot shown either.",
            "It is closed.\nZoë",
        ),
        (
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nFirst.\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nSecond.\r\n--c--\r\n--b--\r\n",
            "First.\nSecond.",
        ),
        ("\r\nNo type at all.", "No type at all."),
    ] {
        let read = one("a.eml", format!("{HEAD}{rest}"));
        assert_eq!(joined(&read), format!("The bridge of Lund\n{text}"), "{rest}");
        assert_eq!(read.details.title, "The bridge of Lund");
        assert_eq!(read.details.byline.as_deref(), Some("Ana Ruiz"));
        assert_eq!(read.details.published.as_deref(), Some("2024-05-17"));
        assert_eq!(said(&read), "", "{rest}");
    }
}

#[test]
fn words_in_the_head_of_an_e_mail_are_decoded() {
    for (from, subject, byline, title) in [
        (
            "=?utf-8?B?Wm/DqyBIb2x0?= <z@a.example>",
            "=?iso-8859-1?Q?Br=FCcke_zu?=",
            "Zoë Holt",
            "Brücke zu",
        ),
        ("z@a.example", "=?UTF-8?Q?one_?= =?UTF-8?Q?two?=", "z@a.example", "one two"),
        ("<z@a.example>", "a\r\n folded line", "z@a.example", "a folded line"),
        ("Zoe", "=?broken", "Zoe", "=?broken"),
        ("", "plain =?x-unknown?Q?a?= b", "", "plain a b"),
    ] {
        let read = one("a.eml", format!("From: {from}\r\nSubject: {subject}\r\n\r\nText."));
        assert_eq!(read.details.title, title);
        assert_eq!(read.details.byline.unwrap_or_default(), byline);
    }
}

#[test]
fn what_is_attached_is_named_and_not_opened() {
    let read = one(
        "a.eml",
        format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText.\r\n--b\r\nContent-Type: application/pdf; name=\"plan of Lund.pdf\"\r\nContent-ID: <f_1>\r\nContent-Disposition: attachment\r\n\r\nJVBERi0=\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nNot text.\r\n--b--"
        ),
    );
    assert_eq!(shown(&read), "h1 The bridge of Lund\np Text.");
    assert_eq!(said(&read), "attached, and not opened: “plan of Lund.pdf”, “notes.txt”");
    let only = format!("{HEAD}Content-Type: image/png\r\n\r\nx");
    assert!(open("a.eml", only).unwrap_err().message.contains("no text"));
}

/// A page as a browser saves it.
fn saved(kind: &str, encoding: &str, html: &str) -> String {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/bridge\r\nSubject: x\r\nDate: Fri, 17 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n\r\n------b\r\nContent-Type: text/html{kind}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: https://courier.example/bridge\r\n\r\n{html}\r\n------b\r\nContent-Type: image/png\r\nContent-Location: https://courier.example/a.png\r\n\r\nx\r\n------b--\r\n"
    )
}

#[test]
fn a_page_saved_as_one_file_opens_like_the_page() {
    let text = "<p>The council agreed to close the bridge, and Zo=C3=AB knows, she said, until =\r\nwhen it is closed.</p>".repeat(8);
    let html = format!(
        "<html><head><title>Bridge of Lund closed today</title><meta name=3D\"author\" content=3D\"Ana Ruiz\"></head><body><ul><li><a href=3D\"/\">Home</a></li></ul><article><h1>Bridge of Lund closed today</h1>{text}</article></body></html>"
    );
    for (name, kind) in [("a.mht", ""), ("a.mhtml", "; charset=\"utf-8\""), ("saved", "")] {
        let read = one(name, saved(kind, "quoted-printable", &html));
        assert_eq!(read.details.title, "Bridge of Lund closed today", "{name}");
        assert_eq!(read.details.source.as_deref(), Some("https://courier.example/bridge"));
        assert_eq!(read.details.byline.as_deref(), Some("Ana Ruiz"));
        // It was saved then; nobody says when it was published.
        assert_eq!(read.details.published, None);
        let text = joined(&read);
        assert_eq!(
            text.matches("and Zoë knows, she said, until when").count(),
            8,
            "{name}: {text}"
        );
        assert!(!text.contains("Home"));
    }
}

#[test]
fn a_letter_pasted_as_text_stays_a_text() {
    let letter = "From: Ana\nSubject: Bridge\nMIME-Version: 1.0\n\nText.";
    assert_eq!(joined(&one("pasted.txt", letter)), letter);
    assert_eq!(joined(&one("a", "Subject: Bridge\n\nText.")), "Subject: Bridge\n\nText.");
}

#[test]
fn an_e_mail_that_breaks_off_anywhere_does_no_harm() {
    let html = "<p>Text of =C3=AB.</p>";
    let alternative = format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nPlain.\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+YTwvcD4=\r\n--b--"
    );
    for whole in [saved("", "quoted-printable", html), alternative] {
        for end in 0..whole.len() {
            let _ = open("a.eml", &whole.as_bytes()[..end]);
        }
    }
    let deep = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(3000);
    let _ = open("a.eml", deep);
    let many = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}",
        "--b\r\n\r\nx\r\n".repeat(20_000)
    );
    let _ = open("a.eml", many);
}

#[test]
fn a_header_of_beginnings_without_an_end_is_read_at_once() {
    for beginning in ["=?a?b?x ", "=?a?x?y "] {
        let subject = beginning.repeat(200_000);
        let read = one(
            "a.eml",
            format!(
                "From: a@b.c\r\nDate: Fri, 17 May 2024 10:00:00 GMT\r\nSubject: {subject}?=\r\n\r\nText."
            ),
        );
        assert!(shown(&read).ends_with("Text."));
    }
}

#[test]
fn the_part_with_words_is_read_and_headers_are_split_where_they_may_be() {
    for (rest, text) in [
        (
            "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--b\r\nContent-Type: text/html\r\n\r\n<html><body><img src=\"cid:1\"></body></html>\r\n--b--\r\n",
            "Plain.",
        ),
        (
            "Content-Type: multipart/mixed;\r\n boundary=\"--x; y=1\" (a remark)\r\n\r\n----x; y=1\r\nContent-Type: text/plain (plain); charset=\"utf-8\" (x)\r\n\r\nZoë.\r\n----x; y=1--\r\n",
            "Zoë.",
        ),
        (
            "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nA line that goe \r\ns on.\r\n> quoted \r\n>  text\r\n>> deeper \r\nEnd.\r\n",
            "A line that goes on.\n> quoted text\n>> deeper\nEnd.",
        ),
    ] {
        let read = one("a.eml", format!("{HEAD}{rest}"));
        assert_eq!(joined(&read), format!("The bridge of Lund\n{text}"), "{rest}");
        assert_eq!(said(&read), "", "{rest}");
    }
}

#[test]
fn senders_are_named_as_people_write_their_names() {
    for (from, byline) in [
        ("\"Holt, Mira\" (mayor) <mira@e.example>", "Holt, Mira"),
        ("mira@e.example (Mira Holt)", "Mira Holt"),
        (
            "Mira Holt <m@e.example>, \"Ivo \\\"B\\\" Brandt\" <i@e.example>",
            "Mira Holt, Ivo \"B\" Brandt",
        ),
        ("m@e.example, i@e.example", "m@e.example, i@e.example"),
    ] {
        let read = one("a.eml", format!("From: {from}\r\nSubject: S\r\n\r\nText."));
        assert_eq!(read.details.byline.as_deref(), Some(byline), "{from}");
    }
}

#[test]
fn a_forwarded_e_mail_is_read_with_it_and_what_is_attached_has_its_name() {
    let inner = "From: Ivo <i@e.example>\r\nSubject: =?utf-8?Q?Br=C3=BCcke?=\r\nContent-Type: text/plain\r\n\r\nInner words.\r\n";
    let rest = format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n{inner}\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''Br%C3%BC; filename*1=cke.pdf\r\n\r\nx\r\n--b--\r\n"
    );
    let read = one("a.eml", format!("{HEAD}{rest}"));
    assert_eq!(joined(&read), "The bridge of Lund\nSee below.\nInner words.");
    assert_eq!(read.details.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(
        said(&read),
        "the e-mail inside it, “Brücke”, was read too\nattached, and not opened: “Brücke.pdf”"
    );
    let unknown =
        one("a.eml", format!("{HEAD}Content-Type: text/plain; charset=utf-7\r\n\r\nHi +AOk-.\r\n"));
    assert!(said(&unknown).contains("“utf-7”"), "{}", said(&unknown));
}

#[test]
fn each_e_mail_of_a_mailbox_is_an_article() {
    let mailbox = format!(
        "From ana@courier.example Fri May 17 10:00:00 2024\r\n{HEAD}\r\nFirst letter.\r\nFrom here on it is quiet.\r\n\r\nFrom bo@courier.example Sat May 18 10:00:00 2024\r\nFrom: Bo <bo@courier.example>\r\nSubject: Second\r\nMIME-Version: 1.0\r\n\r\nSecond letter.\r\n"
    );
    for name in ["a.mbox", "Inbox"] {
        let all = open(name, mailbox.clone()).unwrap();
        let all: Vec<_> =
            all.iter().map(|one| (one.details.byline.clone().unwrap(), joined(one))).collect();
        assert_eq!(
            all,
            [
                (
                    "Ana Ruiz".to_owned(),
                    "The bridge of Lund\nFirst letter.\nFrom here on it is quiet.".to_owned()
                ),
                ("Bo".to_owned(), "Second\nSecond letter.".to_owned())
            ],
            "{name}"
        );
    }
}

#[test]
fn a_saved_page_is_the_one_it_begins_with_and_not_an_advert_in_a_frame() {
    let part = |head: &str, html: &str| {
        format!("------B\r\nContent-Type: text/html\r\n{head}\r\n\r\n{html}\r\n")
    };
    let words = "<p>The council met on Monday evening to talk about the bridge, and the mayor said that it would open in May, after nine years.</p>";
    let page = format!(
        "<html><head><title>The bridge opens in Lund</title></head><body><article><h1>The bridge opens in Lund</h1>{words}{words}{words}</article></body></html>"
    );
    let advert = part(
        "Content-Location: https://ads.example/x",
        "<html><body><p>Buy this now.</p></body></html>",
    );
    for (start, place) in [
        ("; start=\"<root@x>\"", "Content-ID: <root@x>"),
        ("", "Content-Location: https://courier.example/a"),
    ] {
        let file = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----B\"{start}\r\n\r\n{advert}{}------B--\r\n",
            part(place, &page)
        );
        let read = one("a.mht", file);
        assert_eq!(read.details.title, "The bridge opens in Lund", "{place}");
        assert!(
            !joined(&read).contains("Buy this") && said(&read).contains("1 frame"),
            "{}",
            said(&read)
        );
    }
}

#[test]
fn a_mailbox_of_too_many_e_mails_says_how_many_were_left_out() {
    let one = |at: usize| {
        format!("From a@e.example Fri\nFrom: A <a@e.example>\nSubject: S{at}\n\nLetter {at}.\n\n")
    };
    let mailbox: String = (0..2003).map(one).collect();
    let all = open("a.mbox", mailbox).unwrap();
    assert_eq!(all.len(), 2000);
    let last = &all[1999].passages;
    assert!(last.iter().all(|one| !one.text.contains("Letter 2000")), "{last:?}");
    let told: Vec<_> = all[0].problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["only the first 2000 e-mails of this mailbox were read; 3 left out"]);
}

#[test]
fn an_e_mail_of_apple_s_program_is_read_without_what_stands_around_it() {
    let mail = format!("{HEAD}\r\nIt costs 9 million.\r\n");
    let read =
        one("1.emlx", format!("{:<10}\n{mail}<?xml version=\"1.0\"?>\n<plist/>\n", mail.len()));
    assert_eq!(joined(&read), "The bridge of Lund\nIt costs 9 million.");
    assert_eq!(read.details.byline.as_deref(), Some("Ana Ruiz"));
    // A wrong length loses nothing.
    let read = one("1.emlx", format!("99999\n{mail}"));
    assert_eq!(joined(&read), "The bridge of Lund\nIt costs 9 million.");
}

#[test]
fn the_year_of_an_old_e_mail_has_two_digits() {
    for (date, day) in [
        ("Fri, 17 May 24 10:00:00 GMT", Some("2024-05-17")),
        ("17 May 98 10:00 PDT", Some("1998-05-17")),
        ("Fri, 17 May 2024 10:00:00 GMT", Some("2024-05-17")),
        ("garbage", None),
        ("May 24", None),
    ] {
        let read = one("a.eml", format!("From: a@b.example\nDate: {date}\n\nText."));
        assert_eq!(read.details.published.as_deref(), day, "{date}");
    }
}

#[test]
fn what_the_styles_of_an_e_mail_hide_is_left_out_and_not_gone() {
    let styles = "<style>.preheader{display:none !important} @media print{p{display:none}}</style>";
    let body =
        "<div class=preheader>The news of today in three lines.</div><p>It costs 9 million.</p>";
    let html = format!("<html><head>{styles}</head><body>{body}</body></html>");
    let read = one("a.eml", format!("{HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n{html}"));
    assert_eq!(joined(&read), "The bridge of Lund\nIt costs 9 million.");
    assert!(shown(&read).contains("- p The news of today in three lines."), "{}", shown(&read));
}

#[test]
fn an_invitation_is_read_by_its_words_wherever_its_calendar_stands() {
    let part =
        |sort: &str, body: &str| format!("--b\r\nContent-Type: text/{sort}\r\n\r\n{body}\r\n");
    let (calendar, plain) = (part("calendar", "BEGIN:VCALENDAR"), part("plain", "Come to Lund."));
    for parts in [format!("{calendar}{plain}"), format!("{plain}{calendar}")] {
        let mail = format!(
            "{HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n{parts}--b--\r\n"
        );
        assert_eq!(joined(&one("a.eml", mail)), "The bridge of Lund\nCome to Lund.");
    }
}

#[test]
fn a_line_that_a_mailbox_had_to_mark_is_the_line_that_was_written() {
    let letter = "From m@e.example Fri May 17 10:00:00 2024\nFrom: Mira <m@e.example>\nSubject: One\n\nHello,\n>From here the road is closed.\nIt is >From\n\n";
    let read = one("a.mbox", letter);
    assert!(
        joined(&read).contains("\nFrom here the road is closed.\nIt is >From"),
        "{}",
        joined(&read)
    );
    // In an e-mail that is no mailbox, it is quoted.
    let bare = letter.split_once('\n').unwrap().1;
    assert!(!joined(&one("a.eml", bare)).contains("\nFrom here"));
}

#[test]
fn a_page_in_a_frame_of_an_e_mail_is_listed() {
    let letter = "From: Mira <m@e.example>\nSubject: One\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hello.</p><iframe srcdoc=\"&lt;p&gt;The whole programme of the festival, from Friday to Sunday night.&lt;/p&gt;\"></iframe>";
    let read = one("a.eml", letter);
    assert_eq!(joined(&read), "One\nHello.");
    assert_eq!(read.left_out(), 1);
}
