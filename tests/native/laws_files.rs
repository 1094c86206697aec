//! The laws of our own files, over hostile text: a file reads back equal, proves itself and follows
//! the schema we ship; merging it into its own document changes nothing.

use article_annotator::session::document::merge::{Report, merge};
use proptest::prelude::*;

use crate::schema::violations;
use crate::{paper, random};

proptest! {
    #![proptest_config(random::cases(96))]

    #[test]
    fn a_file_says_all_that_the_document_says(text in random::text(), seeds in random::seeds(24)) {
        let set = random::set(&text, &seeds);
        let file = paper::proved(&set);
        let read = paper::read(file.as_bytes());
        prop_assert_eq!(read.problems, vec![]);
        prop_assert_eq!(&read.documents, &[set]);
        prop_assert_eq!(paper::proved(&read.documents[0]), file);
    }

    #[test]
    fn a_file_merged_into_its_own_document_changes_nothing(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = random::set(&text, &seeds);
        let (change, report) = merge(&set, &set);
        prop_assert!(change.is_empty());
        prop_assert_eq!(report, Report { same: set.len(), ..Report::default() });
    }

    #[test]
    fn a_file_merged_in_is_there_afterwards_and_what_was_there_stays(
        text in random::text(), ours in random::seeds(16), theirs in random::seeds(16),
    ) {
        // Some ids are in both, so that there is something to change.
        let (mut set, incoming) = (random::set(&text, &ours), random::set(&text, &theirs));
        let (before, (change, report)) = (set.clone(), merge(&set, &incoming));
        set.apply(&change).unwrap();
        for one in incoming.iter() {
            prop_assert!(set.get(&one.id).unwrap().says_the_same(one));
        }
        for one in before.iter().filter(|one| incoming.get(&one.id).is_none()) {
            prop_assert_eq!(set.get(&one.id), Some(one));
        }
        prop_assert_eq!(report.added, set.len() - before.len());
        prop_assert_eq!(report.added + report.changed + report.same, incoming.len());
        let (again, _) = merge(&set, &incoming);
        prop_assert!(again.is_empty());
    }
}

proptest! {
    #![proptest_config(random::cases(32))]

    #[test]
    fn every_file_follows_the_schema_we_ship(text in random::text(), seeds in random::seeds(24)) {
        let file = paper::proved(&random::set(&text, &seeds));
        prop_assert_eq!(violations(&file), Vec::<String>::new());
    }
}
