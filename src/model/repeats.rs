//! Linked claims that say the same: which of them was checked, and which received its result. A claim that
//! nobody checked itself is never published as checked (tests/formats/publishing.rs).

use std::rc::Rc;

use super::{Annotation, AnnotationId, AnnotationSet, Check, Detail, Kind, Op, Timestamp};

/// The check of a claim; `None` for other kinds.
pub fn check_of(one: &Annotation) -> Option<&Check> {
    match &one.detail {
        Detail::Claim { check, .. } => check.as_ref(),
        _ => None,
    }
}

/// The claim for which the result of `one` was given, if it is another. It may have been deleted.
///
/// Old documents say only that claims are the same. Then the result belongs to the claim that all others were
/// linked to.
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

/// The claims of an article in numbers: those that are neither have no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// How many there are.
    pub claims: usize,
    /// How many have a verdict that was given for them.
    pub own: usize,
    /// How many have the verdict of a linked claim.
    pub shared: usize,
}

impl Verdicts {
    /// Counts those of an article.
    #[must_use]
    pub fn of(set: &AnnotationSet) -> Self {
        let mut counted = Self::default();
        for one in set.iter().filter(|one| one.kind() == Kind::Claim) {
            counted.claims += 1;
            let has_verdict = check_of(one).is_some_and(|check| check.verdict.is_some());
            match taken_from(set, one) {
                _ if !has_verdict => {}
                Some(_) => counted.shared += 1,
                None => counted.own += 1,
            }
        }
        counted
    }
}

/// The claims linked with `one`, without itself.
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

/// The claim that identifies the group of linked claims.
fn key(one: &Annotation) -> AnnotationId {
    check_of(one).and_then(|check| check.same.clone()).unwrap_or_else(|| one.id.clone())
}

/// A claim and all linked ones, itself first.
pub fn group<'a>(set: &'a AnnotationSet, one: &'a Annotation) -> Vec<&'a Annotation> {
    [one].into_iter().chain(others(set, one).map(AsRef::as_ref)).collect()
}

/// The claims that identify the groups of linked claims.
pub fn keys(set: &AnnotationSet) -> Vec<&AnnotationId> {
    set.iter().filter_map(|one| check_of(one)?.same.as_ref()).collect()
}

/// The same as [`group`], from all [`keys`]: most claims are linked with none, and then nothing is looked through.
pub fn group_among<'a>(
    set: &'a AnnotationSet,
    one: &'a Annotation,
    keys: &[&AnnotationId],
) -> Vec<&'a Annotation> {
    if keys.contains(&&key(one)) { group(set, one) } else { vec![one] }
}

/// The effect of linking two groups of claims.
#[derive(Debug)]
pub struct JoinedClaims<'a> {
    all: Vec<&'a Annotation>,
    /// The claim whose result holds for all; `None` if none was checked.
    pub source: Option<&'a Annotation>,
    /// The claims whose own results are replaced.
    pub replaced: Vec<&'a Annotation>,
}

/// The effect of linking all of `ours` with all of `theirs`. A verdict wins over a result without one; in a
/// tie, theirs wins.
pub fn joined<'a>(ours: &[&'a Annotation], theirs: &[&'a Annotation]) -> JoinedClaims<'a> {
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
    JoinedClaims { all, source, replaced }
}

/// The operations that link `one` and `other`, with their groups.
pub fn link(set: &AnnotationSet, one: &Annotation, other: &Annotation, now: Timestamp) -> Vec<Op> {
    let key = key(other);
    let JoinedClaims { all, source, .. } = joined(&group(set, one), &group(set, other));
    let changes = all.into_iter().filter_map(|claim| {
        let own = check_of(claim).cloned().unwrap_or_default();
        let mut new = own.clone();
        if let Some((source, found)) = source.and_then(|it| Some((it, check_of(it)?))) {
            let had_it = own.is_checked() && own.finding() == found.finding();
            let from = if had_it { claim } else { source };
            let made_for = taken_from(set, from).unwrap_or_else(|| from.id.clone());
            let before = own.made_for.clone().filter(|_| had_it);
            // The checked claim that identifies the group needs no record of that.
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

/// The operations that unlink `one`. Each claim keeps its result, and for whom it was given.
pub fn unlink(set: &AnnotationSet, one: &Annotation, now: Timestamp) -> Vec<Op> {
    let Some(own) = check_of(one).filter(|check| check.same.is_some()) else { return Vec::new() };
    let made_for = taken_from(set, one);
    // The others received it from this one, perhaps in an old document.
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

/// The operations that confirm the result for `one`, too.
pub fn confirm(set: &AnnotationSet, one: &Annotation, now: Timestamp) -> Vec<Op> {
    let Some(from) = taken_from(set, one) else { return Vec::new() };
    let own = |claim: &Annotation| {
        let check = check_of(claim)?.clone();
        let made_for = Some(claim.id.clone());
        (check.made_for != made_for).then(|| changed(claim, Check { made_for, ..check }, now))
    };
    // The claim it was given for records that from now on.
    let first = set.get(&from).filter(|first| taken_from(set, first).is_none());
    [own(one), first.and_then(|first| own(first))].into_iter().flatten().collect()
}

/// The operations by which the claims linked with `new` share its new result. A first verdict counts as given
/// for `new`, whoever wrote the explanation.
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
