//! Formulas of pages and documents (MathML and Word's), written on a line where that is possible: 10⁶, H₂,
//! 1/2. None is written so that it reads as another number (tests/opening/formulas.rs).

use super::package::XmlPiece;
use super::raised::{ABOVE, BELOW, in_signs};

/// Deepest nesting of a formula; anything deeper is text.
pub const DEEPEST: usize = 48;

/// An element of a formula.
#[derive(Debug, Default)]
pub struct FormulaTree {
    /// Its name without prefix.
    pub name: String,
    /// Its own text.
    pub text: String,
    /// Its child elements.
    pub inside: Vec<FormulaTree>,
    /// Its alternative text.
    pub called: Option<String>,
}

/// A part of a formula, whatever its format.
enum FormulaPart<'a> {
    Sign(&'a str),
    Row(&'a [FormulaTree]),
    Above(&'a FormulaTree, &'a FormulaTree),
    Below(&'a FormulaTree, &'a FormulaTree),
    Fraction(&'a FormulaTree, &'a FormulaTree),
    /// It cannot be written on a line.
    Odd(&'a [FormulaTree]),
    Unseen,
}

impl FormulaTree {
    fn part(&self) -> FormulaPart<'_> {
        let is_drawn = |one: &&FormulaTree| !one.name.ends_with("Pr");
        let drawn: Vec<&FormulaTree> = self.inside.iter().filter(is_drawn).collect();
        match (self.name.as_str(), drawn.as_slice()) {
            ("mi" | "mn" | "mo" | "mtext" | "ms" | "t", _) => {
                // Invisible operators.
                let is_unseen = |c: char| matches!(c, '\u{2061}'..='\u{2064}');
                FormulaPart::Sign(self.text.trim().trim_matches(is_unseen))
            }
            ("annotation" | "annotation-xml" | "mphantom" | "mspace" | "none", _) => {
                FormulaPart::Unseen
            }
            (name, _) if name.ends_with("Pr") => FormulaPart::Unseen,
            ("msup" | "sSup", &[base, up]) => FormulaPart::Above(base, up),
            ("msub" | "sSub", &[base, down]) => FormulaPart::Below(base, down),
            ("mfrac" | "f", &[above, below]) => FormulaPart::Fraction(above, below),
            (
                "math" | "mrow" | "mstyle" | "semantics" | "mpadded" | "oMath" | "oMathPara" | "e"
                | "num" | "den" | "sup" | "sub" | "r",
                _,
            ) => FormulaPart::Row(&self.inside),
            _ => FormulaPart::Odd(&self.inside),
        }
    }

    /// The formula on a line, if that means the same.
    pub fn written(&self) -> Option<String> {
        match self.part() {
            FormulaPart::Sign(sign) => Some(sign.to_owned()),
            FormulaPart::Unseen => Some(String::new()),
            FormulaPart::Odd(_) => None,
            FormulaPart::Row(parts) => row(parts),
            FormulaPart::Above(base, up) => raised(base, up, ABOVE),
            FormulaPart::Below(base, down) => raised(base, down, BELOW),
            FormulaPart::Fraction(above, below) => {
                let (above, below) = (above.written()?, below.written()?);
                (is_token(&above) && is_token(&below)).then(|| format!("{above}/{below}"))
            }
        }
    }

    /// A name for it where it cannot be written: its alternative text, or its symbols.
    pub fn named(&self) -> String {
        self.called.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| self.plain())
    }

    fn plain(&self) -> String {
        let list = |parts: &[FormulaTree]| {
            let parts = parts.iter().map(FormulaTree::plain).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        match self.part() {
            FormulaPart::Sign(sign) => sign.to_owned(),
            FormulaPart::Unseen => String::new(),
            FormulaPart::Row(parts) | FormulaPart::Odd(parts) if !parts.is_empty() => list(parts),
            FormulaPart::Row(_) | FormulaPart::Odd(_) => self.text.trim().to_owned(),
            FormulaPart::Above(base, up) => format!("{}^{}", base.plain(), up.plain()),
            FormulaPart::Below(base, down) => format!("{}_{}", base.plain(), down.plain()),
            FormulaPart::Fraction(above, below) => format!("{}/{}", above.plain(), below.plain()),
        }
    }
}

/// Symbols side by side, with spaces around operators and relations.
fn row(parts: &[FormulaTree]) -> Option<String> {
    const AROUND: &str = "=≠≈≡<>≤≥+−-±×·÷→";
    let mut line = String::new();
    let mut last_number = false;
    for part in parts {
        let written = part.written()?;
        if written.is_empty() {
            continue;
        }
        let is_sign = part.name == "mo" && AROUND.contains(written.as_str()) && !line.is_empty();
        // Two adjacent numbers would read as a third.
        if last_number && written.starts_with(char::is_numeric) {
            return None;
        }
        last_number = written.ends_with(char::is_numeric);
        line.push_str(&if is_sign { format!(" {written} ") } else { written });
    }
    Some(line.trim_end().to_owned())
}

fn raised(base: &FormulaTree, moved: &FormulaTree, signs: [char; 12]) -> Option<String> {
    let (base, moved) = (base.written()?, moved.written()?);
    let figures = |c: char| c.is_ascii_digit() || "+-−–".contains(c);
    let fits = !moved.is_empty() && moved.chars().all(figures);
    let stands = is_token(&base) || base.ends_with([')', ']']) && base.starts_with(['(', '[']);
    (fits && stands).then(|| format!("{base}{}", in_signs(&moved, signs)))
}

/// Whether it is a single number or name, so that a power or an index clearly belongs to it.
fn is_token(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() && !c.is_numeric() || c.is_ascii_digit();
    let number = text.chars().all(|c| c.is_ascii_digit() || ".,\u{a0}".contains(c));
    !text.is_empty() && (number || text.chars().all(plain))
}

/// A formula read piece by piece.
#[derive(Default)]
pub struct Growing {
    open: Vec<FormulaTree>,
    /// The number of open elements beyond the deepest level.
    beyond: usize,
}

impl Growing {
    /// Reads the next piece; returns the formula once it is complete.
    pub fn take(&mut self, piece: &XmlPiece<'_>) -> Option<FormulaTree> {
        match piece {
            XmlPiece::Start(_) if self.open.len() >= DEEPEST => self.beyond += 1,
            XmlPiece::Start(tag) => {
                // Word has its operators in an attribute.
                let text = tag.get("val").filter(|_| tag.name == "chr").unwrap_or_default();
                let called = tag.get("alttext").filter(|_| tag.name == "math");
                let name = tag.name.clone();
                self.open.push(FormulaTree { name, text, called, ..FormulaTree::default() });
            }
            XmlPiece::Text(text) => {
                self.open.last_mut().into_iter().for_each(|one| one.text.push_str(text));
            }
            XmlPiece::End(_) if self.beyond > 0 => self.beyond -= 1,
            XmlPiece::End(_) => {
                let done = self.open.pop()?;
                match self.open.last_mut() {
                    Some(around) => around.inside.push(done),
                    None => return Some(done),
                }
            }
        }
        None
    }
}
