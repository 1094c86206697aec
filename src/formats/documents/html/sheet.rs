//! What a page's own style sheet hides: rules for the classes, ids and attributes of an element and of those it lies in,
//! as pages hide summaries and comments. Rules that hide most of the page are ignored, because scripts show it
//! (tests/opening/hidden.rs, tests/opening/sheets.rs).

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, Element, Node};

use super::beside::WORDS;
use super::css;
use super::nodes::{is, named};
use super::style::HtmlStyle;
use super::walk::UNSEEN;

/// Why a page hides what has a name, and that it shows it: bits.
const HIDDEN: u8 = 1;
const CLEAR: u8 = 2;
const TINY: u8 = 4;
const SHOWN: u8 = 8;
/// Why it hides what no rule gives a height, or a colour, and that one does.
const FLAT: u8 = 16;
const TALL: u8 = 32;
const PALE: u8 = 64;
const COLOURED: u8 = 128;

/// Most comparisons of elements with rules for what lies within something else, and most elements around one that count.
const LOOKS: usize = 2_000_000;
const AROUND: usize = 200;

/// How much more a rule counts that says so.
const IMPORTANT: usize = 10_000;

/// Classes of what is hidden, in the style sheets that everybody uses.
const HIDING: [&str; 5] = ["d-none", "hidden", "display-none", "is-hidden", "uk-hidden"];
/// Parts of classes that show it on larger screens: `d-md-block`, `lg:flex`.
const SCREENS: [&str; 11] =
    ["sm", "md", "lg", "xl", "xxl", "2xl", "mobile", "tablet", "desktop", "small", "large"];
const SHOWING: [&str; 7] = ["block", "inline", "flex", "grid", "table", "row", "cell"];

/// What a page hides.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    /// What it says of each, with its prefix: `.class`, `#id`, `p.class`, `.class.other`.
    names: BTreeMap<String, SheetSays>,
    /// The number of rules for one element.
    rules: usize,
    /// Those of several classes or ids, by the first of them.
    several: BTreeMap<String, Vec<String>>,
    /// Those that it hides or shows only within others, by the name that the last part of the selector begins with.
    within: BTreeMap<String, Vec<SheetRule>>,
    /// Those that it puts on lines of their own.
    blocks: BTreeSet<String>,
    /// The number of letters of the page.
    letters: OnceCell<usize>,
    /// How often an element was held against a rule for what lies within something else.
    looks: Cell<usize>,
}

/// What is said of a name.
#[derive(Debug, Default)]
struct SheetSays {
    bits: u8,
    /// How much the rule counts that shows or hides it, and its number.
    rank: (usize, usize),
}

/// A rule for what lies within something else, or for each element of a name.
#[derive(Debug)]
struct SheetRule {
    /// The element and all it lies in, from the outermost, and whether each lies directly in the one before.
    path: Vec<(bool, String)>,
    hidden: bool,
}

impl StyleSheet {
    /// What the style sheets in a page hide.
    pub fn of(document: &Document) -> Self {
        let mut sheet = Self::default();
        for style in named(&document.root(), &["style"]) {
            let media = style.attr("media").unwrap_or_default();
            if media.trim().is_empty() || css::is_our_screen(&media.to_ascii_lowercase()) {
                sheet.read(&style.text());
            }
        }
        sheet
    }

    /// Whether an element with this style of its own is hidden, unless it is most of the page.
    fn hides(&self, element: &Element, node: &Node<'_>, own: &HtmlStyle) -> bool {
        let said = self.said(element);
        let said = match self.said_within(element, node) {
            None => said,
            Some(true) => said & !SHOWN | HIDDEN,
            Some(false) => said & !HIDDEN | SHOWN,
        };
        let is_said = |bit: u8| said & bit != 0;
        let hidden = is_said(HIDDEN)
            || own.clear.unwrap_or(is_said(CLEAR))
            || own.flat.unwrap_or(is_said(FLAT) && !is_said(TALL))
            || own.tiny.unwrap_or(is_said(TINY)) && has_no_sizes(node)
            || own.pale.unwrap_or(is_said(PALE) && !is_said(COLOURED)) && has_no_sizes(node)
            || !is_said(SHOWN) && is_called_hidden(element);
        let is_most = |own: usize| own * 2 >= *self.letters.get_or_init(|| seen_letters(node));
        if !hidden {
            return false;
        }
        let own = letters(node);
        own < WORDS || !is_most(own)
    }

    /// Whether an element is on lines of its own.
    pub fn sets_apart(&self, element: &Element) -> bool {
        !self.blocks.is_empty() && names_of(element).any(|name| self.blocks.contains(&name))
    }

    /// What it says of an element by its class and id. Whether it is seen, the rule says that counts most, and of
    /// those that count the same, the last.
    fn said(&self, element: &Element) -> u8 {
        if self.names.is_empty() {
            return 0;
        }
        let own: Vec<String> = names_of(element).collect();
        let several = own.iter().filter_map(|name| self.several.get(name)).flatten();
        let several = several.filter(|name| has_all(element, name));
        let rules: Vec<&SheetSays> =
            own.iter().chain(several).filter_map(|name| self.names.get(name)).collect();
        let seen = rules.iter().filter(|one| one.bits & (HIDDEN | SHOWN) != 0);
        let seen = seen.max_by_key(|one| one.rank).map_or(0, |one| one.bits & (HIDDEN | SHOWN));
        rules.iter().fold(0, |all, one| all | one.bits) & !(HIDDEN | SHOWN) | seen
    }

    /// Whether the rules for what lies within something else hide it: of each name the last counts, and of several
    /// names one that shows it.
    fn said_within(&self, element: &Element, node: &Node<'_>) -> Option<bool> {
        if self.within.is_empty() {
            return None;
        }
        let own = names_of(element).chain([element.name.local.to_string(), "[".to_owned()]);
        let rules = own.filter_map(|name| {
            self.within.get(&name)?.iter().rfind(|rule| self.lies_in(node, &rule.path))
        });
        rules.map(|rule| rule.hidden).reduce(|all, hidden| all && hidden)
    }

    /// Takes in a rule for what lies within something else.
    fn read_within(&mut self, selector: &str, hidden: bool) {
        let Some(path) = path_of(selector) else { return };
        let last = path.last().map(|(_, last)| parts(last)).unwrap_or_default();
        let key = last.1.first().copied().unwrap_or(last.0);
        // What begins with an attribute is asked of every element.
        let key = if key.starts_with('[') { "[" } else { key }.to_owned();
        self.within.entry(key).or_default().push(SheetRule { path, hidden });
    }

    /// Whether an element lies in others as a rule says.
    fn lies_in(&self, node: &Node<'_>, path: &[(bool, String)]) -> bool {
        let fits = |node: &Node<'_>, part: &str| {
            self.looks.set(self.looks.get() + 1);
            node.element_ref().is_some_and(|element| has_all(&element, part))
        };
        let Some(((direct, last), before)) = path.split_last() else { return false };
        if self.looks.get() > LOOKS || !fits(node, last) {
            return false;
        }
        if before.is_empty() {
            return true;
        }
        let around: Vec<Node<'_>> = node.ancestors(Some(AROUND));
        let (mut direct, mut places) = (*direct, vec![None]);
        for (next, part) in before.iter().rev() {
            // Where this part may be, counted from the element outwards.
            let first: usize =
                places.iter().map(|at| at.map_or(0, |at: usize| at + 1)).min().unwrap_or(0);
            let is_next = |at: &usize| !direct || places.contains(&at.checked_sub(1));
            let all = (first..around.len()).filter(is_next);
            let all = all.filter(|at| around.get(*at).is_some_and(|one| fits(one, part)));
            let all: Vec<Option<usize>> = all.map(Some).collect();
            (places, direct) = (all, *next);
            if places.is_empty() {
                return false;
            }
        }
        true
    }

    fn read(&mut self, css: &str) {
        css::rules(css, |selectors, rules| self.read_rule(selectors, rules));
    }

    fn read_rule(&mut self, selectors: &[String], rules: &str) {
        let HtmlStyle { hidden, block, clear, flat, tiny, pale, .. } = HtmlStyle::read(rules);
        let shown = !hidden && ["display", "visibility"].iter().any(|it| rules.contains(it));
        for name in selectors {
            if !is_simple(name) {
                if hidden || shown {
                    self.read_within(name, hidden);
                }
                continue;
            }
            if block {
                self.blocks.insert(name.to_owned());
            } else if rules.contains("display") {
                self.blocks.remove(name);
            }
            let says = [
                (HIDDEN, Some(hidden).filter(|_| hidden || shown)),
                (SHOWN, Some(shown).filter(|_| hidden || shown)),
                (CLEAR, clear),
                (TINY, tiny),
                (FLAT, flat.filter(|flat| *flat)),
                (TALL, flat.map(|flat| !flat).filter(|tall| *tall)),
                (PALE, pale.filter(|pale| *pale)),
                (COLOURED, pale.map(|pale| !pale).filter(|coloured| *coloured)),
            ];
            if says.iter().all(|(_, said)| said.is_none()) {
                continue;
            }
            if let [first, _, ..] = parts(name).1.as_slice() {
                let several = self.several.entry((*first).to_owned()).or_default();
                if !several.iter().any(|one| one == name) {
                    several.push(name.to_owned());
                }
            }
            self.rules += 1;
            let weight = weight(name) + if rules.contains("!important") { IMPORTANT } else { 0 };
            let known = self.names.entry(name.to_owned()).or_default();
            if hidden || shown {
                known.rank = (weight, self.rules);
            }
            for (bit, said) in says {
                match said {
                    Some(true) => known.bits |= bit,
                    Some(false) => known.bits &= !bit,
                    None => {}
                }
            }
        }
    }
}

/// How much a selector for one element counts: an id more than all classes, and each class more than the name.
fn weight(name: &str) -> usize {
    let (element, parts) = parts(name);
    let of = |part: &&str| if part.starts_with('#') { 100 } else { 10 };
    parts.iter().map(of).sum::<usize>() + usize::from(!element.is_empty())
}

/// Whether an element is hidden by the style sheet of its page, if it has one, or by what makes its own style clear.
pub(super) fn hides(
    sheet: Option<&StyleSheet>,
    element: &Element,
    node: &Node<'_>,
    own: &HtmlStyle,
) -> bool {
    match sheet {
        Some(sheet) => sheet.hides(element, node, own),
        None => {
            let is_unseen = own.tiny == Some(true) || own.pale == Some(true);
            own.clear == Some(true) || own.flat == Some(true) || is_unseen && has_no_sizes(node)
        }
    }
}

/// The classes and the id of an element, each with its prefix, and then also behind the name of the element.
fn names_of(element: &Element) -> impl Iterator<Item = String> {
    let classes = element.attr("class").unwrap_or_default();
    let classes = classes.split_whitespace().map(|name| format!(".{name}"));
    let names: Vec<_> = classes.chain(element.attr("id").map(|name| format!("#{name}"))).collect();
    let whole: Vec<_> = names.iter().map(|name| format!("{}{name}", element.name.local)).collect();
    names.into_iter().chain(whole)
}

/// Whether an element has a class that hides it on every screen.
fn is_called_hidden(element: &Element) -> bool {
    let Some(classes) = element.attr("class") else { return false };
    let shows = |class: &str| {
        let has = |words: &[&str]| class.split([':', '-', '@']).any(|part| words.contains(&part));
        has(&SCREENS) && has(&SHOWING)
    };
    let mut classes = classes.split_ascii_whitespace();
    classes.clone().any(|class| HIDING.contains(&class)) && !classes.any(shows)
}

/// Whether nothing within an element may have a size or a colour of its own: gaps between boxes are closed by one of zero.
fn has_no_sizes(node: &Node<'_>) -> bool {
    let has_size = |one: &Node<'_>| {
        is(one, &["table", "font"])
            || one.has_attr("class")
            || one
                .attr("style")
                .is_some_and(|style| ["font", "color"].iter().any(|it| style.contains(it)))
    };
    !node.descendants_it().any(|one| has_size(&one))
}

/// The number of letters of the page that a node is of.
fn seen_letters(node: &Node<'_>) -> usize {
    let is_seen = |text: &Node<'_>| {
        let parent = text.parent().and_then(|parent| parent.node_name());
        text.is_text() && !parent.is_some_and(|name| UNSEEN.contains(&&*name))
    };
    let root = node.ancestors(None).pop();
    let texts = root.map(|root| root.descendants()).unwrap_or_default();
    texts.iter().filter(|text| is_seen(text)).map(letters).sum()
}

fn letters(node: &Node<'_>) -> usize {
    node.text().chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether a selector names classes and ids of one element, and nothing else.
fn is_simple(name: &str) -> bool {
    let (element, parts) = parts(name);
    let is_named = |part: &&str| {
        let bare = part.trim_start_matches(['.', '#']);
        bare.len() + 1 == part.len()
            && !bare.is_empty()
            && bare.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    };
    element.chars().all(|c| c.is_ascii_alphanumeric())
        && !parts.is_empty()
        && parts.iter().all(is_named)
}

/// The parts of a selector for one element, or for one that lies within others; `None` if it says more.
fn path_of(selector: &str) -> Option<Vec<(bool, String)>> {
    let spaced = selector.replace('>', " > ");
    let (mut path, mut direct) = (Vec::new(), false);
    for part in spaced.split_whitespace() {
        if part == ">" {
            direct = true;
            continue;
        }
        let is_name = part.chars().all(|c| c.is_ascii_alphanumeric());
        let is_plain = is_name || is_simple(&without_attributes(part));
        // Scripts take that class away.
        let without_scripts = ["no-js", "nojs"].iter().any(|name| part.contains(name));
        if !is_plain || without_scripts {
            return None;
        }
        path.push((direct, part.to_owned()));
        direct = false;
    }
    (!path.is_empty()).then_some(path)
}

/// The name of the element in a selector, or nothing, and each class and id, with its prefix.
fn parts(name: &str) -> (&str, Vec<&str>) {
    let mut starts: Vec<usize> = name.match_indices(['.', '#', '[']).map(|(at, _)| at).collect();
    let element = name.get(..starts.first().copied().unwrap_or(name.len())).unwrap_or_default();
    starts.push(name.len());
    let part = |ends: &[usize]| name.get(*ends.first()?..*ends.last()?);
    (element, starts.windows(2).filter_map(part).collect())
}

/// Whether an element has all in a selector for one.
fn has_all(element: &Element, name: &str) -> bool {
    let (of, parts) = parts(name);
    let is_class = |class: &str| {
        let own = element.attr("class");
        own.is_some_and(|own| own.split_whitespace().any(|own| own == class))
    };
    let has = |part: &&str| {
        if let Some(class) = part.strip_prefix('.') {
            return is_class(class);
        }
        let (name, value) = match part.strip_prefix('#') {
            Some(id) => ("id", Some(id)),
            None => attribute_of(part).unwrap_or_default(),
        };
        let own = element.attr(name);
        own.is_some_and(|own| value.is_none_or(|value| *own == *value))
    };
    (of.is_empty() || of == &*element.name.local) && parts.iter().all(has)
}

/// The attribute that a part of a selector asks for, and the value: `[hidden]`, `[data-x="1"]`.
fn attribute_of(part: &str) -> Option<(&str, Option<&str>)> {
    let inside = part.strip_prefix('[')?.strip_suffix(']')?;
    let (name, value) =
        inside.split_once('=').map_or((inside, None), |(name, value)| (name, Some(value)));
    Some((name.trim(), value.map(|value| value.trim().trim_matches(['"', '\'']))))
}

/// A part of a selector with a class for each attribute of plain words.
fn without_attributes(part: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let pieces = parts(part);
    let all = pieces.1.iter().map(|piece| match attribute_of(piece) {
        Some((name, value))
            if name.chars().all(is_plain)
                && value.is_none_or(|value| value.chars().all(is_plain)) =>
        {
            ".x"
        }
        _ => piece,
    });
    all.fold(pieces.0.to_owned(), |all, piece| all + piece)
}
