//! Literals of Python, as training data of spaCy stands in programs: lists, tuples, dictionaries, texts and
//! numbers. Nothing is executed; what is no literal is no data (tests/formats/records.rs).

use std::iter::Peekable;
use std::str::CharIndices;

use crate::model::plain::Plain;

/// Deepest nesting.
const DEEPEST: u8 = 32;

/// The lists that a program gives names to, at the start of a line, as JSON: `TRAIN_DATA = [...]`; and the number
/// of those that are not made of literals alone. Lists and tuples without a name, as programs print them, count too.
pub fn lists(program: &str) -> (Vec<String>, usize) {
    let program = program.trim_start_matches('\u{feff}').trim_start();
    let (mut found, mut others) = (Vec::new(), 0);
    let (mut at, mut read) = (0, 0);
    for line in program.split_inclusive('\n') {
        let start = at;
        at += line.len();
        // What stands within a list is a part of it, whatever it looks like.
        if start < read {
            continue;
        }
        let is_name = |name: &str| {
            let name = name.split(':').next().unwrap_or_default().trim_end();
            !name.is_empty() && name.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
        };
        let value = line.split_once('=').filter(|(name, _)| is_name(name));
        let value = value.filter(|(_, value)| value.trim_start().starts_with('['));
        let from = match value {
            Some((name, value)) => {
                start + name.len() + 1 + (value.len() - value.trim_start().len())
            }
            None if ["[", "('", "(\""].iter().any(|sign| line.starts_with(sign)) => start,
            None => continue,
        };
        match program.get(from..).and_then(literal) {
            Some((list, length)) => {
                found.push(list);
                read = from + length;
                // What else stands on the line of its end may be more of it.
                let rest = program.get(read..).and_then(|rest| rest.lines().next());
                let rest = rest.unwrap_or_default().trim_start();
                // Tuples may be printed one per line, as in a list.
                let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
                others += usize::from(!rest.is_empty() && !rest.starts_with(['#', ';']));
            }
            None => others += usize::from(!is_computed(program.get(from..).unwrap_or_default())),
        }
    }
    (found, others)
}

/// The list that a text is, as Python prints it, as JSON.
pub fn list(text: &str) -> Option<String> {
    let (json, end) = literal(text.strip_prefix('[').map(|_| text)?)?;
    text.get(end..)?.trim().is_empty().then_some(json)
}

/// Whether a list is made of another, with no text of its own: `[print(one) for one in TRAIN_DATA]`.
fn is_computed(list: &str) -> bool {
    let is_more = |line: &str| line.starts_with([' ', '\t', ']']);
    let lines = list.lines().enumerate().take_while(|(at, line)| *at == 0 || is_more(line));
    for (_, line) in lines {
        let code = line.split(['"', '\'', '#']).next().unwrap_or_default();
        if code.split_whitespace().any(|word| word == "for") {
            return true;
        }
        if code.len() < line.len() {
            return false;
        }
    }
    false
}

/// The literal at the start of a text, as JSON, and its length in bytes.
fn literal(text: &str) -> Option<(String, usize)> {
    let mut json = String::new();
    let mut literals = Literals { signs: text.char_indices().peekable(), text };
    literals.value(&mut json, 0)?;
    let end = literals.signs.peek().map_or(text.len(), |(end, _)| *end);
    Some((json, end))
}

struct Literals<'t> {
    text: &'t str,
    signs: Peekable<CharIndices<'t>>,
}

impl Literals<'_> {
    fn peek(&mut self) -> Option<char> {
        self.signs.peek().map(|(_, sign)| *sign)
    }

    /// The next sign that is no white space and no comment.
    fn next_sign(&mut self) -> Option<char> {
        loop {
            match self.peek()? {
                '#' => {
                    while self.peek().is_some_and(|sign| sign != '\n') {
                        self.signs.next();
                    }
                }
                sign if sign.is_whitespace() || sign == '\\' => drop(self.signs.next()),
                sign => return Some(sign),
            }
        }
    }

    fn value(&mut self, json: &mut String, depth: u8) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match self.next_sign()? {
            '[' => self.items(json, ']', depth),
            '(' => self.items(json, ')', depth),
            '{' => self.items(json, '}', depth),
            '"' | '\'' => self.texts(json),
            _ => self.word(json),
        }
    }

    /// A list, a tuple or a dictionary.
    fn items(&mut self, json: &mut String, close: char, depth: u8) -> Option<()> {
        self.signs.next();
        let is_dictionary = close == '}';
        json.push(if is_dictionary { '{' } else { '[' });
        let mut is_first = true;
        loop {
            if self.next_sign()? == close {
                self.signs.next();
                json.push(if is_dictionary { '}' } else { ']' });
                return Some(());
            }
            json.push_str(if is_first { "" } else { "," });
            is_first = false;
            if is_dictionary {
                let mut key = String::new();
                self.value(&mut key, depth + 1)?;
                // A key may be a number or a tuple, which JSON has as text.
                let key = if key.starts_with('"') { key } else { Plain::text(&key).to_json() };
                json.push_str(&key);
                self.next_sign().filter(|sign| *sign == ':')?;
                self.signs.next();
                json.push(':');
            }
            self.value(json, depth + 1)?;
            match self.next_sign()? {
                ',' => drop(self.signs.next()),
                sign if sign == close => {}
                _ => return None,
            }
        }
    }

    /// Texts that follow each other are one.
    fn texts(&mut self, json: &mut String) -> Option<()> {
        let mut all = String::new();
        loop {
            self.text_into(&mut all, false)?;
            if !matches!(self.next_sign(), Some('"' | '\'')) {
                json.push_str(&Plain::Text(all.into()).to_json());
                return Some(());
            }
        }
    }

    fn text_into(&mut self, all: &mut String, is_raw: bool) -> Option<()> {
        let (at, quote) = self.signs.next()?;
        let triple = [quote; 3].iter().collect::<String>();
        let is_long = self.text.get(at..)?.starts_with(&triple);
        if is_long {
            self.signs.nth(1);
        }
        loop {
            let (at, sign) = self.signs.next()?;
            match sign {
                '\\' if is_raw => {
                    all.push(sign);
                    all.push(self.signs.next()?.1);
                }
                '\\' => self.escaped(all)?,
                '\n' if !is_long => return None,
                sign if sign == quote && !is_long => return Some(()),
                sign if sign == quote && self.text.get(at..)?.starts_with(&triple) => {
                    self.signs.nth(1);
                    return Some(());
                }
                sign => all.push(sign),
            }
        }
    }

    fn escaped(&mut self, all: &mut String) -> Option<()> {
        let (_, sign) = self.signs.next()?;
        let digits = match sign {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if digits > 0 {
            let code: String = self.signs.by_ref().take(digits).map(|(_, sign)| sign).collect();
            all.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
            return Some(());
        }
        match sign {
            'n' => all.push('\n'),
            't' => all.push('\t'),
            'r' => all.push('\r'),
            '\n' => {}
            '\\' | '"' | '\'' => all.push(sign),
            // Other escapes would need Python's tables.
            '0'..='9' | 'N' => return None,
            sign => all.extend(['\\', sign]),
        }
        Some(())
    }

    /// A number, a constant, or a text with a letter before it.
    fn word(&mut self, json: &mut String) -> Option<()> {
        let mut word = String::new();
        let in_word = |sign: &char| sign.is_alphanumeric() || "._-+".contains(*sign);
        while let Some(sign) = self.peek().filter(in_word) {
            word.push(sign);
            self.signs.next();
        }
        if matches!(self.peek(), Some('"' | '\'')) {
            let is_raw = matches!(word.as_str(), "r" | "R");
            if !is_raw && !matches!(word.as_str(), "u" | "U") {
                return None;
            }
            let mut text = String::new();
            self.text_into(&mut text, is_raw)?;
            json.push_str(&Plain::Text(text.into()).to_json());
            return Some(());
        }
        let plain = match word.as_str() {
            "None" => Plain::Null,
            "True" => Plain::Flag(true),
            "False" => Plain::Flag(false),
            word => {
                let number = word.replace('_', "");
                let whole = number.parse().ok().map(Plain::Whole);
                whole.or_else(|| number.parse().ok().map(Plain::Fraction))?
            }
        };
        json.push_str(&plain.to_json());
        Some(())
    }
}
