//! What a line in the margin of a page says: the words that stay, and the numbers that go on, in figures of any
//! script and in Roman numerals.

/// A text with one sign for each number, and its numbers: of “Page 3 of 10”, 3 and 10.
pub fn pattern(text: &str) -> (String, Vec<i64>) {
    let mut pattern = String::new();
    let mut numbers: Vec<i64> = Vec::new();
    let mut number = String::new();
    let mut letters = 0;
    for c in text.chars().chain(['\n']) {
        if let Some(digit) = digit(c) {
            number.push_str(&digit.to_string());
            continue;
        }
        if !number.is_empty() {
            numbers.extend(number.parse::<i64>());
            number.clear();
            pattern.push('#');
        }
        if !c.is_whitespace() {
            letters += usize::from(c.is_alphabetic());
            pattern.extend(c.to_lowercase());
        }
    }
    if letters > 0
        && numbers.is_empty()
        && let Some(number) = roman(&pattern)
    {
        return ("#".to_owned(), vec![number]);
    }
    (pattern, numbers)
}

/// The value of a digit of the scripts that number pages with their own.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 5] = [0x30, 0x660, 0x6F0, 0x966, 0xFF10];
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10))
}

/// Whether all words of a text are those of page numbers.
pub fn says_page(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "page",
        "pages",
        "p",
        "pg",
        "of",
        "seite",
        "s",
        "von",
        "sur",
        "de",
        "di",
        "página",
        "pág",
        "pagina",
        "sida",
        "sidan",
        "av",
        "side",
        "af",
        "van",
        "strona",
        "z",
        "страница",
        "стр",
        "из",
        "עמוד",
    ];
    // Blanks that only a gap shows are not there.
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).all(|word| WORDS.contains(&word.as_str()))
}

/// The value of a number in Roman numerals, as pages before the first chapter have.
fn roman(text: &str) -> Option<i64> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Vec<i64> = text.chars().map(value).collect::<Option<_>>()?;
    let (mut sum, mut last) = (0, 0);
    for value in values.into_iter().rev() {
        sum += if value < last { -value } else { value };
        last = last.max(value);
    }
    (sum > 0 && in_roman(sum) == text).then_some(sum)
}

/// A number below 400 in Roman numerals: “ill” is none, though its letters are.
fn in_roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value && text.len() < 16 {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{pattern, says_page};

    #[test]
    fn numbers_of_pages_are_read_in_every_way_they_are_written() {
        for (text, stays, numbers) in [
            ("Page 3 of 12", "page#of#", &[3, 12][..]),
            ("- 17 -", "-#-", &[17]),
            ("xvii", "#", &[17]),
            ("XC", "#", &[90]),
            ("٣٤", "#", &[34]),
            ("१२", "#", &[12]),
            ("ill", "ill", &[]),
            ("civil", "civil", &[]),
            ("99999999999999999999", "#", &[]),
        ] {
            assert_eq!(pattern(text), (stays.to_owned(), numbers.to_vec()), "{text}");
        }
        for (text, says) in
            [("Seite 3 von 4", true), ("- 3 -", true), ("3 of them", false), ("p. 4", true)]
        {
            assert_eq!(says_page(text), says, "{text}");
        }
    }
}
