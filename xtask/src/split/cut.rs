//! Writes the two parts of a program. The deferred part puts its functions into the table; the
//! first part calls them there through stubs. No part refers to a function that is in neither:
//! split/check.mjs, split/tests.rs.

use super::plan::Plan;
use super::program::Program;
use super::reach::{Deferred, address};
use super::{Outcome, Parts, wrong};
use crate::imports::letters;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, ImportSection,
    MemorySection, Module, TableSection, TableType, TypeSection,
};
use wasmparser::SectionLimited;

/// The module name under which the deferred part imports from the first.
const FIRST: &str = "first";

/// Cuts a module in two.
pub fn cut(bound: &[u8], deferred: &Deferred) -> Outcome<Parts> {
    let program = Program::read(bound)?;
    let plan = Plan::of(&program, deferred)?;
    Ok(Parts { first: first(&program, &plan)?, deferred: later(&program, &plan)? })
}

/// New numbers for functions.
struct Numbers(BTreeMap<u32, u32>);

impl Reencode for Numbers {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<String>> {
        let unknown = || Error::UserError(wrong(format!("function {function} is in neither part")));
        self.0.get(&function).copied().ok_or_else(unknown)
    }
}

/// The part that the page starts with.
fn first(program: &Program<'_>, plan: &Plan) -> Outcome<Vec<u8>> {
    let kept = program.functions().filter(|function| !plan.deferred.contains(function));
    let order: Vec<u32> = kept.chain(plan.called.iter().copied()).collect();
    let mut numbers = Numbers(order.iter().copied().zip(0..).collect());
    let own = order.get(program.imported.len()..).unwrap_or_default();

    let mut imports = ImportSection::new();
    for import in &program.imports {
        numbers.parse_import(&mut imports, *import).map_err(wrong)?;
    }
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for &function in own {
        functions.function(program.of_type(function));
        match program.body(function).filter(|_| !plan.deferred.contains(&function)) {
            Some(body) => numbers.parse_function_body(&mut code, body.clone()).map_err(wrong)?,
            None => {
                code.function(&stub(program, plan, function)?);
            }
        }
    }
    let elements = elements(plan, false, &mut numbers)?;
    let mut exports = ExportSection::new();
    if let Some(list) = program.exports.clone() {
        numbers.parse_export_section(&mut exports, list).map_err(wrong)?;
    }
    for (name, kind, index) in shared(program, plan, &mut numbers)? {
        exports.export(&name, kind, index);
    }
    let mut module = Module::new();
    module.section(&types(program)?).section(&imports).section(&functions);
    module
        .section(&tables(program, plan)?)
        .section(&memories(program)?)
        .section(&globals(program)?);
    module.section(&exports).section(&elements).section(&code);
    module.section(&data(program, plan, false)?).section(&features(program));
    Ok(module.finish())
}

/// The part that is loaded into it.
fn later(program: &Program<'_>, plan: &Plan) -> Outcome<Vec<u8>> {
    let order = plan.shared.iter().chain(&plan.deferred).copied();
    let mut numbers = Numbers(order.zip(0..).collect());
    let mut imports = ImportSection::new();
    for (name, of) in what_is_shared(program, plan)? {
        imports.import(FIRST, &name, of);
    }
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for &function in &plan.deferred {
        functions.function(program.of_type(function));
        if let Some(body) = program.body(function) {
            numbers.parse_function_body(&mut code, body.clone()).map_err(wrong)?;
        }
    }
    let elements = elements(plan, true, &mut numbers)?;
    let mut module = Module::new();
    module.section(&types(program)?).section(&imports).section(&functions);
    module.section(&elements).section(&code);
    module.section(&data(program, plan, true)?).section(&features(program));
    Ok(module.finish())
}

/// The entries of the table that belong to one of the parts, in runs.
fn elements(plan: &Plan, deferred: bool, numbers: &mut Numbers) -> Outcome<ElementSection> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    let own =
        plan.places.iter().filter(|(_, function)| plan.deferred.contains(function) == deferred);
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

/// Stands in for a deferred function: calls it through the table.
fn stub(program: &Program<'_>, plan: &Plan, function: u32) -> Outcome<Function> {
    let of = program.of_type(function);
    let place = plan.places.iter().find(|(_, has)| **has == function);
    let slot = *place
        .map(|(slot, _)| slot)
        .ok_or_else(|| wrong("a deferred function has no table slot"))?;
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

/// What both parts use, as exports of the first: memory, tables, globals and functions.
fn shared(
    program: &Program<'_>,
    plan: &Plan,
    numbers: &mut Numbers,
) -> Outcome<Vec<(String, ExportKind, u32)>> {
    let mut list = vec![(".".to_owned(), ExportKind::Memory, 0)];
    list.extend(
        (0u32..).zip(&program.tables).map(|(at, _)| (format!(".t{at}"), ExportKind::Table, at)),
    );
    let globals = program.globals.as_ref().map_or(0, SectionLimited::count);
    list.extend((0..globals).map(|at| (format!(".g{at}"), ExportKind::Global, at)));
    for (at, function) in (0u32..).zip(&plan.shared) {
        let index = numbers.function_index(*function).map_err(wrong)?;
        list.push((format!(".{}", letters(at)), ExportKind::Func, index));
    }
    Ok(list)
}

/// The same, as imports of the deferred part.
fn what_is_shared(program: &Program<'_>, plan: &Plan) -> Outcome<Vec<(String, EntityType)>> {
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
    for (at, function) in (0u32..).zip(&plan.shared) {
        list.push((format!(".{}", letters(at)), EntityType::Function(program.of_type(*function))));
    }
    Ok(list)
}

/// A table large enough for both parts.
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

/// The initial memory: the deferred bytes, or all the others.
fn data(program: &Program<'_>, plan: &Plan, deferred: bool) -> Outcome<DataSection> {
    let mut section = DataSection::new();
    for segment in &program.data {
        let start = address(&segment.kind)?;
        let end = start + segment.data.len() as u32;
        let inside = |at: u32| at.clamp(start, end);
        let mut at = start;
        for range in plan.data.iter().chain([&(end..end)]) {
            let (from, to) = (inside(range.start), inside(range.end));
            let wanted = if deferred { from..to } else { at..from };
            at = to;
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

fn features<'a>(program: &'a Program<'_>) -> CustomSection<'a> {
    CustomSection { name: "target_features".into(), data: program.features.into() }
}
