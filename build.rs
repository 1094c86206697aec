//! Makes the linker keep its relocations in release builds: xtask/src/split needs them to cut the program in
//! two.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| var(name).as_deref() == Ok(value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bin=article-annotator=--emit-relocs");
    }
}
