//! The cut, on a program small enough to read.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cut::cut;
use super::plan::Plan;
use super::program::Program;
use super::reach::Later;
use super::{Parts, fits, memory, same_memory};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, Instruction, MemorySection,
    MemoryType, Module, NameMap, NameSection, RawSection, RefType, TableSection, TableType,
    TypeSection,
};
use wasmparser::{ElementItems, Parser, Payload, TypeRef};

/// The function at the boundary.
const BEHIND: &str = "behind";

/// Imports 0; 1 `start` calls 0 and 3; 2 `kept` is in the table; 3 `behind` calls 0, 2 and 4; 4
/// `rare` is in the table. The memory begins with eight bytes.
fn program() -> Vec<u8> {
    with_data(1000, *b"earlylat")
}

fn with_data(at: i32, bytes: [u8; 8]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([wasm_encoder::ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("js", "log", EntityType::Function(0));
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for calls in [&[0, 3][..], &[], &[0, 2, 4], &[]] {
        functions.function(0);
        let mut body = Function::new([]);
        for call in calls {
            body.instruction(&Instruction::LocalGet(0)).instruction(&Instruction::Call(*call));
        }
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    let kind = TableType {
        element_type: RefType::FUNCREF,
        minimum: 3,
        maximum: Some(3),
        table64: false,
        shared: false,
    };
    tables.table(kind);
    let mut memories = MemorySection::new();
    let size = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    memories.memory(size);
    let mut exports = ExportSection::new();
    exports.export("start", ExportKind::Func, 1);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([2, 4][..].into()));
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(at), bytes);
    let mut map = NameMap::new();
    for (at, name) in ["log", "start", "kept", BEHIND, "rare"].iter().enumerate() {
        map.append(at as u32, name);
    }
    let mut names = NameSection::new();
    names.functions(&map);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables);
    module.section(&memories).section(&exports).section(&elements).section(&code);
    module.section(&data).section(&names);
    module.finish()
}

/// What is cut off: `behind` and what only it calls.
fn deferred() -> Vec<Later> {
    let functions = [BEHIND, "rare"].map(str::to_owned).into();
    let boundary = [BEHIND.to_owned()].into();
    let data = vec![Range { start: 1005, end: 1008 }];
    vec![Later { part: "deferred", functions, boundary, data }]
}

/// The same in two parts, the second with `rare` and the last byte.
fn two_later() -> Vec<Later> {
    let part = |part, function: &str, data| {
        let functions = [function.to_owned()].into();
        Later { part, boundary: BTreeSet::clone(&functions), functions, data: vec![data] }
    };
    vec![part("deferred", BEHIND, 1005..1007), part("last", "rare", 1007..1008)]
}

fn parts() -> Parts {
    cut(&program(), &deferred()).unwrap()
}

/// The first part, and the only other one.
fn both() -> (Vec<u8>, Vec<u8>) {
    let Parts { first, mut later } = parts();
    (first, later.remove(0).1)
}

fn table(program: &Program<'_>) -> Vec<(u32, u32)> {
    let mut plan = Plan::default();
    plan.find_places(program).unwrap();
    plan.places.into_iter().collect()
}

#[test]
fn the_first_part_calls_the_deferred_one_by_its_place_in_the_table() {
    let Parts { first, .. } = parts();
    let program = Program::read(&first).unwrap();
    let size = program.tables.first().map(|table| (table.ty.initial, table.ty.maximum));
    assert_eq!(size, Some((4, Some(4))), "a place for the function that had none");
    assert_eq!(table(&program), [(1, 2)], "nothing stands yet where deferred functions belong");
    let stub = program.body(3).unwrap().get_operators_reader().unwrap();
    let stub: Vec<_> =
        stub.into_iter().map(|operator| format!("{:?}", operator.unwrap())).collect();
    let call = "CallIndirect { type_index: 0, table_index: 0 }";
    assert_eq!(stub, ["LocalGet { local_index: 0 }", "I32Const { value: 3 }", call, "End"]);
    assert_eq!(program.data.iter().map(|part| part.data).collect::<Vec<_>>(), [b"early"]);
}

#[test]
fn the_deferred_part_takes_what_it_shares_and_fills_its_places() {
    let (_, deferred) = both();
    let mut names = Vec::new();
    let (mut functions, mut places) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(&deferred) {
        match payload.unwrap() {
            Payload::ImportSection(imports) => names.extend(imports.into_imports().map(|import| {
                let import = import.unwrap();
                functions += u32::from(matches!(import.ty, TypeRef::Func(_)));
                format!("{} {}", import.module, import.name)
            })),
            Payload::ElementSection(list) => {
                for element in list {
                    let ElementItems::Functions(run) = element.unwrap().items else { continue };
                    places.push(run.into_iter().collect::<Result<Vec<_>, _>>().unwrap());
                }
            }
            Payload::DataSection(list) => {
                let data: Vec<_> = list.into_iter().map(|part| part.unwrap().data).collect();
                assert_eq!(data, [b"lat"]);
            }
            _ => {}
        }
    }
    assert_eq!(names, ["first .", "first .t0", "first .a", "first .b"]);
    assert_eq!((functions, places), (2, vec![vec![3, 2]]), "`rare` at 2, `behind` at 3");
}

#[test]
fn both_parts_fill_the_memory_as_the_whole_program_does() {
    let (first, deferred) = both();
    let (first, deferred) = (memory::of(&first).unwrap(), memory::of(&deferred).unwrap());
    let whole = memory::of(&program()).unwrap();
    assert_eq!(whole.get(1000..), Some(&b"earlylat"[..]));
    let both = whole.iter().enumerate().map(|(at, _)| {
        first.get(at).copied().unwrap_or_default() | deferred.get(at).copied().unwrap_or_default()
    });
    assert!(both.eq(whole.iter().copied()));
}

/// Whether these parts, as files, are one program; the error if not.
fn fit(name: &str, first: &[u8], later: &[(&'static str, Vec<u8>)]) -> crate::Outcome<()> {
    let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, part: &[u8]| {
        let path = folder.join(format!("{name}.wasm"));
        std::fs::write(&path, part).unwrap();
        path
    };
    let files: Vec<_> = later.iter().map(|(name, part)| (*name, file(name, part))).collect();
    let told = fits(&file("first", first), &files);
    std::fs::remove_dir_all(&folder).unwrap();
    told
}

/// A part that puts no function into the table.
fn without_elements(part: &[u8]) -> Vec<u8> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(part) {
        let payload = payload.unwrap();
        if let Some((id, range)) = payload.as_section()
            && !matches!(payload, Payload::ElementSection(_))
        {
            let data = &part[range.start as usize..range.end as usize];
            module.section(&RawSection { id, data });
        }
    }
    module.finish()
}

#[test]
fn a_part_that_is_not_valid_is_refused_in_words() {
    let (first, deferred) = both();
    let short = deferred[..deferred.len() - 4].to_vec();
    let error = fit("parts-end", &first, &[("deferred", short)]).unwrap_err();
    assert!(error.contains("deferred.wasm is not valid WebAssembly"), "{error}");
}

#[test]
fn a_build_whose_parts_do_not_fit_when_they_are_instantiated_together_is_refused() {
    let (first, deferred) = both();
    assert_eq!(fit("parts-fit", &first, &[("deferred", deferred.clone())]), Ok(()));
    let other = cut(&program(), &two_later()).unwrap().later.remove(0);
    assert!(fit("parts-other", &first, &[other]).is_err(), "parts of two different cuts");
    let lacking = vec![("deferred", without_elements(&deferred))];
    assert!(fit("parts-lack", &first, &lacking).is_err(), "places of the table stay empty");
}

#[test]
fn a_third_part_is_called_by_its_place_from_each_part_before_it_and_takes_what_it_calls_of_them() {
    let Parts { first, later } = cut(&program(), &two_later()).unwrap();
    assert_eq!(later.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["deferred", "last"]);
    assert_eq!(fit("parts-three", &first, &later), Ok(()));
    let without = &later[..1];
    assert!(fit("parts-two", &first, without).is_err(), "without it a place stays empty");
    let data = |part: &[u8]| memory::of(part).unwrap().get(1000..).unwrap_or_default().to_vec();
    assert_eq!(data(&first), b"early");
    assert_eq!(data(&later[0].1), b"\0\0\0\0\0la");
    assert_eq!(data(&later[1].1), b"\0\0\0\0\0\0\0t");
}

#[test]
fn a_program_whose_data_was_moved_behind_the_linkers_back_is_refused_in_words() {
    let moved = with_data(1001, *b"earlylat");
    let other = with_data(1000, *b"earlyLat");
    for changed in [moved, other] {
        let error = same_memory(&program(), &changed).unwrap_err();
        assert!(error.contains("data lies elsewhere"), "{error}");
    }
    assert_eq!(same_memory(&program(), &program()), Ok(()));
}

#[test]
fn a_deferred_function_that_the_start_calls_by_itself_is_refused_in_words() {
    let functions = ["rare"].map(str::to_owned).into();
    let error = cut(&program(), &[Later { functions, ..Later::default() }]).unwrap_err();
    assert!(error.contains("calls `rare`"), "{error}");
    let mut later = two_later();
    later[1].boundary.clear();
    let error = cut(&program(), &later).unwrap_err();
    assert!(error.contains("calls `rare`"), "nor by the deferred part: {error}");
}

#[test]
fn a_program_with_nothing_deferred_stays_as_it_is() {
    let Parts { first, later } = cut(&program(), &[]).unwrap();
    assert!(later.is_empty());
    assert_eq!(table(&Program::read(&first).unwrap()), [(1, 2), (2, 4)]);
}
