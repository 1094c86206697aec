//! People under two words: "the lad" is the youth of before, and whoever a quotation calls by a name that the
//! narration never uses is the one whom it only describes (tests/suggest/stories.rs).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::cast::Cast;
use super::cues::Narration;
use super::gender::Gender;
use super::mentions::MentionSort;
use super::pronouns::Meant;
use super::senses::{Sense, lines};

/// Nouns that a story changes for variety, a line for each group.
const ALIKE: &str = include_str!("language/en/alike.txt");

/// The nouns by which a report means those who have a title, a line for each title.
const TITLES_MEAN: &str = include_str!("language/en/titles_mean.txt");

/// Most mentions before a call, and paragraphs, in which the one who is called is described.
const MENTIONS: usize = 24;
const PARAGRAPHS: usize = 12;

/// The words of each line of a list, by a word of it.
type Lines = LazyLock<BTreeMap<&'static str, Vec<&'static str>>>;

/// By each noun its line.
static GROUPS: Lines = LazyLock::new(|| {
    let groups = lines(ALIKE).map(|line| line.split_whitespace().collect::<Vec<_>>());
    groups
        .flat_map(|group| group.clone().into_iter().map(move |word| (word, group.clone())))
        .collect()
});

/// By each title its nouns.
static TITLES: Lines = LazyLock::new(|| {
    let titles = lines(TITLES_MEAN).map(str::split_whitespace);
    titles.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
});

/// The word for a role by which all that are alike are entered and found, in lower case.
pub(super) fn role(word: &str) -> String {
    let word = word.to_lowercase();
    let group = GROUPS.get(word.as_str()).and_then(|group| group.first());
    group.map_or(word, |first| (*first).to_owned())
}

/// The roles that a title before a name tells, in lower case: of "Sen." that is "senator".
pub(super) fn roles_of_title(title: &str) -> impl Iterator<Item = String> {
    let found = TITLES.get(title.to_lowercase().as_str());
    found.into_iter().flatten().map(|word| (*word).to_owned())
}

/// Gives those whom the narration only describes the name by which quotations call them: “Fred, take it.” The lad
/// took it. `narrator` has no description.
pub(super) fn name_described(
    narration: &Narration<'_>,
    cast: &mut Cast,
    meant: &mut [Option<Meant>],
    addressed: &[Range<usize>],
    narrator: Option<usize>,
) {
    let told: BTreeSet<usize> =
        (0..narration.mentions.len()).filter_map(|mention| cast.member(mention)).collect();
    let mut names: BTreeMap<usize, usize> = BTreeMap::new();
    let mut named: BTreeSet<usize> = narrator.into_iter().collect();
    for name in addressed.iter().filter(|name| narration.calls(name) && !narration.lists(name)) {
        let text = narration.sensed.text(name.clone());
        let member = cast.called(text).filter(|member| !told.contains(member));
        let Some(member) = member.filter(|one| !named.contains(one) && cast.is_only(text)) else {
            continue;
        };
        let gender = cast.members.get(member).map_or(Gender::Unknown, |member| member.gender);
        let is_free = |one: &usize| !names.contains_key(one);
        let described = narration.described_before(cast, meant, name.start, gender);
        if let Some(described) = described.filter(is_free) {
            names.insert(described, member);
            named.insert(member);
        }
    }
    for (described, member) in &names {
        cast.join(*described, *member);
    }
    for meant in meant.iter_mut().flatten() {
        meant.rename(&names);
    }
}

impl Narration<'_> {
    /// Whether a name is one of several: "Tom, Dick and Harry".
    fn lists(&self, name: &Range<usize>) -> bool {
        let sensed = self.sensed;
        let before = name.start.checked_sub(2);
        let comma = name.start.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ","));
        comma
            && before
                .is_some_and(|at| sensed.is(at, Sense::CAPITAL) && !sensed.is(at, Sense::FIRST))
    }

    /// The last person without a name of whom the narration tells before a call, other than the one who calls.
    fn described_before(
        &self,
        cast: &Cast,
        meant: &[Option<Meant>],
        call: usize,
        gender: Gender,
    ) -> Option<usize> {
        let number = self.parts.partition_point(|part| part.tokens.start <= call).checked_sub(1)?;
        let part = self.parts.get(number)?;
        let who = |mention: usize| meant.get(mention).copied().flatten().map(|it| it.member);
        let caller = self.cue(number).and_then(|cue| cue.mention).and_then(who);
        let floor = self.sensed.paragraphs.get(part.paragraph.saturating_sub(PARAGRAPHS))?.start;
        let end = self.mentions.partition_point(|mention| mention.tokens.start < part.tokens.start);
        let before = self.mentions.get(..end)?.iter().enumerate().rev().take(MENTIONS);
        let mut near = before.take_while(|(_, mention)| mention.tokens.start >= floor);
        let (found, _) = near.find(|(number, mention)| {
            let member = who(*number).filter(|member| Some(*member) != caller);
            let member = member.and_then(|member| cast.members.get(member));
            mention.sort == MentionSort::Described
                && member
                    .is_some_and(|one| one.described && !one.is_kin && one.gender.agrees(gender))
        })?;
        who(found)
    }
}

impl Meant {
    /// Puts those who are known by another number in its place.
    fn rename(&mut self, names: &BTreeMap<usize, usize>) {
        let new = |member: usize| names.get(&member).copied().unwrap_or(member);
        self.member = new(self.member);
        for (rival, _) in self.rivals.iter_mut().flatten() {
            *rival = new(*rival);
        }
    }
}
