//! Abbreviations whose full stop ends no sentence, or not always, in the languages of the news. Short lists
//! of common ones, without ordinary last words of a sentence (tests/native/words.rs).

use super::characters::lower;

/// What a full stop after a word means for the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Not an abbreviation: the sentence ends.
    Ends,
    /// Something always follows: a name, an example.
    GoesOn,
    /// The sentence continues if a number follows.
    BeforeNumber,
    /// The sentence continues if a day or a time zone follows.
    BehindHour,
    /// Both are common, and what follows decides.
    Either,
}

// By language: English, German, French, Spanish and Portuguese, Italian, Dutch, Polish, Ukrainian and
// Russian. What two share is listed with the first.

const GO_ON: &str = "mr mrs ms mx messrs dr drs prof sen sens rep reps gov govs gen brig maj col lt sgt cpl capt \
cmdr adm rev hon pres supt insp atty vs e.g i.e viz cf ca approx \
bzw evtl ggf sog z.b d.h u.a bspw inkl zzgl geb gest vgl hr fr dipl ing \
mme mmes mlle mgr p.ex ee sra srta dra sres dña exmo p.ej dott dott.ssa sig sigg sig.ra geom spett avv \
dhr mevr bijv m.b.t d.w.z płk inż mgr prok tzw m.in ul т.е т.н ул проф акад тов див напр";

const BEFORE_NUMBER: &str = "no nos nr núm num nro p pp pg art arts abs ziff vol fig figs sec kap str par poz pág \
cap rte hwy tel ext jan feb mar apr jun jul aug sep sept oct okt nov dec dez janv févr juil déc ene abr ago dic \
ст гл рис табл стр тел кв";

const EITHER: &str = "md mohd inc corp co ltd llc bros jr sr esq etc al st ave blvd rd mt ft dept univ assn bldg \
usw usf gmbh mio mrd tsd jh jhd hrsg dez cie uu ltda cía avda itd itp św ks godz mln tys r \
руб тыс млн млрд трлн грн обл им др св гр";

/// Words that often begin a sentence and rarely a name, so that "in the U.S. The" is two sentences.
const STARTERS: &str = "the a an this that these those there he she it they we i you his her its their our my \
but and so yet or if as at in on by for from with to after before when while since until though although \
because however meanwhile also still both some many most all each every another not what who how why where \
then now once more according during despite under over about earlier later \
der die das ein eine er sie es wir ich und aber doch auch dann im am auf nach vor bei zu von wenn als wie \
le les la un une il elle ils elles nous vous ce cette ces mais et dans pour sur après avant selon \
el los las una él ella ellos pero y en con por para según se o os um uma ele ela mas e em não \
lo gli lui lei ma nel nella per dopo secondo anche de het een hij zij ze maar op voor na \
w jak ale nie to ona в на но и он она они это не по с как что у за від та він вона вони це але";

const BEHIND_HOUR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may \
june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eastern central pacific";

const GERMAN_MONTHS: &str =
    "januar jänner februar märz april mai juni juli august september oktober november dezember";

const BEFORE_ORDINAL: &str = "der die das dem den des am im vom zum zur beim bis ab seit ins und";

const SAYING: &str = "asked asks said says added adds wrote writes replied tweeted posted told shouted cried \
wondered exclaimed yelled responded";

/// The longest abbreviation, in bytes: most words that end a sentence are longer than one.
const LONGEST: usize = 8;

/// What a full stop after this word means.
pub(super) fn stop_behind(word: &str) -> Stop {
    let small = lower(word);
    let is_in = |list| small.len() <= LONGEST && is_small_in(list, &small);
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    if is_in(GO_ON) {
        Stop::GoesOn
    } else if is_in(BEFORE_NUMBER) && !initial {
        Stop::BeforeNumber
    } else if is_in("a.m p.m") {
        Stop::BehindHour
    } else if initial || is_dotted(word) || is_in(EITHER) {
        Stop::Either
    } else {
        Stop::Ends
    }
}

/// Whether a word often begins a sentence and rarely a name.
pub(super) fn starts_sentences(word: &str) -> bool {
    is_in(STARTERS, word)
}

/// Whether a word may follow the hour, as in "at 5 p.m. Monday".
pub(super) fn is_behind_hour(word: &str) -> bool {
    is_in(BEHIND_HOUR, word)
}

/// Whether a number with a full stop is an ordinal between these words: "am 3. Oktober".
pub(super) fn makes_ordinal(before: &str, behind: &str) -> bool {
    is_in(GERMAN_MONTHS, behind) || (is_in(BEFORE_ORDINAL, before) && !starts_sentences(behind))
}

/// Whether a word introduces speech: "asked".
pub(super) fn is_saying(word: &str) -> bool {
    is_in(SAYING, word)
}

fn is_in(list: &str, word: &str) -> bool {
    is_small_in(list, &lower(word))
}

/// By bytes, which is faster: every sentence asks several times.
fn is_small_in(list: &str, word: &str) -> bool {
    list.as_bytes().split(|byte| *byte == b' ').any(|known| known == word.as_bytes())
}

/// Whether a word consists of short parts with full stops between them: "U.S", "J.-P", "S.p.A".
fn is_dotted(word: &str) -> bool {
    let is_short = |part: &str| {
        let part = part.trim_start_matches('-');
        !part.is_empty() && part.chars().count() <= 3 && part.chars().all(char::is_alphabetic)
    };
    word.contains('.') && word.split('.').all(is_short)
}
