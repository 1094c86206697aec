//! What the session asks of the world it runs in. Implemented in the browser, and in tests.

use crate::model::Timestamp;
use crate::model::words::Segmenter;

/// A clock, randomness, and words of scripts without blanks.
pub trait Host: Segmenter {
    /// What time it is.
    fn now(&self) -> Timestamp;

    /// Ten bytes nobody can guess.
    fn random(&self) -> [u8; 10];

    /// Whether files can be written where the reader chooses.
    fn can_save(&self) -> bool {
        false
    }

    /// An id for this tab that no other has.
    fn new_tab(&self) -> String {
        self.random().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A new id (UUID version 7): unique, and later ones sort behind earlier ones.
    fn new_id(&self) -> String {
        let millis = u64::try_from(self.now().0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid().to_string()
    }
}
