//! Has the linker say who needs what in the optimised program: `cargo xtask build` cuts it in two by that
//! (xtask/src/split). Must never do anything else.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| var(name).as_deref() == Ok(value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bin=article-annotator=--emit-relocs");
    }
}
