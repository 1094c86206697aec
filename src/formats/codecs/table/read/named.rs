//! What the cells of a row name: cases, labels, somebody. A name that is not known is counted, and never taken for
//! another (tests/formats/spreadsheets.rs).

use super::RowTaker;
use crate::formats::codecs::table::ARTICLE;
use crate::formats::codecs::table::cells::{filled, read_name};
use crate::formats::common::new_ids::with_new_id;
use crate::formats::common::spans::short;
use crate::model::record::Record;
use crate::model::{Actor, ActorId, SubLabel};

/// What a cell says where there is nobody to name, if nothing else is said of them: somebody may be called “Unknown”, and
/// our own tables say at least the sort.
const NOBODY: [&str; 9] = ["-", "–", "—", "?", "n/a", "none", "null", "nobody", "unknown"];

impl RowTaker<'_> {
    /// The case that a cell names.
    pub(super) fn named<T: Record>(
        &mut self,
        row: &csv::StringRecord,
        column: &'static str,
    ) -> Option<T> {
        // Spreadsheets and readers write capitals, some “organization”.
        let name = self.cell(row, &[column]).trim().to_lowercase().replace("iz", "is");
        let case = read_name(&name);
        self.count_unknown(row, column, case.is_some());
        case
    }

    /// The label inside the kind.
    pub(super) fn sub_label(&mut self, row: &csv::StringRecord) -> Option<String> {
        let name = filled(self.cell(row, &["sub_label"]).to_owned());
        let name = name.filter(|name| SubLabel::is_name(name));
        self.count_unknown(row, "sub_label", name.is_some());
        name
    }

    fn count_unknown(&mut self, row: &csv::StringRecord, column: &'static str, is_known: bool) {
        let cell = self.cell(row, &[column]).trim();
        if !is_known && !cell.is_empty() {
            self.intake.skip(format!("“{}” in “{column}” has no place here", short(cell)));
        }
    }

    /// The actor of a row, and whether it is the article itself.
    pub(super) fn who(&mut self, row: &csv::StringRecord) -> (Option<ActorId>, bool) {
        let name = self.cell(row, &["who", "speaker", "actor", "claimant"]);
        if name == ARTICLE || name.trim().is_empty() {
            return (None, name == ARTICLE);
        }
        let about = ["who_sort", "who_role", "role", "who_wikidata", "wikidata", "who_note"];
        let is_alone = about.iter().all(|column| self.cell(row, &[column]).trim().is_empty());
        if is_alone && NOBODY.iter().any(|word| word.eq_ignore_ascii_case(name.trim())) {
            let name = name.trim().to_owned();
            self.intake.skip(format!("“{name}” names nobody"));
            return (None, false);
        }
        let name = name.to_owned();
        let sort = self.named(row, "who_sort");
        let wikidata = self.cell(row, &["who_wikidata", "wikidata"]);
        let actor = Actor {
            id: "".into(),
            name,
            sort: sort.unwrap_or_default(),
            role: self.cell(row, &["who_role", "role"]).to_owned(),
            wikidata: Some(wikidata.to_owned()).filter(|id| !id.is_empty()),
            note: self.cell(row, &["who_note"]).to_owned(),
        };
        // Of two actors with the same details the ids are the same.
        let actor = with_new_id(actor);
        let id = actor.id.clone();
        self.actors.entry(id.clone()).or_insert(actor);
        (Some(id), false)
    }
}
