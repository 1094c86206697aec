//! The words of the help and its list of keys.

/// How it works.
pub const HELP_TEXT: [&str; 3] = [
    "Select words in the article with the mouse or by touch. Then say what they are: a person, a claim or a quote. With the keyboard, press Tab to go into the article: the cursor is on a word, and 1, 2 or 3 marks it. With a screen reader, first press the button “Mark with the keyboard”, the first on the page: until Esc, all keys go to the article.",
    "A selection grows to whole words; the underline shows what will be marked. To mark part of a word, hold Alt or switch on Exact characters. Double-click selects a word, triple-click a sentence.",
    "Click a highlight to open its card. There you can write a note, change the kind, or delete it. Where highlights overlap, click again for the next larger one. To move the ends of a highlight, drag them or use the buttons on its card. You can undo every change, and everything stays in this browser until you export it.",
];
/// The first steps: what to do, and how.
pub const STEPS: [(&str, &str); 3] = [
    (
        "Mark",
        "Select some words, then choose Person, Claim or Quote beside them, or press 1, 2 or 3.",
    ),
    (
        "Say who, and check",
        "Click a highlight to open its card. Name the speaker of a quote; give a claim its verdict and sources.",
    ),
    (
        "Export",
        "Export writes a file in the format you need. Until then nothing leaves this computer.",
    ),
];
/// Shown above the keys while they are switched off.
pub const KEYS_ARE_OFF: &str = "Single-key shortcuts are switched off in the settings.";
/// A place, and what the keys do there.
pub type Keys = (&'static str, &'static [(&'static [&'static str], &'static str)]);

/// Every key.
pub const KEYS: [Keys; 10] = [
    (
        "In the article",
        &[
            (&["Tab", "Enter"], "Show the cursor; until then the arrows scroll"),
            (&["←", "→"], "Previous or next word"),
            (&["↑", "↓"], "Previous or next sentence"),
            (&["Ctrl", "↑", "↓"], "Previous or next paragraph"),
            (&["Home", "End"], "First or last word"),
            (&["Shift"], "With an arrow, Home or End: extend the selection"),
        ],
    ),
    (
        "Mark",
        &[
            (&["1", "P"], "As a person"),
            (&["2", "C"], "As a claim"),
            (&["3", "Q"], "As a quote"),
            (&["Alt"], "With a selection or a key that marks: mark part of a word"),
            (&["."], "Again as what you marked last, with the same label"),
            (
                &["Shift", "1 2 3"],
                "Pen on or off, unless Shift types the digits; with the cursor, Enter marks",
            ),
        ],
    ),
    (
        "Highlights",
        &[
            (&["N", "]"], "Next one"),
            (&["Shift", "N", "["], "Previous one"),
            (&["↑", "↓"], "On the overview beside the scrollbar: previous or next one"),
            (&["Enter"], "Open its card"),
            (
                &["E"],
                "Adjust: arrow keys move the end, with Shift the start, with Alt by one character; Enter keeps the change, Esc cancels it",
            ),
            (&["Del", "Backspace"], "Delete the one whose card is open"),
            (
                &["Ctrl", "Enter"],
                "Open the link under the cursor in a new tab (also Ctrl and a click)",
            ),
        ],
    ),
    (
        "Beside the text",
        &[(
            &["L", "W", "V", "T"],
            "Open the list of annotations, people (who), claims (verdicts), To do",
        )],
    ),
    (
        "In the list of claims",
        &[
            (&["N", "]"], "Next claim"),
            (&["Shift", "N", "["], "Previous claim"),
            (&["U"], "Next claim without a verdict"),
            (&["1 – 9"], "The verdict of this number"),
            (&["Ctrl", "Enter"], "Add a source"),
        ],
    ),
    (
        "In the list of annotations",
        &[
            (&["↑", "↓"], "Previous or next row; with Shift, select both"),
            (
                &["Space"],
                "On the checkbox: select (also Ctrl and a click, or a long press, on a card as well)",
            ),
            (&["Ctrl", "A"], "Select all that are listed"),
            (&["T"], "Tag what is selected"),
            (&["Del"], "Delete what is selected"),
        ],
    ),
    (
        "Suggestions",
        &[
            (&["S"], "In the article: suggest people, quotes and claims"),
            (&["J", "K"], "In the list: next or previous suggestion"),
            (&["Enter"], "Accept the one under review"),
            (&["Shift", "Enter"], "Accept its group, as the button of the group says"),
            (&["Del"], "Reject it"),
            (&["E"], "Accept it and open its card to change it"),
        ],
    ),
    (
        "Changes between versions",
        &[
            (&["J", "K"], "In the list: next or previous change"),
            (&["1"], "Use the new words"),
            (&["2"], "Mark it as gone"),
            (&["3"], "Say which words it became"),
        ],
    ),
    (
        "Quotes and their source",
        &[
            (&["J", "K"], "In the list: next or previous quote"),
            (&["1"], "Link its passage"),
            (&["2"], "Note that it is not in this source"),
            (&["3"], "Select its passage yourself"),
        ],
    ),
    (
        "Outside fields and dialogs",
        &[
            (
                &["/"],
                "Search the text, notes and people (also Ctrl Shift F); Enter goes to the next hit, Shift Enter to the previous one",
            ),
            (&["?"], "Show these keys"),
            (&["Ctrl", "P"], "Print the article, with the parts you choose"),
            (&["Ctrl", "Z"], "Undo (on a Mac, Command instead of Ctrl)"),
            (&["Ctrl", "Shift", "Z"], "Redo (also Ctrl Y)"),
            (
                &["Esc"],
                "Cancel: clears the selection, closes the card, the panel or the dialog, turns the cursor off, puts down the pen",
            ),
        ],
    ),
];
