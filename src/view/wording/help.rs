//! The words of the help, and of its list of keys. Must never name a key that does nothing.

/// How it works.
pub const HELP_TEXT: [&str; 3] = [
    "Select words in the article with the mouse or by touch. Then say what they are: a person, a claim, or a quote. With the keyboard, go into the article with Tab: a cursor stands on a word, and 1, 2 or 3 marks it.",
    "A selection grows to whole words; what will be marked is underlined. Hold Alt, or switch on Exact, to mark single characters. Two clicks select a word, three a sentence.",
    "Click a highlight to open its card: there you write a note, change the kind, or delete it. Where highlights overlap, the next click opens the next larger one. Drag its ends, or step them with the buttons on the card. Every change can be undone, and everything stays in this browser until you export it.",
];
/// Said above the keys if they do nothing.
pub const KEYS_ARE_OFF: &str = "Character keys are switched off in the settings.";
/// A place, and what the keys do there.
pub type Keys = (&'static str, &'static [(&'static [&'static str], &'static str)]);

/// Every key.
pub const KEYS: [Keys; 4] = [
    (
        "In the article",
        &[
            (&["Tab", "Enter"], "Show the cursor; until then the arrows scroll"),
            (&["←", "→"], "To the previous or the next word"),
            (&["↑", "↓"], "To the previous or the next sentence"),
            (&["Ctrl", "↑", "↓"], "To the previous or the next paragraph"),
            (&["Home", "End"], "To the first or the last word"),
            (&["Shift"], "With one of these: take in what lies between"),
        ],
    ),
    (
        "Mark",
        &[
            (&["1", "P"], "As a person"),
            (&["2", "C"], "As a claim"),
            (&["3", "Q"], "As a quote"),
            (&["Alt"], "With a mark or a selection: exact characters"),
            (&["Shift", "1 2 3"], "Take up a pen, or put it down"),
        ],
    ),
    (
        "Highlights",
        &[
            (&["N", "]"], "To the next one"),
            (&["Shift", "N", "["], "To the previous one"),
            (&["↑", "↓"], "On the strip beside the scrollbar: to the previous or the next one"),
            (&["Enter"], "Open its card"),
            (
                &["E"],
                "Adjust: arrows move the end, with Shift the start, with Alt by characters; Enter keeps, Esc drops",
            ),
            (&["Del"], "Delete the one whose card is open"),
            (
                &["Ctrl", "Enter"],
                "Open the link under the cursor in a new tab (also Ctrl and a click)",
            ),
        ],
    ),
    (
        "Everywhere",
        &[
            (&["Ctrl", "Z"], "Undo"),
            (&["Ctrl", "Shift", "Z"], "Redo (also Ctrl Y)"),
            (
                &["Esc"],
                "Drop the selection, close the card or the dialog, end the cursor, put the pen down",
            ),
        ],
    ),
];
