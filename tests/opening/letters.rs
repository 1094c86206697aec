//! What stands in an e-mail beside its text is left out, and listed: the e-mail that it answers, the signature, what a
//! newsletter says about itself.

use crate::desk::{joined, one, shown};

const TEXT: &str = "The council agreed to close the bridge, she said.";

fn mail(sort: &str, body: &str) -> String {
    format!(
        "From: Ana Ruiz <ana@courier.example>\r\nSubject: Bridge\r\nMIME-Version: 1.0\r\nContent-Type: text/{sort}; charset=utf-8\r\n\r\n{body}\r\n"
    )
}

#[test]
fn an_answer_is_read_without_what_it_answers_and_a_text_without_the_signature() {
    for (sort, behind) in [
        (
            "plain",
            "On Mon, Nov 18, 2024 at 9:00 AM Bo Li <bo@x.example> wrote:\r\n\r\n> Old words.\r\n>\r\n>> Older.",
        ),
        ("plain", "Am 18.11.2024 um 09:00 schrieb:\r\n> Old words."),
        ("plain", "> Old words.\r\n> More."),
        ("plain", "From: Bo Li\r\nSent: Monday\r\nSubject: x\r\n\r\nOld words."),
        ("plain", "Von: Bo Li\r\nGesendet: Montag\r\nOld words."),
        ("plain", "-----Original Message-----\r\nFrom: Bo\r\n\r\nOld words."),
        ("plain", "-- \r\nAna Ruiz\r\nOld words."),
        ("plain", "Sent from my old words"),
        (
            "html",
            "<div class=gmail_quote><div class=gmail_attr>On Monday Bo Li wrote:</div><blockquote class=gmail_quote>Old words.</blockquote></div>",
        ),
        ("html", "<blockquote type=cite><div>Bo Li wrote:</div><div>Old words.</div></blockquote>"),
        (
            "html",
            "<hr><div id=divRplyFwdMsg><b>From:</b> Bo Li<br><b>Sent:</b> Monday<br><b>Subject:</b> x</div><div>Old words.</div>",
        ),
        (
            "html",
            "<div class=moz-cite-prefix>Bo wrote:</div><blockquote type=cite>Old words.</blockquote><div class=moz-signature>Ana</div>",
        ),
        ("html", "<div class=gmail_signature>Ana Ruiz<br>Old words.</div>"),
        (
            "html",
            "<p>You get this as you signed up for old words. <a href=u>Unsubscribe</a></p><p><a href=f>Facebook</a></p>",
        ),
    ] {
        let body = if sort == "html" {
            format!("<div>{TEXT}</div>{behind}")
        } else {
            format!("{TEXT}\r\n\r\n{behind}")
        };
        let read = one("a.eml", mail(sort, &body));
        assert_eq!(
            joined(&read).trim_end(),
            format!("Bridge\n{TEXT}"),
            "{behind}: {}",
            shown(&read)
        );
        assert!(shown(&read).to_lowercase().contains("old words"), "{behind}");
    }
}

#[test]
fn an_e_mail_that_was_sent_on_holds_what_there_is_to_read() {
    for subject in ["Fwd: Bridge", "FW: Bridge", "WG: Bridge"] {
        for (sort, body) in [
            (
                "plain",
                format!(
                    "See below.\r\n\r\nFrom: Bo Li\r\nSent: Monday\r\nSubject: x\r\n\r\n{TEXT}"
                ),
            ),
            ("plain", format!("See below.\r\n\r\nBo Li wrote:\r\n> {TEXT}")),
            (
                "html",
                format!(
                    "<p>See below.</p><div>Begin forwarded message:</div><blockquote type=cite><p>{TEXT}</p></blockquote>"
                ),
            ),
            (
                "html",
                format!(
                    "<p>See below.</p><hr><div id=divRplyFwdMsg><b>From:</b> Bo<br><b>Sent:</b> Monday</div><p>{TEXT}</p>"
                ),
            ),
        ] {
            let mail = mail(sort, &body).replace("Subject: Bridge", &format!("Subject: {subject}"));
            let read = one("a.eml", mail);
            assert!(joined(&read).contains(TEXT), "{subject}, {body}: {}", shown(&read));
        }
    }
}

#[test]
fn what_somebody_sent_on_or_answered_line_by_line_is_read() {
    for (sort, body, text) in [
        (
            "plain",
            "> Who said so?\r\nThe council did.\r\n> When?\r\nOn Monday.",
            "> Who said so?\nThe council did.\n> When?\nOn Monday.",
        ),
        ("plain", "> Only this.", "> Only this."),
        ("plain", "She said: wrote:\r\nThe end.", "She said: wrote:\nThe end."),
        ("plain", "From: the council\r\nTo: the town", "From: the council\nTo: the town"),
        (
            "html",
            "<div class=gmail_quote>---------- Forwarded message ---------<br>From: Bo</div><p>Text.</p>",
            "---------- Forwarded message ---------\nFrom: Bo\nText.",
        ),
        (
            "html",
            "<blockquote type=cite>Who said so?</blockquote><p>The council did.</p>",
            "Who said so?\nThe council did.",
        ),
        (
            "html",
            "<p>Facebook pays, says <a href=x>the council</a>.</p>",
            "Facebook pays, says the council.",
        ),
    ] {
        let read = one("a.eml", mail(sort, body));
        assert_eq!(joined(&read), format!("Bridge\n{text}"), "{body}: {}", shown(&read));
    }
}
