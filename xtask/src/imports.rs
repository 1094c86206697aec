//! Short names for a program's imports: wasm-bindgen puts a hash of 16 digits into each name, which
//! does not compress. Every other section stays the same, byte for byte: tested below.

use crate::{Outcome, split};
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Import, ImportSectionReader, Parser, Payload};

/// The short name of each long name.
pub type Names = BTreeMap<String, String>;

/// A module whose imports have short names, and those names.
pub fn shortened(module: &[u8]) -> Outcome<(Vec<u8>, Names)> {
    let (mut short, mut names) = (Module::new(), Names::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(split::wrong)?;
        if let Payload::ImportSection(imports) = payload {
            short.section(&shorten(imports, &mut names)?);
        } else if let Some((id, range)) = payload.as_section() {
            let data = module.get(range.start as usize..range.end as usize).unwrap_or_default();
            short.section(&RawSection { id, data });
        }
    }
    Ok((short.finish(), names))
}

fn shorten(imports: ImportSectionReader<'_>, names: &mut Names) -> Outcome<ImportSection> {
    let mut short = ImportSection::new();
    for (import, at) in imports.into_imports().zip(0..) {
        let import = import.map_err(split::wrong)?;
        let name = letters(at);
        let renamed = Import { name: &name, ..import };
        RoundtripReencoder.parse_import(&mut short, renamed).map_err(split::wrong)?;
        names.insert(import.name.to_owned(), name);
    }
    Ok(short)
}

/// a, b, … z, ba, bb …
pub fn letters(number: u32) -> String {
    let last = char::from_digit(10 + number % 26, 36).unwrap_or_default();
    if number < 26 { last.into() } else { letters(number / 26) + &last.to_string() }
}

/// A script with these names replaced wherever they are a whole word.
pub fn renamed(script: &str, names: &Names) -> String {
    let of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::new();
    let mut rest = script;
    while let Some(start) = rest.find(of_word) {
        let (before, from) = rest.split_at(start);
        let (word, behind) = from.split_at(from.find(|c| !of_word(c)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, EntityType, GlobalType, MemoryType, TypeSection, ValType};

    /// A module with one import of each kind used here, and a custom section.
    fn module(names: [&str; 3]) -> Vec<u8> {
        let memory = MemoryType {
            minimum: 1,
            maximum: Some(200),
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let global = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        let kinds = [EntityType::Function(0), memory.into(), global.into()];
        let mut imports = ImportSection::new();
        for (name, kind) in names.into_iter().zip(kinds) {
            imports.import("./", name, kind);
        }
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut module = Module::new();
        let custom = CustomSection { name: "own".into(), data: (&[7; 200][..]).into() };
        module.section(&types).section(&imports).section(&custom);
        module.finish()
    }

    #[test]
    fn imports_get_short_names_and_nothing_else_of_the_module_changes() {
        let long = module(["__wbg_now_0123", "__wbg_x", "__wbg_y"]);
        let (short, names) = shortened(&long).unwrap();
        assert_eq!(short, module(["a", "b", "c"]));
        let script = "imports = { __wbg_now_0123: () => __wbg_now_01234, './': __wbg_x };";
        assert_eq!(renamed(script, &names), "imports = { a: () => __wbg_now_01234, './': b };");
        assert_eq!([letters(0), letters(25), letters(26), letters(700)], ["a", "z", "ba", "bay"]);
    }

    #[test]
    fn a_program_that_was_cut_off_is_refused_in_words() {
        let whole = module(["one", "two", "three"]);
        let error = shortened(&whole[..whole.len() - 1]).unwrap_err();
        assert!(error.contains("not the WebAssembly that is known here"), "{error}");
    }
}
