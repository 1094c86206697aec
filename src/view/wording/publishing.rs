//! The words about publishing checks, and about claims that say the same. They never call an
//! unpublished verdict published: tests/view/publishing.rs.

use crate::formats::codecs::schema_org::review::{Advised, Missing};
use crate::model::{AnnotationId, PublisherSort, Verdict};
use crate::session::document::linking::{Inherited, Linked};

use super::{counted, verdict};

pub const PUBLISH: &str = "Publishing (ClaimReview)";
pub const PUBLISH_AS: &str = "Who publishes your fact checks";
pub const PUBLISH_AS_HINT: &str = "Each check gets this publisher when you give its verdict, and keeps it if you change it here later. Checks that have no publisher yet are exported with this one. You can change a single check at its claim.";
pub const PUBLISHER: &str = "Published by";
pub const PUBLISHER_HINT: &str = "Your newsroom, or your name";
pub const PUBLISHER_SORT: &str = "Publisher is";
pub const PUBLISHER_PAGE: &str = "Publisher’s website";
pub const PUBLISHER_PAGE_HINT: &str = "https://…";
pub const CHECK_PAGE: &str = "Address of this check";
pub const CHECK_PAGE_HINT: &str = "Where readers find the full fact check";
pub const CHECKS_PAGE: &str = "Address of your fact checks";
pub const CHECKS_PAGE_HINT: &str = "Used for each check without an address of its own. Search engines expect a page for each check.";
pub const FOR_NEXT: &str = "Kept in Settings too, for your next checks.";
pub const FOR_THIS: &str = "For this check only.";
pub const OTHER_PUBLISHER: &str = "Use another for this check";
pub const USUAL_PUBLISHER: &str = "Use the one from Settings";
pub const READY: &str = "Ready to publish. Export it as ClaimReview.";
pub const NOT_READY: &str = "Not ready to publish";
pub const NO_LINK: &str = "A description, not a link: readers can’t follow it.";

pub fn publisher_sort(sort: PublisherSort) -> &'static str {
    match sort {
        PublisherSort::Organisation => "an organisation",
        PublisherSort::Person => "a person",
    }
}

pub fn things_missing(count: usize) -> String {
    counted(count, "thing missing", "things missing")
}

/// Something required that keeps a check from being published.
pub fn missing(missing: Missing) -> &'static str {
    match missing {
        Missing::Verdict => "the verdict is missing",
        Missing::OwnCheck => "the verdict was given for another claim, not for this one",
        Missing::Publisher => "the name of the publisher is missing",
        Missing::Page => "the address of the check is missing",
        Missing::WrongPage => "the address of the check isn’t a web address (https://…)",
        Missing::WrongPublisherPage => "the publisher’s website isn’t a web address (https://…)",
        Missing::Source => "no source has a link that readers can follow",
        Missing::WrongDate => "the date of the check isn’t a date such as 2026-01-31",
    }
}

/// Something recommended for a check.
pub fn advised(advised: Advised) -> String {
    let what = match advised {
        Advised::PublisherPage => "the publisher’s website",
        Advised::Claimant => "who makes the claim",
        Advised::Date => "the date of the check",
        Advised::OtherDates => {
            "dates such as 2026-01-31 for the claim and its sources: others are not published"
        }
        Advised::Article => "the address of the article that makes the claim",
        Advised::OwnPage(count) => {
            return format!(
                "a page for this check alone: {count} checks have the same address, and search engines expect a page for each"
            );
        }
    };
    what.to_owned()
}

/// Everything recommended, in one line.
pub fn all_advised(all: &[Advised]) -> String {
    let all: Vec<_> = all.iter().map(|one| advised(*one)).collect();
    format!("Recommended: {}.", all.join("; "))
}

/// Everything a claim lacks, in one line.
pub fn all_missing(all: &[Missing]) -> String {
    all.iter().map(|one| missing(*one)).collect::<Vec<_>>().join("; ")
}

pub fn not_ready_count(count: usize) -> String {
    format!(
        "{} not in the file:",
        counted(
            count,
            "checked claim isn’t ready, so it is",
            "checked claims aren’t ready, so they are"
        )
    )
}

/// Where a check without an address of its own is published.
pub fn page_of_all(page: &str) -> String {
    format!("From Settings: {page}")
}

/// The button that completes words that are nearly an address.
pub fn make_link(address: &str) -> String {
    format!("Make it a link: {address}")
}

// Choices that are not confirmed yet.
pub const CHOICE_KEYS: &str = "Enter confirms the choice, Esc cancels it";
pub const NOT_TAKEN_YET: &str = "Press Enter to keep this, Esc to put it back.";
pub const PUT_BACK: &str = "Not changed: press Enter to keep a choice.";

// Linked claims.
pub const SAME_AS: &str = "Same claim as";
pub const CHOOSE_CLAIM: &str = "Choose a claim …";
pub const UNLINK: &str = "Unlink";
pub const CONFIRM: &str = "I checked this claim too";

fn short(words: &str) -> String {
    let cut: String = words.chars().take(60).collect();
    if cut.len() < words.len() {
        format!("“{}…”", cut.trim_end())
    } else {
        format!("“{cut}”")
    }
}

/// The button’s label once a claim is chosen.
pub fn link_with(claim: &str, other: &str) -> String {
    format!("Link {} with {}", short(claim), short(other))
}

/// Linking, before it is done.
pub fn link_hint(linked: &Linked) -> String {
    let Some(found) = &linked.shared else {
        return "They will share one check.".to_owned();
    };
    let replaced = replaced(&linked.replaced).map(|what| format!(" It replaces {what}."));
    format!(
        "They will share {}.{} Only claims that were checked themselves are published.",
        shared(found),
        replaced.unwrap_or_default()
    )
}

/// The message after linking.
pub fn linked(linked: &Linked) -> String {
    let pair = format!("Linked {} with {}.", short(&linked.claim), short(&linked.other));
    let Some(found) = &linked.shared else {
        return format!("{pair} They share one check.");
    };
    let replaced = replaced(&linked.replaced).map(|what| format!(" It replaced {what}."));
    format!("{pair} They share {}.{}", shared(found), replaced.unwrap_or_default())
}

fn shared(found: &Inherited) -> String {
    let claim = short(&found.claim);
    match &found.verdict {
        Some(given) => {
            format!("the verdict {}, which was given for {claim}", verdict(Some(given)))
        }
        None => format!("the explanation and sources of {claim}"),
    }
}

/// The checks that another replaces, if any.
fn replaced(all: &[Inherited]) -> Option<String> {
    match all {
        [] => None,
        [Inherited { verdict: Some(given), claim }] => {
            Some(format!("the check of {}: {}", short(claim), verdict(Some(given))))
        }
        [one] => Some(format!("the explanation and sources of {}", short(&one.claim))),
        many => Some(format!("the checks of {} claims", many.len())),
    }
}

/// The message after unlinking.
pub fn unlinked(words: &str, kept: Option<&Verdict>) -> String {
    match kept {
        None => format!("Unlinked {}.", short(words)),
        Some(_) => format!(
            "Unlinked {}. It keeps the verdict {}, which was given for another claim.",
            short(words),
            verdict(kept)
        ),
    }
}

/// The message after confirming a shared verdict for this claim.
pub fn confirmed(words: &str, found: Option<&Verdict>) -> String {
    match found {
        Some(_) => format!("Checked {}: {}.", short(words), verdict(found)),
        None => format!("What was found for the linked claim now counts for {}.", short(words)),
    }
}

/// The message after giving or removing a verdict.
pub fn verdict_given(found: Option<&Verdict>, shared: usize) -> String {
    let with = match shared {
        0 => String::new(),
        1 => ", also for the linked claim".to_owned(),
        many => format!(", also for {many} linked claims"),
    };
    match found {
        None => format!("No verdict{with}."),
        Some(_) => format!("Verdict: {}{with}.", verdict(found)),
    }
}

/// The linked claims.
pub fn linked_with(others: &[(AnnotationId, String)]) -> String {
    let words: Vec<_> = others.iter().map(|(_, words)| short(words)).collect();
    format!("Linked with {}.", words.join(", "))
}

/// The note on a verdict given for another claim.
pub fn taken_from(words: Option<&str>) -> String {
    match words {
        Some(words) => format!(
            "What was found for {} is shared. This claim isn’t published until you check it, too.",
            short(words)
        ),
        None => {
            "The verdict was given for a claim that was removed, so it isn’t published.".to_owned()
        }
    }
}
