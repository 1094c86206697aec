//! Lines that name the day of an article: whether they say only when it was published, or tell something that
//! happened then, as captions and headings do (tests/opening/kept.rs).

use super::labels::is_one;
use super::published;
use super::signs::is_east_asian;
use crate::formats::documents::shared::dates;

/// Small words within the names of places and people.
const IN_NAMES: &str =
    "|of|de|del|della|di|da|do|dos|du|des|la|le|les|los|las|el|al|am|an|der|von|van|sur|upon|";
/// Words right before a day. Behind a name, they say that it did something then.
const ON: &str =
    "|on|am|le|el|il|em|op|på|den|zum|w|dne|dnia|в|στις|στην|في|från|frå|sedan|a|à|of|";
/// Words at the start of a line about who put an article on the page, and when.
const BY: &str =
    "|by|von|par|por|da|door|av|af|przez|posted|submitted|written|filed|added|نشر|النشر|";
/// Words at the start of a line about the article itself.
const THIS: &str = "|this|dieser|diese|dieses|cet|cette|este|esta|questo|questa|dit|deze|denna|denne|ten|ta|эта|этот|";
/// Words behind a day about the hour and the section.
const BEHIND: &str = "|time|noon|midnight|hours|heures|horas|hodin|часов|года|року|klokken|klockan|\
    kello|saat|lesezeit|read|reading|minute|minutes|minuten|minuti|minutos|from|with|under|unter|\
    dans|comment|comments|kommentare|views|shares|door|ora|alle|gada|";
/// The days of the week, where they are written in small letters, and in English, German and Arabic.
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch \
    donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato \
    domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag \
    donderdag vrijdag zaterdag zondag poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí \
    úterý středa čtvrtek pátek neděle понедельник вторник среда четверг пятница суббота воскресенье \
    понеділок вівторок середа четвер п’ятниця субота неділя måndag tisdag onsdag torsdag fredag lördag \
    söndag mandag tirsdag lørdag søndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai \
    hétfő kedd szerda csütörtök péntek szombat vasárnap pazartesi salı çarşamba perşembe cuma cumartesi \
    pazar thứ hai tư năm sáu bảy chủ nhật δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή";

/// Labels before a day on which something else happens, or happened.
const OF_OTHERS: &str = "|deadline|due|due date|event|event date|expires|valid until|closing date|apply by|born|died|\
    starts|ends|opens|when|frist|termin|anmeldeschluss|bewerbungsschluss|einsendeschluss|geboren|date limite|\
    fecha límite|scadenza|prazo|срок|";

/// What divides the parts of a line.
const DIVIDERS: [char; 11] = [',', '|', '·', '•', '–', '—', ':', '(', ')', '/', ';'];

/// Whether a line with a day tells more than when the article was published or changed.
pub(super) fn tells(text: &str) -> bool {
    if published::begins_as_label(text) {
        return false;
    }
    if is_of_other(text) {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (before, behind) = words.split_at(day_in(&words));
    let is_label = before.last().is_some_and(|last| last.ends_with([':', '：']));
    if published::is_labelled(text) {
        return !is_label && is_labelled_amid(text, &words);
    }
    let by = before.iter().take(2).any(|word| is_one(&bare(word), BY));
    is_said_unspaced(text)
        || !is_label && !by && (has_small_word(before) || is_done_on(before))
        || behind.iter().any(|word| is_small(word) && !of_day(word) && !is_behind(word))
}

/// Whether a word is of a day, or of its hour.
fn of_day(word: &&str) -> bool {
    word.contains(char::is_numeric) || dates::is_month(&bare(word))
}

/// Where the day begins.
fn day_in(words: &[&str]) -> usize {
    words.iter().position(of_day).unwrap_or(words.len())
}

/// Whether a text is about the day of something else: `Deadline: 5 May 2030`.
pub(super) fn is_of_other(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let before = words.get(..day_in(&words)).unwrap_or_default().join(" ");
    let label = before.split([':', '：']).next().unwrap_or_default();
    !label.is_empty() && is_one(&bare(label), OF_OTHERS)
}

/// Whether a text with a day is a sentence about what happens then: `The council meets on 5 May 2030.`
pub(super) fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|sign: char| sign.is_whitespace() || "\"'”’»)".contains(sign));
    text.ends_with(['.', '!', '?', '…', '。']) && tells(text)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_small(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase)
}

fn is_weekday(word: &str) -> bool {
    word.chars().nth(1).is_some() && WEEKDAYS.split(' ').any(|day| day.starts_with(word))
}

/// Whether a word in small letters stands before the day that no date and no name has: `bridge closed`. The first one
/// may be a label.
fn has_small_word(before: &[&str]) -> bool {
    let small = before.iter().enumerate().filter(|(at, word)| *at > 0 && is_small(word));
    small
        .map(|(_, word)| bare(word))
        .any(|word| !is_one(&word, IN_NAMES) && !is_one(&word, ON) && !is_weekday(&word))
}

/// Whether several words, and no divider, stand before the word for a day: `Mira Holt on`.
fn is_done_on(before: &[&str]) -> bool {
    let [names @ .., on] = before else { return false };
    let last = names.last().copied().unwrap_or_default();
    names.len() > 1
        && is_one(&on.to_lowercase(), ON)
        && !last.ends_with(DIVIDERS)
        && last.contains(char::is_alphanumeric)
        && !is_weekday(&bare(last))
}

fn is_behind(word: &str) -> bool {
    const SHORT: usize = 3;
    let word = bare(word);
    word.chars().count() <= SHORT || is_one(&word, BEHIND) || is_weekday(&word)
}

/// Whether the label of a day is the verb of a sentence: `The report was published on`.
fn is_labelled_amid(text: &str, words: &[&str]) -> bool {
    let is_about_article = words.first().is_some_and(|first| is_one(&bare(first), THIS));
    let is_label = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        (0..words.len()).any(|at| {
            let rest = words.get(at..).unwrap_or_default();
            published::begins_as_label(&rest.join(" "))
                && (at < 2 || rest.first().is_some_and(|word| !is_small(word)))
        })
    };
    !is_about_article && !text.split(DIVIDERS).any(is_label)
}

/// Whether a line in a script without spaces between words, or with endings at names, is a sentence.
fn is_said_unspaced(text: &str) -> bool {
    const PARTICLES: [char; 12] =
        ['は', 'が', 'を', 'に', 'へ', '于', '於', '了', '将', '將', '被', 'で'];
    const TOPICS: [&str; 5] = ["은", "는", "을", "를", "에서"];
    // Behind a day: its weekday, the hour, “publication”, “report”.
    const AFTER_DAY: &str = "星周週曜金木水火土日月付讯訊电電发發更公刊版号號上下午凌早晚夜时時";
    let joined = |part: &str| part.starts_with(|c| is_east_asian(c) && !AFTER_DAY.contains(c));
    let days = text.split('日').zip(text.split('日').skip(1));
    text.contains(is_east_asian)
        && (text.contains(PARTICLES)
            || days
                .into_iter()
                .any(|(day, behind)| day.ends_with(char::is_numeric) && joined(behind))
            || text.split_whitespace().any(|word| {
                word.chars().count() > 2 && TOPICS.iter().any(|end| word.ends_with(end))
            }))
}
