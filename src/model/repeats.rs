//! Claims that say the same: which of them was checked, and which took the finding over.
//! A claim that nobody checked is told from one that somebody did: `tests/native/publishing.rs`.

use std::rc::Rc;

use super::{Annotation, AnnotationId, AnnotationSet, Check, Detail, Kind, Op, Timestamp};

/// What is known of a claim; nothing of what is none.
pub fn check_of(one: &Annotation) -> Option<&Check> {
    match &one.detail {
        Detail::Claim { check, .. } => check.as_ref(),
        _ => None,
    }
}

/// The claim that the finding of `one` was made for, if that is another. It may be gone.
///
/// Documents from before this was kept say only that claims are the same. Then the finding counts for
/// the claim that all others were linked to.
pub fn taken_from(set: &AnnotationSet, one: &Annotation) -> Option<AnnotationId> {
    let own = check_of(one).filter(|check| check.is_checked())?;
    if let Some(claim) = &own.made_for {
        return (*claim != one.id).then(|| claim.clone());
    }
    let first = own.same.as_ref().filter(|id| **id != one.id)?;
    let theirs = check_of(set.get(first)?)?;
    let is_copy =
        theirs.made_for.is_none() && (own.finding(), &own.date) == (theirs.finding(), &theirs.date);
    is_copy.then(|| first.clone())
}

/// The claims that say the same as `one`, itself not among them.
pub fn others<'a>(
    set: &'a AnnotationSet,
    one: &'a Annotation,
) -> impl Iterator<Item = &'a Rc<Annotation>> {
    let key = key(one);
    let same = move |other: &Annotation| {
        other.id == key || check_of(other).is_some_and(|check| check.same.as_ref() == Some(&key))
    };
    set.iter().filter(move |other| other.id != one.id && other.kind() == Kind::Claim && same(other))
}

/// The claim by which all that say the same are known.
fn key(one: &Annotation) -> AnnotationId {
    check_of(one).and_then(|check| check.same.clone()).unwrap_or_else(|| one.id.clone())
}

/// A claim and all that say the same, itself first.
pub fn group<'a>(set: &'a AnnotationSet, one: &'a Annotation) -> Vec<&'a Annotation> {
    [one].into_iter().chain(others(set, one).map(AsRef::as_ref)).collect()
}

/// What it comes to that two groups of claims say the same.
#[derive(Debug)]
pub struct Joined<'a> {
    all: Vec<&'a Annotation>,
    /// The claim whose finding holds for all; none if none was checked.
    pub source: Option<&'a Annotation>,
    /// The claims for which something else was found.
    pub replaced: Vec<&'a Annotation>,
}

/// What it comes to that all of `ours` and all of `theirs` say the same. A verdict goes before a
/// finding without one, and where both have as much, theirs holds.
pub fn joined<'a>(ours: &[&'a Annotation], theirs: &[&'a Annotation]) -> Joined<'a> {
    let mut all: Vec<&Annotation> = Vec::new();
    for claim in theirs.iter().chain(ours) {
        if !all.iter().any(|seen| seen.id == claim.id) {
            all.push(claim);
        }
    }
    let has = |claim: &Annotation, is: fn(&Check) -> bool| check_of(claim).is_some_and(is);
    let first = |is: fn(&Check) -> bool| all.iter().copied().find(|claim| has(claim, is));
    let source = first(|check| check.verdict.is_some()).or_else(|| first(Check::is_checked));
    let found = source.and_then(check_of);
    let other = |claim: &&Annotation| {
        check_of(claim).is_some_and(|own| {
            own.is_checked() && found.is_some_and(|found| found.finding() != own.finding())
        })
    };
    let replaced = all.iter().copied().filter(other).collect();
    Joined { all, source, replaced }
}

/// The steps that make `one` and `other`, with all that say the same as either, one claim.
pub fn link(set: &AnnotationSet, one: &Annotation, other: &Annotation, now: Timestamp) -> Vec<Op> {
    let key = key(other);
    let Joined { all, source, .. } = joined(&group(set, one), &group(set, other));
    let changes = all.into_iter().filter_map(|claim| {
        let own = check_of(claim).cloned().unwrap_or_default();
        let mut new = own.clone();
        if let Some((source, found)) = source.and_then(|it| Some((it, check_of(it)?))) {
            let had_it = own.is_checked() && own.finding() == found.finding();
            let from = if had_it { claim } else { source };
            let made_for = taken_from(set, from).unwrap_or_else(|| from.id.clone());
            let before = own.made_for.clone().filter(|_| had_it);
            // The claim that was checked, and by which all are known, needs no word on that.
            let unsaid = claim.id == key && made_for == key;
            new = Check {
                made_for: before.or_else(|| (!unsaid).then_some(made_for)),
                ..new.sharing(found)
            };
        }
        new.same = (claim.id != key).then(|| key.clone());
        (new != own).then(|| changed(claim, new, now))
    });
    changes.collect()
}

/// The steps that part `one` from those that say the same. Each keeps what was found, and whom for.
pub fn unlink(set: &AnnotationSet, one: &Annotation, now: Timestamp) -> Vec<Op> {
    let Some(own) = check_of(one).filter(|check| check.same.is_some()) else { return Vec::new() };
    let made_for = taken_from(set, one);
    // The others took it over from this one, perhaps before that was kept.
    let rest = others(set, one).filter_map(|other| {
        let check = check_of(other)?;
        let unsaid = made_for.is_none() && check.is_checked() && check.made_for.is_none();
        let is_key = own.same.as_ref() == Some(&other.id);
        (unsaid && !is_key).then(|| {
            let made_for = taken_from(set, other);
            changed(other, Check { made_for, ..check.clone() }, now)
        })
    });
    let mut ops: Vec<Op> = rest.collect();
    ops.push(changed(one, Check { same: None, made_for, ..own.clone() }, now));
    ops
}

/// The steps by which the finding counts as made for `one` too.
pub fn confirm(set: &AnnotationSet, one: &Annotation, now: Timestamp) -> Vec<Op> {
    let Some(from) = taken_from(set, one) else { return Vec::new() };
    let own = |claim: &Annotation| {
        let check = check_of(claim)?.clone();
        let made_for = Some(claim.id.clone());
        (check.made_for != made_for).then(|| changed(claim, Check { made_for, ..check }, now))
    };
    // The one it was made for says so from now on.
    let first = set.get(&from).filter(|first| taken_from(set, first).is_none());
    [own(one), first.and_then(|first| own(first))].into_iter().flatten().collect()
}

/// The steps by which those that say the same as `new` share what is found of it now. A verdict that is
/// the first counts as given for `new`, whoever wrote the explanation.
pub fn share(set: &AnnotationSet, old: &Annotation, new: &Annotation) -> Vec<Op> {
    let of = |claim: &Annotation| check_of(claim).cloned().unwrap_or_default();
    let (before, now) = (of(old), of(new));
    if before == now || new.kind() != Kind::Claim {
        return Vec::new();
    }
    let first = before.verdict.is_none() && now.verdict.is_some();
    let made_for = taken_from(set, new).unwrap_or_else(|| new.id.clone());
    let shared = others(set, new).filter_map(|other| {
        let own = of(other);
        let mut both = own.clone().following(&before, &now);
        both.made_for = match (both.is_checked(), own.is_checked()) {
            (false, _) => None,
            (true, true) if !first || own.finding() == both.finding() => own.made_for.clone(),
            (true, _) => Some(made_for.clone()),
        };
        (own != both).then(|| changed(other, both, new.modified))
    });
    shared.collect()
}

fn changed(claim: &Annotation, to: Check, now: Timestamp) -> Op {
    let mut new = Annotation { modified: now, ..claim.clone() };
    if let Detail::Claim { check, .. } = &mut new.detail {
        *check = Some(to).filter(|check| *check != Check::default());
    }
    Op::Replace(Rc::new(new))
}
