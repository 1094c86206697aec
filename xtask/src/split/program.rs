//! A module as wasm-bindgen leaves it, parsed. Refuses sections it does not know.

use super::{Outcome, names, wrong};
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{
    BinaryReader, Data, ElementSectionReader, ExportSectionReader, FromReader, FunctionBody,
    GlobalSectionReader, Import, MemorySectionReader, Parser, Payload, SectionLimited, Table,
    TypeRef, TypeSectionReader,
};

/// A parsed module.
#[derive(Default)]
pub struct Program<'a> {
    pub types: Option<TypeSectionReader<'a>>,
    pub imports: Vec<Import<'a>>,
    /// The type of each imported function.
    pub imported: Vec<u32>,
    /// The type of each defined function.
    pub defined: Vec<u32>,
    pub tables: Vec<Table<'a>>,
    pub memories: Option<MemorySectionReader<'a>>,
    pub globals: Option<GlobalSectionReader<'a>>,
    pub exports: Option<ExportSectionReader<'a>>,
    pub elements: Option<ElementSectionReader<'a>>,
    pub bodies: Vec<FunctionBody<'a>>,
    pub data: Vec<Data<'a>>,
    pub features: &'a [u8],
    pub names: BTreeMap<u32, String>,
}

impl<'a> Program<'a> {
    pub fn read(bound: &'a [u8]) -> Outcome<Self> {
        let mut program = Self::default();
        for payload in Parser::new(0).parse_all(bound) {
            program.take(payload.map_err(wrong)?)?;
        }
        Ok(program)
    }

    fn take(&mut self, payload: Payload<'a>) -> Outcome<()> {
        match payload {
            Payload::TypeSection(types) => self.types = Some(types),
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(wrong)?;
                    match import.ty {
                        TypeRef::Func(of) => self.imported.push(of),
                        _ => return Err(wrong("it imports more than functions")),
                    }
                    self.imports.push(import);
                }
            }
            Payload::FunctionSection(list) => self.defined = all(list)?,
            Payload::TableSection(list) => self.tables = all(list)?,
            Payload::MemorySection(list) => self.memories = Some(list),
            Payload::GlobalSection(list) => self.globals = Some(list),
            Payload::ExportSection(list) => self.exports = Some(list),
            Payload::ElementSection(list) => self.elements = Some(list),
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(list) => self.data = all(list)?,
            Payload::CustomSection(section) => match section.name() {
                "name" => {
                    let reader = BinaryReader::new(section.data(), section.data_offset());
                    self.names = names(reader)?;
                }
                "target_features" => self.features = section.data(),
                _ => {}
            },
            Payload::Version { .. }
            | Payload::DataCountSection { .. }
            | Payload::CodeSectionStart { .. }
            | Payload::End(_) => {}
            _ => return Err(wrong("it has a section that is not expected")),
        }
        Ok(())
    }

    pub fn of_type(&self, function: u32) -> u32 {
        let all = self.imported.iter().chain(&self.defined);
        all.copied().nth(function as usize).unwrap_or_default()
    }

    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imported.len())?)
    }

    pub fn functions(&self) -> Range<u32> {
        0..(self.imported.len() + self.defined.len()) as u32
    }
}

fn all<'a, T: FromReader<'a>>(section: SectionLimited<'a, T>) -> Outcome<Vec<T>> {
    section.into_iter().collect::<Result<_, _>>().map_err(wrong)
}
