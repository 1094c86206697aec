//! What a module puts into its memory when it is instantiated.

use super::reach::address;
use super::{Outcome, wrong};
use wasmparser::{Parser, Payload};

/// No program here fills more of its memory from the start, in bytes.
const MOST: usize = 64 << 20;

/// The memory's first content, up to the last byte that is not zero, however the module divides it.
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
