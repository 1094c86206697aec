//! The initial content of a module's memory.

use super::reach::address;
use super::{Outcome, wrong};
use wasmparser::{Parser, Payload};

/// Most bytes of memory that a program may initialise.
const MOST: usize = 64 << 20;

/// The initial memory up to its last byte that is not zero, however the module divides it.
pub fn of(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut memory = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::DataSection(data) = payload.map_err(wrong)? else { continue };
        for segment in data {
            let segment = segment.map_err(wrong)?;
            let start = address(&segment.kind)? as usize;
            let end = start.saturating_add(segment.data.len());
            if end > MOST {
                return Err(wrong("its data lies beyond what a program of this size fills"));
            }
            memory.resize(memory.len().max(end), 0);
            if let Some(place) = memory.get_mut(start..end) {
                place.copy_from_slice(segment.data);
            }
        }
    }
    let used = memory.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    memory.truncate(used);
    Ok(memory)
}
