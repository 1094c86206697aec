//! What the session needs from the world it runs in. Implemented by the browser, and by tests.

use crate::model::Timestamp;
use crate::model::words::Segmenter;

/// A clock, randomness, and the words of scripts without spaces.
pub trait Host: Segmenter {
    /// The current time.
    fn now(&self) -> Timestamp;

    /// Ten unpredictable bytes.
    fn random(&self) -> [u8; 10];

    /// Whether files can be written where the reader chooses.
    fn can_save(&self) -> bool {
        false
    }

    /// An id for this tab, unlike that of any other.
    fn new_tab(&self) -> String {
        self.random().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A new id (UUID version 7): unique, and later ones sort after earlier ones.
    fn new_id(&self) -> String {
        let millis = u64::try_from(self.now().0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random()).into_uuid().to_string()
    }
}
