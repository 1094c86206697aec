//! Writes indented JSON piece by piece, so that a file of thousands of annotations is never in memory as
//! plain data, too. The bytes equal those of `serde_json` (see the test below).

use crate::model::plain::Plain;

/// Writes indented JSON.
#[derive(Debug, Default)]
pub struct Pretty {
    out: String,
    depth: usize,
    /// Whether the innermost list or object is still empty.
    bare: bool,
}

/// The plain data as indented JSON.
pub fn pretty(plain: &Plain<'_>) -> String {
    let mut pretty = Pretty::default();
    pretty.value(plain);
    pretty.finish()
}

impl Pretty {
    /// The finished JSON.
    pub fn finish(self) -> String {
        self.out
    }

    /// Begins a list or an object, with its opening bracket.
    pub fn begin(&mut self, sign: char) {
        self.out.push(sign);
        self.depth += 1;
        self.bare = true;
    }

    /// Ends the innermost list or object, with its closing bracket.
    pub fn end(&mut self, sign: char) {
        self.depth -= 1;
        if !self.bare {
            self.line();
        }
        self.bare = false;
        self.out.push(sign);
    }

    /// Begins the next item of a list.
    pub fn item(&mut self) {
        if !self.bare {
            self.out.push(',');
        }
        self.bare = false;
        self.line();
    }

    /// Begins the next field of an object.
    pub fn field(&mut self, name: &str) {
        self.item();
        self.text(name);
        self.out.push_str(": ");
    }

    /// A complete field of an object.
    pub fn put(&mut self, name: &str, plain: &Plain<'_>) {
        self.field(name);
        self.value(plain);
    }

    /// A complete value.
    pub fn value(&mut self, plain: &Plain<'_>) {
        match plain {
            Plain::Null => self.out.push_str("null"),
            Plain::Flag(true) => self.out.push_str("true"),
            Plain::Flag(false) => self.out.push_str("false"),
            Plain::Whole(number) => self.number(*number),
            Plain::Fraction(_) => self.out.push_str(&plain.to_json()),
            Plain::Text(text) => self.text(text),
            Plain::List(list) => {
                self.begin('[');
                for one in list {
                    self.item();
                    self.value(one);
                }
                self.end(']');
            }
            Plain::Object(object) => {
                self.begin('{');
                for (name, one) in object.fields() {
                    self.put(name, one);
                }
                self.end('}');
            }
        }
    }

    fn line(&mut self) {
        const BLANKS: &str = "\n                                                                ";
        match BLANKS.get(..=2 * self.depth) {
            Some(blanks) => self.out.push_str(blanks),
            None => {
                self.out.push('\n');
                self.out.extend(std::iter::repeat_n("  ", self.depth));
            }
        }
    }

    fn number(&mut self, number: i64) {
        let mut digits = [0; 20];
        let (mut rest, mut from) = (number.unsigned_abs(), digits.len());
        loop {
            from -= 1;
            digits[from] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.out.push('-');
        }
        self.out.push_str(str::from_utf8(&digits[from..]).unwrap_or_default());
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) =
            rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\')
        {
            let (clean, sign) = rest.split_at(at);
            self.out.push_str(clean);
            self.escape(sign.as_bytes()[0]);
            rest = &sign[1..];
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, byte: u8) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            _ => {
                self.out.push_str("\\u00");
                self.out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                return self.out.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        };
        self.out.push_str(short);
    }
}

#[cfg(test)]
mod tests {
    use super::{Plain, pretty};

    #[test]
    fn it_is_written_as_serde_json_writes_it() {
        let signs: String = (0..0x100_u32).filter_map(char::from_u32).collect();
        let json = serde_json::json!([
            signs, "\u{2028}😀\"", "", [], {}, [[]], [{}], {"a": {}}, {"": [1, -1, 0]},
            9_007_199_254_740_993_i64, i64::MIN, i64::MAX, 0.5, -1e300, true, false, null,
            {"a\"b\n": {"c": [{"d": [[[[[[[[1, 2], 3]]]]]]]}]}},
        ]);
        let plain = Plain::of(json.clone()).unwrap();
        assert_eq!(pretty(&plain), serde_json::to_string_pretty(&plain).unwrap());
        let deep = (0..40).fold(Plain::Null, |inner, _| Plain::List(vec![inner]));
        assert_eq!(pretty(&deep), serde_json::to_string_pretty(&deep).unwrap());
    }
}
