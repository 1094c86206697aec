//! What the linked program reaches without passing through the boundaries: functions and data, by the
//! linker's relocations. Whatever no symbol names counts as reached: tested below.

use super::boundary::{self, BOUNDARIES, Boundary};
use super::{Outcome, wrong};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    BinaryReader, DataKind, ExternalKind, Linking, LinkingSectionReader, Operator, Parser, Payload,
    RelocSectionReader, RelocationType, SymbolInfo, TypeRef,
};

/// What a part after the first consists of: what the parts before it can do without.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Later {
    /// The part's name.
    pub part: &'static str,
    /// Functions, by their names in the name section.
    pub functions: BTreeSet<String>,
    /// Those of them that the parts before it call.
    pub boundary: BTreeSet<String>,
    /// Bytes of the memory that only this part and those after it read.
    pub data: Vec<Range<u32>>,
}

/// Finds the later parts in a module linked with `--emit-relocs`.
pub fn later(linked: &[u8]) -> Outcome<Vec<Later>> {
    let program = Program::read(linked)?;
    if program.symbols.is_empty() || program.code_relocations.is_empty() {
        return Err("the program was linked without `--emit-relocs` (build.rs).".into());
    }
    in_program(&program, &BOUNDARIES)
}

fn in_program(program: &Program<'_>, boundaries: &[Boundary]) -> Outcome<Vec<Later>> {
    let symbols: Vec<_> = boundaries
        .iter()
        .map(|boundary| program.boundary(boundary.functions))
        .collect::<Outcome<_>>()?;
    // What each part and those before it reach. The last one has what is left.
    let ways = (0..boundaries.len()).map(|at| symbols.iter().skip(at).flatten().copied().collect());
    let reached: Vec<Reached> = ways.map(|closed| program.reach(&closed)).collect();
    let name = |index: u32| program.names.get(&index).cloned();
    let own = program.imported..program.imported + program.bodies.len() as u32;
    let part = |index: u32| reached.iter().take_while(|it| !it.functions.contains(&index)).count();
    // A name shared by several functions identifies none of them: all are where the first is needed.
    let mut part_of: BTreeMap<String, usize> = BTreeMap::new();
    for (name, part) in own.filter_map(|index| Some((name(index)?, part(index)))) {
        let first = part_of.entry(name).or_insert(part);
        *first = part.min(*first);
    }
    let data = program.data_of(&reached);
    let later = boundaries.iter().zip(symbols).zip(data).zip(1..);
    later
        .map(|(((boundary, symbols), data), part)| {
            let of_it = part_of.iter().filter(|(_, of)| **of == part);
            let functions: BTreeSet<_> = of_it.map(|(name, _)| name.clone()).collect();
            if functions.is_empty() {
                return Err(format!(
                    "the program needs all of itself before its part `{}`: nothing is only behind that boundary.",
                    boundary.part
                ));
            }
            let boundary_names = program.functions_in(&symbols).filter_map(name).collect();
            Ok(Later { part: boundary.part, functions, boundary: boundary_names, data })
        })
        .collect()
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

    /// The symbols of a boundary.
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
                "the program has no function `{name}`, where it is cut (xtask/src/split/boundary.rs): was it renamed, or did it lose its `#[inline(never)]`?"
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

    /// Everything that exported functions need, except through these boundaries.
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

    /// The addresses of each later part: those that no part before it names. What no symbol names belongs
    /// to the first part.
    fn data_of(&self, reached: &[Reached]) -> Vec<Vec<Range<u32>>> {
        let all = self.data_symbols();
        let part =
            |symbol: &u32| reached.iter().take_while(|it| !it.symbols.contains(symbol)).count();
        let mut data = vec![Vec::new(); reached.len()];
        for (bytes, address) in &self.segments {
            let mut named: Vec<Option<usize>> = vec![None; bytes.len()];
            for (range, symbol) in all.iter().filter(|(range, _)| bytes.contains(&range.start)) {
                let inside =
                    (range.start - bytes.start) as usize..(range.end - bytes.start) as usize;
                let part = part(symbol);
                for byte in named.iter_mut().take(inside.end).skip(inside.start) {
                    *byte = Some(byte.map_or(part, |first| first.min(part)));
                }
            }
            for (run, part) in stretches(&named) {
                let place = part.unwrap_or_default().checked_sub(1).and_then(|at| data.get_mut(at));
                if let Some(data) = place {
                    data.push(address + run.start..address + run.end);
                }
            }
        }
        data
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(u32),
    Data(u32),
}

/// Runs of equal values.
fn stretches<T: Copy + PartialEq>(marks: &[T]) -> impl Iterator<Item = (Range<u32>, T)> {
    let mut at = 0;
    marks.chunk_by(|a, b| a == b).filter_map(move |run| {
        let start = at;
        at += run.len() as u32;
        Some((start..at, *run.first()?))
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

    const HERE: Boundary = Boundary { part: "later", functions: &["cut::here"] };
    const BEYOND: Boundary = Boundary { part: "last", functions: &["rare"] };

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

    fn named(part: &Later) -> Vec<&str> {
        part.functions.iter().map(String::as_str).collect()
    }

    #[test]
    fn what_only_the_boundary_leads_to_is_deferred_and_what_anything_else_needs_is_not() {
        let later = in_program(&program(), &[HERE]).unwrap();
        let [deferred] = later.as_slice() else { panic!("{later:?}") };
        assert_eq!(named(deferred), ["_ZN3cut4here17h371e451b8ea53d61E", "rare"]);
        assert_eq!(
            deferred.data,
            vec![Range { start: 1016, end: 1024 }],
            "but for the bytes that two symbols share, or none names"
        );
    }

    #[test]
    fn each_function_and_each_byte_belongs_to_the_first_part_that_reaches_it() {
        let later = in_program(&program(), &[HERE, BEYOND]).unwrap();
        let [deferred, last] = later.as_slice() else { panic!("{later:?}") };
        assert_eq!((deferred.part, last.part), ("later", "last"));
        assert_eq!(named(deferred), ["_ZN3cut4here17h371e451b8ea53d61E"]);
        assert_eq!(named(last), ["rare"]);
        assert_eq!((deferred.data.len(), last.data.len()), (0, 1), "only `rare` reads it");
        // Once the part before calls it by another way, it is there.
        let mut nearer = program();
        nearer.symbols.push(function(3, "the same by another name"));
        nearer.code_relocations.push((16, 7));
        nearer.code_relocations.sort_unstable();
        let error = in_program(&nearer, &[HERE, BEYOND]).unwrap_err();
        assert!(error.contains("before its part `last`"), "{error}");
    }

    #[test]
    fn a_program_whose_boundary_was_renamed_is_refused_in_words() {
        let mut renamed = program();
        renamed.symbols[1] = function(2, "_ZN3cut5there17h371e451b8ea53d61E");
        let error = in_program(&renamed, &[HERE]).unwrap_err();
        assert!(error.contains("was it renamed"), "{error}");
        let later = in_program(&program(), &[HERE]).unwrap();
        assert!(later[0].functions.contains("rare"), "and the one that was not is cut");
    }

    #[test]
    fn a_program_that_calls_everything_at_once_is_refused_in_words() {
        let mut eager = program();
        eager.code_relocations.extend([(6, 3), (7, 2)]);
        eager.symbols.push(function(2, "the same by another name"));
        eager.code_relocations.push((8, 7));
        eager.code_relocations.sort_unstable();
        let error = in_program(&eager, &[HERE]).unwrap_err();
        assert!(error.contains("nothing is only behind"), "{error}");
    }

    #[test]
    fn a_program_without_relocations_is_refused_in_words() {
        let error = later(b"\0asm\x01\0\0\0").unwrap_err();
        assert!(error.contains("--emit-relocs"), "{error}");
    }
}
