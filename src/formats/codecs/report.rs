//! A report in plain text: who said what, the claims with their verdicts, and who is mentioned. Export only;
//! it lists every annotation (tests/formats/laws.rs).

use std::collections::BTreeMap;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::statement::actor_of;
use crate::formats::common::{Audience, File, Format, Ids, Problem, sentences};
use crate::model::{Annotation, AnnotationSet, Kind};

/// The format.
pub const FORMAT: Format = Format {
    id: "report",
    name: "Report",
    extension: "txt",
    media_type: "text/plain",
    unit: "",
    audience: Audience::Read,
    reads: false,
    text: false,
    ids: Ids::None,
    many: false,
    choices: &[],
};

/// Its functions.
pub const CODEC: Codec =
    Codec { format: &FORMAT, holds: sentences::holds, export, import: |_, _| Imported::default() };

fn export(documents: &[KeptDocument<'_>], _: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| File::new(format!("{}.report.txt", one.stem()), report(one));
    Ok(documents.iter().map(one).collect())
}

fn report(one: &KeptDocument<'_>) -> String {
    let set = one.set();
    let mut file = format!("{}\n", sentences::title(set));
    for line in sentences::heading(one) {
        file.push_str(&format!("{line}\n"));
    }
    let counts = Kind::ALL.map(|kind| set.counts().of(kind));
    file.push_str(&format!(
        "\nMentions of people: {}. Claims: {}. Quotes: {}.\nText SHA-256: {}\n",
        counts[0],
        counts[1],
        counts[2],
        set.article().sha256()
    ));
    for (kind, heading, nobody) in [
        (Kind::Quote, "WHO SAID WHAT", "No speaker yet"),
        (Kind::Claim, "WHAT IS CLAIMED", "No claimant yet"),
    ] {
        section(set, kind, heading, nobody, &mut file);
    }
    mentions(set, &mut file);
    changes(one, &mut file);
    file
}

/// The quotes and claims whose words changed between versions of the article.
fn changes(one: &KeptDocument<'_>, file: &mut String) {
    if !one.changes().is_empty() {
        file.push_str("\n\nUNANNOUNCED CHANGES\n\n");
    }
    for change in one.changes() {
        file.push_str(&format!("  - {}\n", sentences::changed(change)));
    }
}

/// The annotations of a kind, grouped by speaker or claimant in the order of their first one.
fn section(set: &AnnotationSet, kind: Kind, heading: &str, nobody: &str, file: &mut String) {
    let mut order: Vec<String> = Vec::new();
    let mut by_who: BTreeMap<String, Vec<&Annotation>> = BTreeMap::new();
    for one in set.iter().filter(|one| one.kind() == kind) {
        let who = sentences::who(set, one);
        if !by_who.contains_key(&who) {
            order.push(who.clone());
        }
        by_who.entry(who).or_default().push(one);
    }
    if order.is_empty() {
        return;
    }
    file.push_str(&format!("\n\n{heading}\n"));
    for who in order {
        file.push_str(&format!("\n{}\n", if who.is_empty() { nobody } else { &who }));
        for one in by_who.get(&who).into_iter().flatten() {
            file.push_str(&format!("  - {}\n", sentences::words(set, one)));
            let facts = sentences::facts(set, one);
            for fact in facts.iter().filter(|fact| **fact != who) {
                file.push_str(&format!("      {}\n", fact.replace('\n', "\n      ")));
            }
        }
    }
}

fn mentions(set: &AnnotationSet, file: &mut String) {
    let mut counts: Vec<(String, usize, Vec<String>)> = Vec::new();
    for one in set.iter().filter(|one| one.kind() == Kind::Person) {
        let known = actor_of(set, one).is_some();
        let who = if known { sentences::who(set, one) } else { sentences::words(set, one) };
        let mut facts = sentences::facts(set, one);
        facts.retain(|fact| *fact != who);
        match counts.iter_mut().find(|(name, ..)| *name == who) {
            Some((_, count, notes)) => {
                *count += 1;
                notes.extend(facts);
            }
            None => counts.push((who, 1, facts)),
        }
    }
    if counts.is_empty() {
        return;
    }
    file.push_str("\n\nWHO IS MENTIONED\n\n");
    for (who, count, notes) in counts {
        let times = if count == 1 { String::new() } else { format!(", {count} times") };
        file.push_str(&format!("  - {who}{times}\n"));
        for note in notes {
            file.push_str(&format!("      {}\n", note.replace('\n', "\n      ")));
        }
    }
}
