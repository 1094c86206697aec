//! What a long line may be made of, for tests and for benches/words.rs.

/// What a long line may be made of to make the rules look far.
pub const PIECES: [&str; 19] = [
    "ab",
    "a-",
    "’s",
    "x’s-",
    "a@",
    "a@b-",
    "a.a.a://",
    "e\u{301}",
    "🇺🇦",
    "👍🏽\u{200d}",
    "क्षि",
    "สวัสดี",
    "日本語",
    "! ",
    "U.S. ",
    "(“ ",
    "(. ",
    "[1].",
    "1. ",
];
