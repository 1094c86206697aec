//! What time it is, and bytes nobody can guess.

use crate::model::Timestamp;

use super::dom;

/// What time it is.
pub fn now() -> Timestamp {
    // Whole milliseconds, far inside what an i64 holds.
    #[expect(clippy::cast_possible_truncation)]
    Timestamp(js_sys::Date::now() as i64)
}

/// Ten bytes from the browser's source of randomness, or from the weaker one where it has none.
pub fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    let filled = dom::window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        for byte in &mut bytes {
            // Below 256, as `random` stays below 1.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let random = (js_sys::Math::random() * 256.0) as u8;
            *byte = random;
        }
    }
    bytes
}
