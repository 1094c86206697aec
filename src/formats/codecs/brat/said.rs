//! What attributes and references say of brat's marks: the form of a quote, the verdict on a claim, the item of a
//! person in Wikidata. Each is said once (tests/formats/brought.rs).

use super::read::{BratReading, on_many_lines};
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{Check, Claimant, Detail, Kind, Verdict};

impl BratReading<'_> {
    pub(super) fn attribute(
        &mut self,
        sort: &str,
        of: &str,
        value: Option<&str>,
    ) -> Result<(), String> {
        let value = value.unwrap_or_default();
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        let kind = one.kind();
        let read = match (&mut one.detail, sort.to_ascii_lowercase().as_str()) {
            (Detail::Quote { form, .. }, "form") => {
                let read = Record::read(&Plain::Text(value.to_lowercase().into())).ok();
                filled(form, read)
            }
            (Detail::Claim { check, .. }, "verdict") => {
                let read = Some(value).filter(|value| !value.is_empty()).map(Verdict::meant);
                let mut own = check.take().unwrap_or_default();
                let done = filled(&mut own.verdict, read);
                *check = Some(own).filter(|own| *own != Check::default());
                done
            }
            (Detail::Claim { claimant, .. }, "byarticle") => {
                claimant.get_or_insert(Claimant::Article);
                Ok(())
            }
            (_, "form") => Err(BadValue::Elsewhere(Kind::Quote)),
            (_, "verdict" | "byarticle") => Err(BadValue::Elsewhere(Kind::Claim)),
            _ => Err(BadValue::Unknown),
        };
        read.map_err(|wrong| match wrong {
            BadValue::No => format!("“{value}” is no value of “{sort}” here; left out"),
            BadValue::Second => format!("“{of}” has a second “{sort}”, “{value}”; left out"),
            BadValue::Elsewhere(of) => {
                format!(
                    "“{sort}” is about a {}, and this is a {}; left out",
                    of.name(),
                    kind.name()
                )
            }
            BadValue::Unknown if value.is_empty() => {
                format!("unknown attribute “{sort}”; left out")
            }
            BadValue::Unknown => format!("unknown attribute “{sort}” with “{value}”; left out"),
        })
    }

    pub(super) fn reference(&mut self, of: &str, to: &str, name: &str) -> Result<(), String> {
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        let item = to.split_once(':').filter(|(base, _)| base.eq_ignore_ascii_case("wikidata"));
        let Some((_, item)) = item else {
            return Err(format!("the reference to “{to}” is not to Wikidata; left out"));
        };
        if one.kind() != Kind::Person {
            let kind = one.kind().name();
            return Err(format!(
                "the reference to “{to}” is about a {kind}, not a person; left out"
            ));
        }
        match self.intake.refers(of, item, &on_many_lines(name)) {
            true => Ok(()),
            false => Err(format!("“{of}” has a second reference, “{to}”; left out")),
        }
    }
}

/// Why the value of an attribute is not read.
enum BadValue {
    No,
    Second,
    /// It is about annotations of this kind.
    Elsewhere(Kind),
    Unknown,
}

/// Fills what has no other value yet.
fn filled<T: PartialEq>(slot: &mut Option<T>, value: Option<T>) -> Result<(), BadValue> {
    match (&*slot, &value) {
        (_, None) => Err(BadValue::No),
        (Some(own), Some(value)) if own != value => Err(BadValue::Second),
        _ => {
            *slot = value;
            Ok(())
        }
    }
}
