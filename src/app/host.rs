//! The session's host in the browser: clock, randomness, dictionary.

use crate::browser::{clock, files, segmenter};
use crate::model::Timestamp;
use crate::model::words::Segmenter;
use crate::session::Host;

/// The browser as the session's host.
#[derive(Debug, Default)]
pub struct BrowserHost;

impl Host for BrowserHost {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn random(&self) -> [u8; 10] {
        clock::random()
    }

    fn can_save(&self) -> bool {
        files::can_save()
    }
}

impl Segmenter for BrowserHost {
    fn word_edges(&self, text: &str) -> Option<Vec<usize>> {
        segmenter::edges(text)
    }
}
