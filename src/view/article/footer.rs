//! The line at the foot: what would be marked or where the caret is, and the keys for it.

use yew::prelude::*;

use crate::session::Screen;
use crate::session::screen::ListsScreen;
use crate::view::wording;

/// A few keys, and what they do.
type Hint = (&'static [&'static str], &'static str);

const MARK: Hint = (&["1", "2", "3"], wording::MARK_KEY);

const SELECTING: &[Hint] = &[
    (&["1"], wording::PERSON_KEY),
    (&["2"], wording::CLAIM_KEY),
    (&["3"], wording::QUOTE_KEY),
    (&["Alt"], wording::EXACT_KEY),
];

const STEERING: &[Hint] = &[
    MARK,
    (&["←", "→"], wording::WORD_KEY),
    (&["↑", "↓"], wording::SENTENCE_KEY),
    (&["Shift"], wording::EXTEND_KEY),
];

const ADJUSTING: &[Hint] = &[
    (&["←", "→"], wording::END_KEY),
    (&["Shift", "←", "→"], wording::START_KEY),
    (&["Alt"], wording::BY_CHARACTER_KEY),
    (&["Enter"], wording::KEEP_KEY),
    (&["Esc"], wording::DROP_KEY),
];

/// In the panel, with a claim open.
const CLAIMS: &[Hint] = &[
    (&["N"], wording::NEXT_CLAIM_KEY),
    (&["U"], wording::UNCHECKED_KEY),
    (&["1 – 9"], wording::VERDICT_KEY),
    (&["Ctrl", "Enter"], wording::SOURCE_KEY),
    (&["Esc"], wording::BACK_KEY),
];

/// In the list of suggestions.
const SUGGESTED: &[Hint] = &[
    (&["J", "K"], wording::NEXT_PREVIOUS_KEY),
    (&["Enter"], wording::ACCEPT_KEY),
    (&["Del"], wording::REJECT_KEY),
    (&["E"], wording::CHANGE_SUGGESTION_KEY),
];

/// In the list of those that are rejected.
const REJECTED: &[Hint] =
    &[(&["J", "K"], wording::NEXT_PREVIOUS_KEY), (&["Enter"], wording::BRING_BACK_KEY)];

/// While two texts are compared, of which the newer one can be adopted.
const COMPARED: &[Hint] =
    &[(&["J", "K"], wording::NEXT_PREVIOUS_KEY), (&["1", "2", "3"], wording::DECIDE_KEY)];

/// While two earlier versions are compared.
const EARLIER: &[Hint] = &[(&["J", "K"], wording::NEXT_PREVIOUS_KEY)];

/// While a source is open beside the article.
const SOURCED: &[Hint] = &[
    (&["J", "K"], wording::NEXT_QUOTE_KEY),
    (&["1"], wording::LINK_KEY),
    (&["2"], wording::NOT_THERE_KEY),
    (&["3"], wording::PICK_PASSAGE_KEY),
];

/// In the list of annotations.
const ROWS: &[Hint] = &[
    (&["Shift", "↓"], wording::SELECT_MORE_KEY),
    (&["Ctrl", "A"], wording::SELECT_ALL_KEY),
    (&["Esc"], wording::BACK_KEY),
];

/// The same with some selected.
const SELECTED: &[Hint] = &[
    (&["Shift", "↓"], wording::SELECT_MORE_KEY),
    (&["T"], wording::TAG_KEY),
    (&["Del"], wording::DELETE_KEY),
    (&["Esc"], wording::CLEAR_KEY),
];

/// The keys of the open list, if it has some of its own.
fn of_list(lists: &ListsScreen) -> Option<&'static [Hint]> {
    let suggested = lists.suggested.as_ref().map(|rows| rows.value());
    let suggested = suggested.filter(|rows| rows.listed > 0);
    let rejected = suggested.is_some_and(|rows| rows.lists_rejected);
    let compared = lists.compared.as_ref().map(|rows| rows.value());
    let compared = compared.and_then(|rows| rows.comparison.as_ref());
    let sourced = lists.source.as_ref().is_some_and(|rows| rows.value().open.is_some());
    let of_each = [
        (rejected, REJECTED),
        (suggested.is_some(), SUGGESTED),
        (compared.is_some_and(|rows| rows.adopts), COMPARED),
        (compared.is_some(), EARLIER),
        (sourced, SOURCED),
        (lists.claims.desk.is_some(), CLAIMS),
        (lists.rows.selected.is_some(), SELECTED),
        (lists.rows.listed > 0, ROWS),
    ];
    of_each.into_iter().find_map(|(open, hints)| open.then_some(hints))
}

/// The foot line.
#[inline(never)]
pub fn footer(screen: &Screen, paragraphs: usize) -> Html {
    let selected = screen.selection.as_ref().map(|selection| selection.words.as_str());
    let words = screen.adjusting.as_deref().or(selected);
    let of_list = screen.lists().and_then(of_list);
    let (hints, of_list) = match (&screen.adjusting, &screen.caret) {
        (Some(_), _) => (ADJUSTING, None),
        (None, Some(_)) => (STEERING, of_list),
        (None, None) => (SELECTING, of_list.filter(|_| selected.is_none())),
    };
    let place = screen.caret.filter(|_| screen.adjusting.is_none());
    html! {
        <footer class="footline">
            <span class="words">
                if let Some(words) = words {
                    if place.is_none() { { wording::WILL_BE_MARKED } }<b dir="auto">{ words }</b>
                    if let Some(caret) = place {
                        <span class="place">{ wording::paragraph_of(caret.paragraph, paragraphs) }</span>
                    }
                } else if let Some(person) = &screen.preview {
                    <b class="product" dir="auto">{ &person.actor.name }</b>{ " " }<span dir="auto">{ wording::in_short(person) }</span>
                } else {
                    <b class="product">{ wording::PRODUCT }</b>{ " " }{ wording::STAYS_HERE }
                }
            </span>
            if screen.settings.character_keys || words.is_some() {
                // Those of the list are shown while the focus is there: panel.css.
                <span class="of-text">{ for hints.iter().map(hint) }</span>
                if let Some(hints) = of_list { <span class="of-list">{ for hints.iter().map(hint) }</span> }
                { hint(&(&["?"], wording::ALL_KEYS)) }
            }
        </footer>
    }
}

fn hint((keys, does): &Hint) -> Html {
    html! { <span>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }{ *does }</span> }
}
