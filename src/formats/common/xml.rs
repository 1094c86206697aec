//! Elements, attributes and text of XML, as they come and as far as they are intact: the program `files` has
//! no larger reader. It knows no declarations, so nothing in a file makes it larger (tests/formats/marked.rs).

use std::borrow::Cow;

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Xml<'a> {
    /// The start of an element, with its attributes; `true` if it is also its end.
    Start(&'a str, Vec<(&'a str, Cow<'a, str>)>, bool),
    /// The end of an element.
    End(&'a str),
    /// Text.
    Text(Cow<'a, str>),
    /// What is not whole: the file is cut off here.
    Broken,
}

/// The pieces of a file, in order.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    text: &'a str,
    /// The place of the next piece, in bytes.
    pub at: usize,
}

/// The first reference in a text that stands for a sign this app does not know.
pub fn unread(text: &str) -> Option<&str> {
    let names = text.split('&').skip(1).filter_map(|part| part.split_once(';'));
    let mut names = names.map(|(name, _)| name).filter(|name| {
        name.starts_with(|sign: char| sign.is_alphabetic())
            && name.chars().all(|sign| sign.is_alphanumeric() || "._-".contains(sign))
    });
    names.find(|name| sign(name).is_none())
}

/// The name of a file's outermost element, as written.
pub fn root(text: &str) -> Option<&str> {
    pieces(text).find_map(|piece| match piece {
        Xml::Start(name, ..) => Some(name),
        _ => None,
    })
}

/// The pieces of a file.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0 }
}

/// What is not an element, from its start to its end.
const ASIDE: [(&str, &str); 4] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];

impl<'a> Iterator for Pieces<'a> {
    type Item = Xml<'a>;

    fn next(&mut self) -> Option<Xml<'a>> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            if !rest.starts_with('<') {
                let end = rest.find('<').unwrap_or(rest.len());
                self.at += end;
                return Some(Xml::Text(unescaped(&rest[..end])));
            }
            let aside = ASIDE.iter().find(|(start, _)| rest.starts_with(start));
            let Some((start, close)) = aside else { return Some(self.tag(rest)) };
            // A declaration may have others inside.
            let has_inner =
                *start == "<!" && rest.split_once('>').is_some_and(|(head, _)| head.contains('['));
            let close = if has_inner { "]>" } else { close };
            let from = start.len();
            let Some(end) = rest.get(from..).and_then(|rest| rest.find(close)) else {
                self.at = self.text.len();
                return Some(Xml::Broken);
            };
            self.at += from + end + close.len();
            if *start == "<![CDATA[" {
                return Some(Xml::Text(Cow::Borrowed(&rest[from..from + end])));
            }
        }
    }
}

impl<'a> Pieces<'a> {
    fn tag(&mut self, rest: &'a str) -> Xml<'a> {
        let mut quote = None;
        let end = rest.bytes().position(|byte| {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                (None, b'>') => return true,
                _ => {}
            }
            false
        });
        let Some(end) = end else {
            self.at = self.text.len();
            return Xml::Broken;
        };
        self.at += end + 1;
        let inside = &rest[1..end];
        if let Some(name) = inside.strip_prefix('/') {
            return Xml::End(name.trim());
        }
        let whole = inside.strip_suffix('/');
        let (inside, is_end) = (whole.unwrap_or(inside), whole.is_some());
        let (name, rest) =
            inside.split_at(inside.find(char::is_whitespace).unwrap_or(inside.len()));
        Xml::Start(name, attributes(rest), is_end)
    }
}

fn attributes(mut rest: &str) -> Vec<(&str, Cow<'_, str>)> {
    let mut all = Vec::new();
    while let Some((name, value)) = rest.split_once('=') {
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|sign| matches!(sign, '"' | '\'')) else {
            break;
        };
        let Some((value, after)) = value[1..].split_once(quote) else { break };
        all.push((name.trim(), unescaped(value)));
        rest = after;
    }
    all
}

/// A name without the prefix of its namespace.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The names of the signs from U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute \
ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml \
yacute thorn yuml";

/// The names of other signs in use.
const OTHERS: [(&str, char); 24] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("thinsp", '\u{2009}'),
];

/// A text with its references as the signs they stand for; unknown ones stay.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&').peekable();
    out.push_str(parts.next().unwrap_or_default());
    while let Some(part) = parts.next() {
        // Some programs write a sign beyond U+FFFF as the two halves of UTF-16.
        let pair = half(part).zip(parts.peek().and_then(|next| half(next)));
        if let Some(sign) =
            pair.and_then(|((one, rest), (two, _))| of_halves(one, two).filter(|_| rest.is_empty()))
        {
            out.push(sign);
            out.push_str(parts.next().and_then(half).map_or("", |(_, rest)| rest));
            continue;
        }
        match part.split_once(';').and_then(|(name, rest)| Some((sign(name)?, rest))) {
            Some((sign, rest)) => {
                out.push(sign);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    Cow::Owned(out)
}

/// The number of a reference.
fn number(name: &str) -> Option<u32> {
    let number = name.strip_prefix('#')?;
    let hex = number.strip_prefix(['x', 'X']);
    hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
}

/// Half of a surrogate pair at the start of what follows a `&`, and the rest.
fn half(part: &str) -> Option<(u32, &str)> {
    let (name, rest) = part.split_once(';')?;
    number(name).filter(|code| (0xD800..=0xDFFF).contains(code)).map(|code| (code, rest))
}

fn of_halves(one: u32, two: u32) -> Option<char> {
    let halves = [u16::try_from(one).ok()?, u16::try_from(two).ok()?];
    char::decode_utf16(halves).next()?.ok()
}

fn sign(name: &str) -> Option<char> {
    if name.starts_with('#') {
        return char::from_u32(number(name)?);
    }
    let other = OTHERS.iter().find(|(own, _)| *own == name).map(|(_, sign)| *sign);
    other.or_else(|| {
        let at = LATIN.split_whitespace().position(|own| own == name)?;
        char::from_u32(u32::try_from(at).ok()? + 0xA0)
    })
}
