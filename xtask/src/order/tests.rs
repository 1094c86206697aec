//! The order, on a program small enough to read.

use super::chain::PAGE;
use super::{Shared, arranged};
use wasm_encoder::{
    CodeSection, CustomSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, Module, TypeSection,
};
use wasmparser::{Operator, Parser, Payload, Validator};

/// Imports 0 and 1; 2 calls 4, and 0; 3 does something else; 4 does what 2 does, and calls 1.
fn program(imported: [&str; 2], exported: [&str; 2]) -> Vec<u8> {
    program_of(imported.map(|name| ("js", name)), exported)
}

/// The same; its imports are named by module, too.
fn program_of(imported: [(&str, &str); 2], exported: [&str; 2]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
    for (module, name) in imported {
        imports.import(module, name, EntityType::Function(0));
    }
    for (name, index) in exported.into_iter().zip([4, 3]) {
        exports.export(name, ExportKind::Func, index);
    }
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for (long, calls) in [(true, &[4, 0][..]), (false, &[]), (true, &[1])] {
        functions.function(0);
        let mut body = Function::new([]);
        let mut write = body.instructions();
        for _ in 0..2 {
            match long {
                true => write.i32_const(7).i32_const(8).i32_add().drop(),
                false => write.f64_const(1.0.into()).drop(),
            };
        }
        for call in calls {
            write.call(*call);
        }
        write.end();
        code.function(&body);
    }
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
    module.section(&CustomSection { name: "own".into(), data: (&[7][..]).into() });
    module.finish()
}

/// What a program says of itself.
#[derive(Default)]
struct Told {
    imports: Vec<String>,
    exports: Vec<(String, u32)>,
    /// What each of its functions calls.
    calls: Vec<Vec<u32>>,
    custom: usize,
}

fn told(module: &[u8]) -> Told {
    let Told { mut imports, mut exports, mut calls, mut custom } = Told::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload.unwrap() {
            Payload::ImportSection(all) => {
                imports.extend(all.into_imports().map(|one| one.unwrap().name.to_owned()));
            }
            Payload::ExportSection(all) => exports.extend(all.into_iter().map(|one| {
                let one = one.unwrap();
                (one.name.to_owned(), one.index)
            })),
            Payload::CodeSectionEntry(body) => {
                let all = body.get_operators_reader().unwrap().into_iter();
                let called = |operator| match operator {
                    Operator::Call { function_index } => Some(function_index),
                    _ => None,
                };
                calls.push(all.filter_map(|one| called(one.unwrap())).collect());
            }
            Payload::CustomSection(_) => custom += 1,
            _ => {}
        }
    }
    Told { imports, exports, calls, custom }
}

/// The new names of what `first` and `second` export.
fn of<const N: usize>(shared: [(&str, &str, u32); N]) -> Shared {
    shared.into_iter().map(|(part, name, at)| ((part.to_owned(), name.to_owned()), at)).collect()
}

#[test]
fn similar_functions_follow_each_other_and_call_what_they_called() {
    let whole = program(["a", "b"], [".a", ".b"]);
    let (first, shared) = arranged(&whole, "first", &Shared::new(), PAGE).unwrap();
    Validator::new().validate_all(&first).unwrap();
    let Told { imports, exports, calls, custom } = told(&first);
    assert_eq!(imports, ["a", "b"], "what JavaScript gives keeps its place");
    assert_eq!(calls, [vec![3, 0], vec![1], vec![]], "the other one comes last");
    assert_eq!(exports, [(".a".to_owned(), 3), (".b".to_owned(), 4)], "named in their order");
    assert_eq!(shared, of([("first", ".a", 0), ("first", ".b", 1)]));
    assert_eq!(custom, 0);
}

#[test]
fn a_later_part_imports_by_the_new_names_and_calls_what_it_called() {
    let whole = program(["a", "b"], ["run", ".b"]);
    let (first, shared) = arranged(&whole, "first", &Shared::new(), PAGE).unwrap();
    assert_eq!(told(&first).exports, [("run".to_owned(), 3), (".a".to_owned(), 4)]);
    assert_eq!(shared, of([("first", ".b", 0)]));
    let turned = of([("first", ".x", 1), ("first", ".y", 0)]);
    let later = program_of([("first", ".x"), ("first", ".y")], ["c", "d"]);
    let (deferred, _) = arranged(&later, "deferred", &turned, PAGE).unwrap();
    Validator::new().validate_all(&deferred).unwrap();
    let Told { imports, exports, calls, .. } = told(&deferred);
    assert_eq!(imports, [".a", ".b"]);
    assert_eq!(calls, [vec![3, 1], vec![0], vec![]], "what was 0 is 1");
    assert_eq!(exports, [("c".to_owned(), 3), ("d".to_owned(), 4)]);
}

#[test]
fn what_two_parts_export_under_one_name_is_not_confused() {
    let shared = of([("first", ".a", 5), ("second", ".a", 2)]);
    let later = program_of([("first", ".a"), ("second", ".a")], ["c", "d"]);
    let (last, _) = arranged(&later, "last", &shared, PAGE).unwrap();
    assert_eq!(told(&last).imports, [".f", ".c"]);
}
