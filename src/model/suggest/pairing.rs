//! Which quotation marks belong together, by the conventions of all languages. Every character is looked at a
//! bounded number of times, whatever the text (tests/suggest/quotations.rs).

use std::ops::Range;

/// A quotation mark with its counterpart, in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// Both marks and what is between them, in bytes.
    pub range: Range<usize>,
    /// The opening mark.
    pub mark: char,
    /// The number of quotations around it.
    pub depth: usize,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// Whether the closing mark is there; without it the range ends with the paragraph.
    pub closed: bool,
    /// Whether the quotation began in the paragraph before.
    pub continues: bool,
}

/// What a text does with marks whose direction differs between languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Convention {
    /// »German books«.
    inward: bool,
    /// ”Swedish”.
    same: bool,
    /// 'Single marks outside', as in British books: "'Tis" opens one.
    single: bool,
}

/// What a mark does at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    /// Either: it closes what is open, and otherwise opens.
    Either,
    /// An apostrophe, an inch.
    Neither,
}

/// The pairs of a text by place. `is_elision` says whether a word begins with an apostrophe if it is written
/// in full: "tis".
pub(super) fn pairs(
    text: &str,
    paragraphs: &[Range<usize>],
    is_elision: &dyn Fn(&str) -> bool,
) -> Vec<Pair> {
    let convention = Convention::of(text);
    let mut pairing = Pairing { text, convention, is_elision, open: Vec::new(), pairs: Vec::new() };
    let mut carried = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(number + 1).cloned();
        carried = pairing.read(number, paragraph.clone(), carried, next);
    }
    pairing.pairs.sort_unstable_by_key(|pair| (pair.range.start, pair.depth));
    pairing.pairs
}

impl Convention {
    fn of(text: &str) -> Self {
        let opens = |mark: char| {
            let begins = |(at, mark): &(usize, &str)| {
                let before = text.get(..*at).and_then(|head| head.chars().next_back());
                let next = text.get(at + mark.len()..).and_then(|rest| rest.chars().next());
                before.is_none_or(char::is_whitespace) && next.is_some_and(char::is_alphabetic)
            };
            text.match_indices(mark).filter(begins).count()
        };
        let (inward, outward) = (opens('»'), opens('«'));
        let lefts = opens('“') + text.matches('„').count();
        let single = opens('\'') + opens('‘');
        Self {
            inward: inward > outward,
            same: lefts == 0 && opens('”') > 0,
            single: single > 2 * (opens('"') + lefts),
        }
    }
}

/// The marks that close what this one opens.
fn closers(mark: char) -> &'static [char] {
    match mark {
        '"' => &['"'],
        '＂' => &['＂'],
        '“' | '”' | '‟' => &['”'],
        '„' => &['“', '”', '‟'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        '›' => &['‹'],
        '‘' | '’' | '‛' => &['’'],
        '‚' => &['‘', '’'],
        '\'' => &['\'', '’'],
        '「' => &['」'],
        '『' => &['』'],
        '｢' => &['｣'],
        '〝' => &['〞', '〟'],
        _ => &[],
    }
}

/// Whether an opening mark is one of the small ones that look like an apostrophe.
pub(super) fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '‘' | '’' | '‛' | '‚')
}

/// Whether a character can be a quotation mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '〞' | '〟' | '」' | '』' | '｣') || !closers(c).is_empty()
}

/// Deepest nesting that is followed: what is deeper belongs to no text, and would take long.
const DEEPEST: usize = 8;

/// Farthest the closing mark of 'the boys' toys' is searched for, in bytes.
const FAR: usize = 600;

#[derive(Debug)]
struct Open {
    at: usize,
    mark: char,
    continues: bool,
}

/// A mark at its place.
#[derive(Debug, Clone, Copy)]
struct Signed {
    at: usize,
    mark: char,
    turn: Turn,
    /// A stop or a comma stands before it: it closes speech.
    firm: bool,
    /// A plural stands before it, and the sentence goes on: "the boys' toys".
    plural: bool,
}

impl Signed {
    fn is_single(&self, turn: Turn) -> bool {
        self.turn == turn && is_single(self.mark)
    }
}

struct Pairing<'a> {
    text: &'a str,
    convention: Convention,
    is_elision: &'a dyn Fn(&str) -> bool,
    open: Vec<Open>,
    pairs: Vec<Pair>,
}

impl Pairing<'_> {
    /// Reads a paragraph; gives the mark that stays open if the next paragraph goes on with it.
    fn read(
        &mut self,
        number: usize,
        paragraph: Range<usize>,
        carried: Option<char>,
        next: Option<Range<usize>>,
    ) -> Option<char> {
        let marks = self.marks(paragraph.clone());
        self.open.clear();
        let reopens = |sign: &Signed| sign.at == paragraph.start && Some(sign.mark) == carried;
        if let Some(mark) = carried.filter(|_| !marks.first().is_some_and(reopens)) {
            self.open.push(Open { at: paragraph.start, mark, continues: true });
        }
        let singles = |turn| -> Vec<Signed> {
            marks.iter().filter(|sign| sign.is_single(turn)).copied().collect()
        };
        let (openers, closers_after) = (singles(Turn::Opens), singles(Turn::Closes));
        let last = closers_after.last().map_or(0, |sign| sign.at);
        for sign in &marks {
            let open = Open { at: sign.at, mark: sign.mark, continues: reopens(sign) };
            let is_open = self.open.iter().any(|open| closers(open.mark).contains(&sign.mark));
            match sign.turn {
                Turn::Neither => {}
                Turn::Closes if is_possessive(sign, &openers, &closers_after) => {}
                Turn::Closes => self.close(sign, number),
                Turn::Either if is_open => self.close(sign, number),
                Turn::Opens if matches!(sign.mark, '“' | '‘') && is_open => {
                    self.close(sign, number);
                }
                Turn::Opens if is_single(sign.mark) && last <= sign.at && !open.continues => {}
                Turn::Opens | Turn::Either => self.open(open),
            }
        }
        self.finish(number, paragraph.end, next)
    }

    fn open(&mut self, open: Open) {
        // A straight mark that opens again: the one before was never closed.
        if let Some(at) = self.open.iter().position(|one| one.mark == open.mark && open.mark == '"')
        {
            self.drop_above(at);
        }
        if self.open.len() < DEEPEST {
            self.open.push(open);
        }
    }

    fn close(&mut self, sign: &Signed, number: usize) {
        let mut above = self.open.iter().enumerate().rev();
        let found = above.find_map(|(at, open)| {
            let fits = closers(open.mark).contains(&sign.mark);
            // An apostrophe inside a quotation closes nothing around it.
            let hidden = is_single(sign.mark) && !is_single(open.mark) && !fits;
            (fits || hidden).then_some((at, fits))
        });
        let Some((at, true)) = found else { return };
        self.drop_above(at + 1);
        if let Some(open) = self.open.pop() {
            let range = open.at..sign.at + sign.mark.len_utf8();
            self.pairs.push(Pair {
                range,
                mark: open.mark,
                depth: at,
                paragraph: number,
                closed: true,
                continues: open.continues,
            });
        }
    }

    /// Forgets marks that were never closed, and that they were around others.
    fn drop_above(&mut self, at: usize) {
        while self.open.len() > at
            && let Some(open) = self.open.pop()
        {
            let inside = self.pairs.iter_mut().rev().take_while(|pair| pair.range.start > open.at);
            for pair in inside {
                pair.depth = pair.depth.saturating_sub(1);
            }
        }
    }

    /// The end of a paragraph: what is open goes on in the next, is left open, or was an apostrophe.
    fn finish(&mut self, number: usize, end: usize, next: Option<Range<usize>>) -> Option<char> {
        self.drop_above(1);
        let mark = self.open.first()?.mark;
        let marks = next.clone().map(|next| self.marks(next)).unwrap_or_default();
        let own = |sign: &&Signed| sign.mark == mark || closers(mark).contains(&sign.mark);
        let reopened = marks.first().is_some_and(|sign| {
            sign.mark == mark && next.is_some_and(|next| next.start == sign.at)
        });
        let first = marks.iter().find(own);
        let goes_on = !is_single(mark) && first.is_some_and(|sign| sign.turn == Turn::Closes);
        if is_single(mark) && !reopened {
            self.drop_above(0);
            return None;
        }
        let open = self.open.pop()?;
        self.pairs.push(Pair {
            range: open.at..end,
            mark,
            depth: 0,
            paragraph: number,
            closed: false,
            continues: open.continues,
        });
        (reopened || goes_on).then_some(mark)
    }

    /// The marks of a paragraph with what each does.
    fn marks(&self, paragraph: Range<usize>) -> Vec<Signed> {
        let text = self.text.get(paragraph.clone()).unwrap_or_default();
        let mut found = Vec::new();
        let mut before = None;
        for (at, mark) in text.char_indices() {
            if is_mark(mark) {
                let (head, rest) = (text.get(..at), text.get(at + mark.len_utf8()..));
                let (head, rest) = (head.unwrap_or_default(), rest.unwrap_or_default());
                let mut next = rest.chars();
                let plural = before == Some('s')
                    && next.next() == Some(' ')
                    && next.next().is_some_and(char::is_lowercase);
                found.push(Signed {
                    at: paragraph.start + at,
                    mark,
                    turn: self.turn(head, before, mark, rest),
                    firm: before.is_some_and(|c| ",.!?…—–-".contains(c)),
                    plural,
                });
            }
            before = Some(mark);
        }
        found
    }

    fn turn(&self, head: &str, before: Option<char>, mark: char, rest: &str) -> Turn {
        let after = rest.chars().next();
        let begins =
            before.is_none_or(|c| c.is_whitespace() || "([{—–-/¿¡_*".contains(c) || is_mark(c));
        let word = after.is_some_and(char::is_alphanumeric);
        let in_word = before.is_some_and(char::is_alphanumeric) && word;
        match mark {
            '"' | '＂' => straight(head, before, begins, rest),
            '\'' | '’' | '‘' | '‛' if in_word => Turn::Neither,
            '\'' => self.apostrophe(begins, rest),
            '’' if self.convention.same && begins && word => Turn::Opens,
            '’' if before.is_none_or(char::is_whitespace) => Turn::Neither,
            '”' if self.convention.same && begins && word => Turn::Opens,
            '‚' if !(begins && word) => Turn::Neither,
            '»' | '›' if self.convention.inward => Turn::Opens,
            '«' | '‹' if self.convention.inward => Turn::Closes,
            _ if closers(mark).is_empty() => Turn::Closes,
            '’' | '”' | '»' | '›' => Turn::Closes,
            _ => Turn::Opens,
        }
    }

    fn apostrophe(&self, begins: bool, rest: &str) -> Turn {
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let opens_other = rest.starts_with(['"', '“', '…', '_', '*', '(', '[', '£', '$', '€']);
        match begins {
            false => Turn::Closes,
            true if word.is_empty() && !opens_other => Turn::Closes,
            true if is_decade(word) => Turn::Neither,
            true if (self.is_elision)(word) && !self.convention.single => Turn::Neither,
            true => Turn::Opens,
        }
    }
}

/// What a straight double mark does: only the characters beside it tell.
fn straight(head: &str, before: Option<char>, begins: bool, rest: &str) -> Turn {
    let Some(after) = rest.chars().next().filter(|c| !c.is_whitespace()) else {
        return if begins { Turn::Either } else { Turn::Closes };
    };
    let in_word = before.is_some_and(char::is_alphanumeric) && after.is_alphanumeric();
    let stops = ",;:!?)".contains(after) || after == '.' && !rest.starts_with("..");
    let beside = before.is_some_and(|c| "—–-".contains(c) || is_mark(c));
    match begins {
        _ if is_inch(head) => Turn::Neither,
        _ if in_word => Turn::Either,
        true if stops || beside => Turn::Either,
        true => Turn::Opens,
        false if after.is_alphanumeric() => Turn::Either,
        false => Turn::Closes,
    }
}

/// Whether a text ends with feet and inches: 5'11.
fn is_inch(head: &str) -> bool {
    let feet = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_short = head.len() - feet.len() <= 2 && feet.len() < head.len();
    is_short
        && feet
            .strip_suffix(['\'', '’', '′'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is a decade without its century: '90s.
fn is_decade(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a mark that could close belongs to a plural, because a better one follows.
fn is_possessive(sign: &Signed, openers: &[Signed], closing: &[Signed]) -> bool {
    if !sign.plural || sign.firm || !is_single(sign.mark) {
        return false;
    }
    let after = |list: &[Signed]| list.partition_point(|other| other.at <= sign.at);
    let next = openers.get(after(openers)).map_or(usize::MAX, |sign| sign.at);
    let near = next.min(sign.at.saturating_add(FAR));
    let mut later = closing.iter().skip(after(closing)).take_while(|other| other.at < near);
    later.any(|other| other.firm)
}
