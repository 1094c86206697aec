//! Writes the parts of a program. A later part puts its functions into the table; those before it call
//! them there through stubs. No part refers to a function that is in none: split/check.mjs,
//! split/tests.rs.

use super::plan::{Part, Plan};
use super::program::Program;
use super::reach::{Later, address};
use super::{Outcome, Parts, wrong};
use crate::imports::letters;
use std::collections::BTreeMap;
use std::ops::Range;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, ImportSection,
    MemorySection, Module, TableSection, TableType, TypeSection,
};
use wasmparser::SectionLimited;

/// Cuts a module into the first part and these.
pub fn cut(bound: &[u8], later: &[Later]) -> Outcome<Parts> {
    let program = Program::read(bound)?;
    let plan = Plan::of(&program, later)?;
    let mut parts = Vec::new();
    for at in 1..plan.parts.len() {
        parts.push((plan.parts[at].name, other(&program, &plan, at)?));
    }
    Ok(Parts { first: first(&program, &plan)?, later: parts })
}

/// New numbers for functions.
struct Numbers(BTreeMap<u32, u32>);

impl Reencode for Numbers {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<String>> {
        let unknown = || Error::UserError(wrong(format!("function {function} is in no part")));
        self.0.get(&function).copied().ok_or_else(unknown)
    }
}

/// The part that the page starts with.
fn first(program: &Program<'_>, plan: &Plan) -> Outcome<Vec<u8>> {
    let mut numbers = numbers(plan, 0);
    let mut imports = ImportSection::new();
    for import in &program.imports {
        numbers.parse_import(&mut imports, *import).map_err(wrong)?;
    }
    let (functions, code) = code(program, plan, 0, &mut numbers)?;
    let elements = elements(plan, 0, &mut numbers)?;
    let mut exports = ExportSection::new();
    if let Some(list) = program.exports.clone() {
        numbers.parse_export_section(&mut exports, list).map_err(wrong)?;
    }
    for (name, kind, index) in what_all_use(program) {
        exports.export(&name, kind, index);
    }
    export_shared(&plan.parts[0], &mut numbers, &mut exports)?;
    let mut module = Module::new();
    module.section(&types(program)?).section(&imports).section(&functions);
    module
        .section(&tables(program, plan)?)
        .section(&memories(program)?)
        .section(&globals(program)?);
    module.section(&exports).section(&elements).section(&code);
    module.section(&data(program, plan, 0)?).section(&features(program));
    Ok(module.finish())
}

/// A part that is loaded into those before it.
fn other(program: &Program<'_>, plan: &Plan, at: usize) -> Outcome<Vec<u8>> {
    let mut numbers = numbers(plan, at);
    let mut imports = ImportSection::new();
    for (name, of) in imports_of_what_all_use(program, plan)? {
        imports.import(plan.parts[0].name, &name, of);
    }
    for (from, function) in taken(plan, at) {
        let name = shared_name(from, function)?;
        imports.import(from.name, &name, EntityType::Function(program.of_type(function)));
    }
    let (functions, code) = code(program, plan, at, &mut numbers)?;
    let elements = elements(plan, at, &mut numbers)?;
    let mut exports = ExportSection::new();
    export_shared(&plan.parts[at], &mut numbers, &mut exports)?;
    let mut module = Module::new();
    module.section(&types(program)?).section(&imports).section(&functions);
    module.section(&exports).section(&elements).section(&code);
    module.section(&data(program, plan, at)?).section(&features(program));
    Ok(module.finish())
}

/// What a part takes from those before it, by part.
fn taken(plan: &Plan, at: usize) -> impl Iterator<Item = (&Part, u32)> {
    let taken = &plan.parts[at].taken;
    plan.parts
        .iter()
        .take(at)
        .flat_map(move |from| taken.intersection(&from.own).map(move |function| (from, *function)))
}

/// The numbers of a part's functions: what it takes, its own, and stubs for what it calls of later parts.
fn numbers(plan: &Plan, at: usize) -> Numbers {
    let part = &plan.parts[at];
    let taken = taken(plan, at).map(|(_, function)| function);
    let all = taken.chain(part.own.iter().copied()).chain(part.called.iter().copied());
    Numbers(all.zip(0..).collect())
}

/// A part's own functions, and its stubs.
fn code(
    program: &Program<'_>,
    plan: &Plan,
    at: usize,
    numbers: &mut Numbers,
) -> Outcome<(FunctionSection, CodeSection)> {
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    let part = &plan.parts[at];
    for &function in &part.own {
        if let Some(body) = program.body(function) {
            functions.function(program.of_type(function));
            numbers.parse_function_body(&mut code, body.clone()).map_err(wrong)?;
        }
    }
    for &function in &part.called {
        functions.function(program.of_type(function));
        code.function(&stub(program, plan, function)?);
    }
    Ok((functions, code))
}

/// The entries of the table that belong to a part, in runs.
fn elements(plan: &Plan, at: usize, numbers: &mut Numbers) -> Outcome<ElementSection> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    let own = plan.places.iter().filter(|(_, function)| plan.part_of(**function) == Some(at));
    for (&slot, &function) in own {
        let function = numbers.function_index(function).map_err(wrong)?;
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() as u32 == slot => run.push(function),
            _ => runs.push((slot, vec![function])),
        }
    }
    let mut elements = ElementSection::new();
    for (slot, run) in runs {
        let at = ConstExpr::i32_const(slot as i32);
        elements.active(Some(plan.table.0), &at, Elements::Functions(run.into()));
    }
    Ok(elements)
}

/// Stands in for a function of a later part: calls it through the table.
fn stub(program: &Program<'_>, plan: &Plan, function: u32) -> Outcome<Function> {
    let of = program.of_type(function);
    let place = plan.places.iter().find(|(_, has)| **has == function);
    let slot = *place
        .map(|(slot, _)| slot)
        .ok_or_else(|| wrong("a function of a later part has no table slot"))?;
    let mut stub = Function::new([]);
    let mut write = stub.instructions();
    for parameter in 0..parameters(program, of)? {
        write.local_get(parameter);
    }
    write.i32_const(slot as i32).call_indirect(plan.table.0, of).end();
    Ok(stub)
}

fn parameters(program: &Program<'_>, of: u32) -> Outcome<u32> {
    let mut at = 0;
    for group in program.types.clone().into_iter().flatten() {
        for kind in group.map_err(wrong)?.into_types() {
            if at == of {
                return Ok(kind.unwrap_func().params().len() as u32);
            }
            at += 1;
        }
    }
    Err(wrong("a function has no type"))
}

/// The name under which a part exports a function for later ones.
fn shared_name(part: &Part, function: u32) -> Outcome<String> {
    let at = (0u32..).zip(&part.shared).find(|(_, has)| **has == function);
    at.map(|(at, _)| format!(".{}", letters(at)))
        .ok_or_else(|| wrong("a function that a later part needs is not exported"))
}

fn export_shared(part: &Part, numbers: &mut Numbers, exports: &mut ExportSection) -> Outcome<()> {
    for (at, function) in (0u32..).zip(&part.shared) {
        let index = numbers.function_index(*function).map_err(wrong)?;
        exports.export(&format!(".{}", letters(at)), ExportKind::Func, index);
    }
    Ok(())
}

/// What all parts use, as exports of the first: memory, tables and globals.
fn what_all_use(program: &Program<'_>) -> Vec<(String, ExportKind, u32)> {
    let mut list = vec![(".".to_owned(), ExportKind::Memory, 0)];
    list.extend(
        (0u32..).zip(&program.tables).map(|(at, _)| (format!(".t{at}"), ExportKind::Table, at)),
    );
    let globals = program.globals.as_ref().map_or(0, SectionLimited::count);
    list.extend((0..globals).map(|at| (format!(".g{at}"), ExportKind::Global, at)));
    list
}

/// The same, as imports of a later part.
fn imports_of_what_all_use(
    program: &Program<'_>,
    plan: &Plan,
) -> Outcome<Vec<(String, EntityType)>> {
    let mut same = Numbers(BTreeMap::new());
    let mut list = Vec::new();
    for memory in program.memories.clone().into_iter().flatten() {
        let memory = same.memory_type(memory.map_err(wrong)?).map_err(wrong)?;
        list.push((".".to_owned(), EntityType::Memory(memory)));
    }
    for (at, table) in program.tables.iter().enumerate() {
        let mut of = same.table_type(table.ty).map_err(wrong)?;
        grow(plan, at as u32, &mut of);
        list.push((format!(".t{at}"), EntityType::Table(of)));
    }
    for (at, global) in program.globals.clone().into_iter().flatten().enumerate() {
        let of = same.global_type(global.map_err(wrong)?.ty).map_err(wrong)?;
        list.push((format!(".g{at}"), EntityType::Global(of)));
    }
    Ok(list)
}

/// A table large enough for all parts.
fn grow(plan: &Plan, table: u32, of: &mut TableType) {
    if table == plan.table.0 {
        of.minimum = u64::from(plan.table.1);
        of.maximum = of.maximum.map(|maximum| maximum.max(of.minimum));
    }
}

fn types(program: &Program<'_>) -> Outcome<TypeSection> {
    let mut types = TypeSection::new();
    if let Some(list) = program.types.clone() {
        Numbers(BTreeMap::new()).parse_type_section(&mut types, list).map_err(wrong)?;
    }
    Ok(types)
}

fn tables(program: &Program<'_>, plan: &Plan) -> Outcome<TableSection> {
    let mut tables = TableSection::new();
    for (at, table) in program.tables.iter().enumerate() {
        let mut of = Numbers(BTreeMap::new()).table_type(table.ty).map_err(wrong)?;
        grow(plan, at as u32, &mut of);
        tables.table(of);
    }
    Ok(tables)
}

fn memories(program: &Program<'_>) -> Outcome<MemorySection> {
    let mut memories = MemorySection::new();
    if let Some(list) = program.memories.clone() {
        Numbers(BTreeMap::new()).parse_memory_section(&mut memories, list).map_err(wrong)?;
    }
    Ok(memories)
}

fn globals(program: &Program<'_>) -> Outcome<GlobalSection> {
    let mut globals = GlobalSection::new();
    if let Some(list) = program.globals.clone() {
        Numbers(BTreeMap::new()).parse_global_section(&mut globals, list).map_err(wrong)?;
    }
    Ok(globals)
}

/// The initial memory: the bytes of a later part, or all that no later part has.
fn data(program: &Program<'_>, plan: &Plan, part: usize) -> Outcome<DataSection> {
    let mut section = DataSection::new();
    for segment in &program.data {
        let start = address(&segment.kind)?;
        for wanted in stretches(plan, part, start..start + segment.data.len() as u32) {
            let bytes = (wanted.start - start) as usize..(wanted.end - start) as usize;
            if let Some(bytes) = segment.data.get(bytes).filter(|bytes| !bytes.is_empty()) {
                section.active(
                    0,
                    &ConstExpr::i32_const(wanted.start as i32),
                    bytes.iter().copied(),
                );
            }
        }
    }
    Ok(section)
}

/// What of a segment of the memory belongs to a part.
fn stretches(plan: &Plan, part: usize, segment: Range<u32>) -> Vec<Range<u32>> {
    let inside = |at: u32| at.clamp(segment.start, segment.end);
    let within = |range: &Range<u32>| inside(range.start)..inside(range.end);
    if part > 0 {
        return plan.parts[part].data.iter().map(within).collect();
    }
    let mut others: Vec<_> = plan.parts.iter().flat_map(|part| &part.data).map(within).collect();
    others.sort_by_key(|range| (range.start, range.end));
    let ends = segment.end..segment.end;
    let mut at = segment.start;
    let between = others.into_iter().chain([ends]).map(|next| {
        let wanted = at..next.start;
        at = next.end;
        wanted
    });
    between.collect()
}

fn features<'a>(program: &'a Program<'_>) -> CustomSection<'a> {
    CustomSection { name: "target_features".into(), data: program.features.into() }
}
