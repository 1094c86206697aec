//! What the linked program reaches without passing through the boundary: functions and data, by the
//! linker's relocations. Whatever no symbol names counts as reached: tested below.

use super::boundary::{self, BOUNDARY};
use super::{Outcome, wrong};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    BinaryReader, DataKind, ExternalKind, Linking, LinkingSectionReader, Operator, Parser, Payload,
    RelocSectionReader, RelocationType, SymbolInfo, TypeRef,
};

/// What the start of the program can do without.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Deferred {
    /// Functions, by their names in the name section.
    pub functions: BTreeSet<String>,
    /// Those of them that the start calls.
    pub boundary: BTreeSet<String>,
    /// Bytes of the memory that only these functions read.
    pub data: Vec<Range<u32>>,
}

impl Deferred {
    /// Finds it in a module linked with `--emit-relocs`.
    pub fn of(linked: &[u8]) -> Outcome<Self> {
        let program = Program::read(linked)?;
        if program.symbols.is_empty() || program.code_relocations.is_empty() {
            return Err("the program was linked without `--emit-relocs` (build.rs).".into());
        }
        Self::in_program(&program, BOUNDARY)
    }

    fn in_program(program: &Program<'_>, boundary: &[&str]) -> Outcome<Self> {
        let boundary = program.boundary(boundary)?;
        let reached = program.reach(&boundary);
        let name = |index: u32| program.names.get(&index).cloned();
        let needed: BTreeSet<_> =
            reached.functions.iter().filter_map(|&index| name(index)).collect();
        let all = program.imported..program.imported + program.bodies.len() as u32;
        let deferred = all.filter(|index| !reached.functions.contains(index)).filter_map(name);
        // A name shared by several functions identifies none of them.
        let functions: BTreeSet<_> = deferred.filter(|name| !needed.contains(name)).collect();
        if functions.is_empty() {
            return Err(
                "the program needs all of itself to start: nothing of it is only behind the boundary."
                    .into(),
            );
        }
        let boundary = program.functions_in(&boundary).filter_map(name).collect();
        Ok(Self { functions, boundary, data: program.data_besides(&reached.symbols) })
    }
}

/// A linked module's references.
#[derive(Default)]
struct Program<'a> {
    imported: u32,
    /// Where each function's body lies in the code section.
    bodies: Vec<Range<u32>>,
    /// Where each segment's bytes lie in the data section, and their address in memory.
    segments: Vec<(Range<u32>, u32)>,
    exported: Vec<u32>,
    symbols: Vec<SymbolInfo<'a>>,
    names: BTreeMap<u32, String>,
    code_relocations: Vec<(u32, u32)>,
    data_relocations: Vec<(u32, u32)>,
}

#[derive(Default)]
struct Reached {
    functions: BTreeSet<u32>,
    symbols: BTreeSet<u32>,
}

impl<'a> Program<'a> {
    fn read(linked: &'a [u8]) -> Outcome<Self> {
        let mut program = Self::default();
        let mut code = 0;
        for payload in Parser::new(0).parse_all(linked) {
            match payload.map_err(wrong)? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let function = matches!(import.map_err(wrong)?.ty, TypeRef::Func(_));
                        program.imported += u32::from(function);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.map_err(wrong)?;
                        // wasm-bindgen reads and removes some of these exports; they name what
                        // JavaScript calls.
                        if export.kind == ExternalKind::Func {
                            program.exported.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => program.exported.push(func),
                Payload::CodeSectionStart { unchecked_range, .. } => code = unchecked_range.start,
                Payload::CodeSectionEntry(body) => program.bodies.push(within(body.range(), code)),
                Payload::DataSection(data) => {
                    let start = data.range().start;
                    for segment in data {
                        let segment = segment.map_err(wrong)?;
                        let bytes =
                            segment.range.end - segment.data.len() as u64..segment.range.end;
                        program.segments.push((within(bytes, start), address(&segment.kind)?));
                    }
                }
                Payload::CustomSection(section) => {
                    let reader = BinaryReader::new(section.data(), section.data_offset());
                    program.custom(section.name(), reader)?;
                }
                _ => {}
            }
        }
        Ok(program)
    }

    fn custom(&mut self, name: &str, reader: BinaryReader<'a>) -> Outcome<()> {
        match name {
            "linking" => {
                for part in LinkingSectionReader::new(reader).map_err(wrong)?.subsections() {
                    if let Linking::SymbolTable(symbols) = part.map_err(wrong)? {
                        self.symbols =
                            symbols.into_iter().collect::<Result<_, _>>().map_err(wrong)?;
                    }
                }
            }
            "reloc.CODE" => self.code_relocations = relocations(reader)?,
            "reloc.DATA" => self.data_relocations = relocations(reader)?,
            "name" => self.names = super::names(reader)?,
            _ => {}
        }
        Ok(())
    }

    /// The symbols of the boundary.
    fn boundary(&self, names: &[&str]) -> Outcome<BTreeSet<u32>> {
        let mut missing: BTreeSet<&str> = names.iter().copied().collect();
        let mut found = BTreeSet::new();
        for (at, info) in (0u32..).zip(&self.symbols) {
            let SymbolInfo::Func { name: Some(name), .. } = info else { continue };
            let short = boundary::short(name);
            if names.contains(&&*short) {
                missing.remove(&*short);
                found.insert(at);
            }
        }
        match missing.first() {
            Some(name) => Err(format!(
                "the program has no function `{name}`, where it is cut in two (xtask/src/split/boundary.rs): was it renamed, or did it lose its `#[inline(never)]`?"
            )),
            None => Ok(found),
        }
    }

    fn functions_in(&self, symbols: &BTreeSet<u32>) -> impl Iterator<Item = u32> {
        symbols.iter().filter_map(|at| match self.node(*at) {
            Node::Function(index) => Some(index),
            Node::Data(_) => None,
        })
    }

    /// Everything that exported functions need, except through the boundary.
    fn reach(&self, boundary: &BTreeSet<u32>) -> Reached {
        let needs = self.needs();
        let mut reached = Reached::default();
        let mut next: Vec<u32> = self.functions_of(&self.exported);
        let data = self.data_symbols();
        let is_named = |at: &u32| data.iter().any(|(range, _)| range.contains(at));
        let unnamed = self.data_relocations.iter().filter(|(at, _)| !is_named(at));
        next.extend(unnamed.map(|(_, symbol)| *symbol));
        while let Some(symbol) = next.pop() {
            if boundary.contains(&symbol) || !reached.symbols.insert(symbol) {
                continue;
            }
            if let Some(SymbolInfo::Func { index, .. }) = self.symbols.get(symbol as usize) {
                reached.functions.insert(*index);
            }
            next.extend(needs.get(&self.node(symbol)).into_iter().flatten());
        }
        reached
    }

    fn functions_of(&self, indexes: &[u32]) -> Vec<u32> {
        let is = |info: &SymbolInfo<'_>| matches!(info, SymbolInfo::Func { index, .. } if indexes.contains(index));
        (0u32..).zip(&self.symbols).filter(|(_, info)| is(info)).map(|(at, _)| at).collect()
    }

    /// What a symbol names: two names can be one function.
    fn node(&self, symbol: u32) -> Node {
        match self.symbols.get(symbol as usize) {
            Some(SymbolInfo::Func { index, .. }) => Node::Function(*index),
            _ => Node::Data(symbol),
        }
    }

    fn needs(&self) -> BTreeMap<Node, Vec<u32>> {
        let mut needs: BTreeMap<Node, Vec<u32>> = BTreeMap::new();
        for &(at, symbol) in &self.code_relocations {
            let body = self.bodies.partition_point(|body| body.end <= at) as u32;
            needs.entry(Node::Function(self.imported + body)).or_default().push(symbol);
        }
        let data = self.data_symbols();
        for &(at, symbol) in &self.data_relocations {
            for (_, owner) in data.iter().filter(|(range, _)| range.contains(&at)) {
                needs.entry(Node::Data(*owner)).or_default().push(symbol);
            }
        }
        needs
    }

    /// Where each symbol's bytes lie in the data section.
    fn data_symbols(&self) -> Vec<(Range<u32>, u32)> {
        let place = |info: &SymbolInfo<'_>| match info {
            SymbolInfo::Data { symbol: Some(symbol), .. } => {
                let (bytes, _) = self.segments.get(symbol.index as usize)?;
                let start = bytes.start + symbol.offset;
                Some(start..start + symbol.size)
            }
            _ => None,
        };
        (0u32..).zip(&self.symbols).filter_map(|(at, info)| Some((place(info)?, at))).collect()
    }

    /// Addresses that only unreached symbols name.
    fn data_besides(&self, reached: &BTreeSet<u32>) -> Vec<Range<u32>> {
        let all = self.data_symbols();
        let mut deferred = Vec::new();
        for (bytes, address) in &self.segments {
            let mut named = vec![false; bytes.len()];
            let mut mark = |needed: bool| {
                for (range, _) in all.iter().filter(|(range, symbol)| {
                    bytes.contains(&range.start) && reached.contains(symbol) == needed
                }) {
                    let inside =
                        (range.start - bytes.start) as usize..(range.end - bytes.start) as usize;
                    named
                        .iter_mut()
                        .take(inside.end)
                        .skip(inside.start)
                        .for_each(|byte| *byte = !needed);
                }
            };
            mark(false);
            mark(true);
            deferred.extend(stretches(&named).map(|run| address + run.start..address + run.end));
        }
        deferred
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(u32),
    Data(u32),
}

/// Runs of `true`.
fn stretches(marks: &[bool]) -> impl Iterator<Item = Range<u32>> {
    let mut at = 0;
    marks.chunk_by(|a, b| a == b).filter_map(move |run| {
        let start = at;
        at += run.len() as u32;
        run.first().is_some_and(|&on| on).then_some(start..at)
    })
}

/// A segment's address. Only segments with a fixed address are supported.
pub fn address(kind: &DataKind<'_>) -> Outcome<u32> {
    let DataKind::Active { offset_expr, .. } = kind else {
        return Err("the program has data without a place, which cannot be split.".into());
    };
    match offset_expr.get_operators_reader().read().map_err(wrong)? {
        Operator::I32Const { value } => Ok(value as u32),
        _ => Err("the program has data at a place that is computed, which cannot be split.".into()),
    }
}

/// Offsets and symbols. Relocations of types or numbers need nothing.
fn relocations(reader: BinaryReader<'_>) -> Outcome<Vec<(u32, u32)>> {
    let mut list = Vec::new();
    for entry in RelocSectionReader::new(reader).map_err(wrong)?.entries() {
        let entry = entry.map_err(wrong)?;
        if entry.ty != RelocationType::TypeIndexLeb {
            list.push((entry.offset, entry.index));
        }
    }
    Ok(list)
}

fn within(range: Range<u64>, start: u64) -> Range<u32> {
    let inside = |at: u64| u32::try_from(at - start).unwrap_or(u32::MAX);
    inside(range.start)..inside(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::{DefinedDataSymbol, SymbolFlags};

    const HERE: [&str; 1] = ["cut::here"];

    fn function(index: u32, name: &'static str) -> SymbolInfo<'static> {
        SymbolInfo::Func { flags: SymbolFlags::empty(), index, name: Some(name) }
    }

    fn data(offset: u32, size: u32) -> SymbolInfo<'static> {
        let symbol = Some(DefinedDataSymbol { index: 0, offset, size });
        SymbolInfo::Data { flags: SymbolFlags::empty(), name: "", symbol }
    }

    /// `main` calls `cut::here`, which calls `rare`; `main` names a table of functions in the
    /// data that holds `often`; `rare` reads the bytes after it, and some that `often` reads too.
    fn program() -> Program<'static> {
        let names = ["main", "_ZN3cut4here17h371e451b8ea53d61E", "rare", "often"];
        let symbols = names.iter().zip(1..).map(|(name, index)| function(index, name));
        Program {
            imported: 1,
            bodies: vec![0..10, 10..20, 20..30, 30..40],
            segments: vec![(0..64, 1000)],
            exported: vec![1],
            symbols: symbols.chain([data(0, 16), data(16, 16), data(24, 16)]).collect(),
            names: names.iter().zip(1..).map(|(name, at)| (at, (*name).to_owned())).collect(),
            code_relocations: vec![(5, 1), (6, 4), (15, 2), (25, 5), (26, 6), (35, 6)],
            data_relocations: vec![(8, 3)],
        }
    }

    #[test]
    fn what_only_the_boundary_leads_to_is_deferred_and_what_anything_else_needs_is_not() {
        let (program, functions) = (program(), BTreeSet::from([1, 4]));
        let reached = program.reach(&program.boundary(&HERE).unwrap());
        assert_eq!(reached.functions, functions, "by a call, and by a table in the data");
        let deferred = program.data_besides(&reached.symbols);
        assert_eq!(
            deferred,
            vec![Range { start: 1016, end: 1024 }],
            "but for the bytes that two symbols share, or none names"
        );
    }

    #[test]
    fn a_program_whose_boundary_was_renamed_is_refused_in_words() {
        let mut renamed = program();
        renamed.symbols[1] = function(2, "_ZN3cut5there17h371e451b8ea53d61E");
        let error = Deferred::in_program(&renamed, &HERE).unwrap_err();
        assert!(error.contains("was it renamed"), "{error}");
        let deferred = Deferred::in_program(&program(), &HERE).unwrap();
        assert!(deferred.functions.contains("rare"), "and the one that was not is cut");
    }

    #[test]
    fn a_program_that_calls_everything_at_once_is_refused_in_words() {
        let mut eager = program();
        eager.code_relocations.extend([(6, 3), (7, 2)]);
        eager.symbols.push(function(2, "the same by another name"));
        eager.code_relocations.push((8, 7));
        eager.code_relocations.sort_unstable();
        let error = Deferred::in_program(&eager, &HERE).unwrap_err();
        assert!(error.contains("nothing of it"), "{error}");
    }

    #[test]
    fn a_program_without_relocations_is_refused_in_words() {
        let error = Deferred::of(b"\0asm\x01\0\0\0").unwrap_err();
        assert!(error.contains("--emit-relocs"), "{error}");
    }
}
