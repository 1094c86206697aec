//! Puts a program's functions into the order in which they compress best: similar ones follow each
//! other. Nothing changes but their numbers, and the names of what later parts import.

pub mod chain;
#[cfg(test)]
mod tests;

use crate::Outcome;
use crate::imports::letters;
use crate::split::wrong;
use chain::Likeness;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ElementSection, ExportSection, FunctionSection, ImportSection, Module, RawSection,
    StartSection,
};
use wasmparser::{
    Export, ExportSectionReader, ExternalKind, FunctionBody, Import, ImportSectionReader, Parser,
    Payload, TypeRef,
};

/// The new number in the name of each function that a later part imports: by the part that has it, and its
/// name there.
pub type Shared = BTreeMap<(String, String), u32>;

/// How the names of exports for later parts begin: split/cut.rs.
const SHARED: char = '.';

/// A module in its new order, and the new names of what it exports for later parts, which know it by
/// `name`: by number in that order. `shared` renames what it imports.
pub fn arranged(
    module: &[u8],
    name: &str,
    shared: &Shared,
    likeness: Likeness,
) -> Outcome<(Vec<u8>, Shared)> {
    let program = Program::read(module)?;
    let order = chain::of(&program.bodies, likeness)?;
    let imports = program.imports(shared);
    let mut numbers = Numbers(vec![0; imports.len() + order.len()]);
    let old = imports.iter().map(|(at, _)| *at).chain(order.iter().map(|at| imports.len() + at));
    for (new, old) in (0u32..).zip(old) {
        if let Some(number) = numbers.0.get_mut(old) {
            *number = new;
        }
    }
    let (mut new, mut exported) = (Module::new(), Shared::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(wrong)?;
        match payload {
            Payload::ImportSection(all) => {
                new.section(&import(all, &imports, &mut numbers)?);
            }
            Payload::FunctionSection(_) => {
                let mut list = FunctionSection::new();
                for of in order.iter().filter_map(|at| program.types.get(*at)) {
                    list.function(*of);
                }
                new.section(&list);
            }
            Payload::ExportSection(all) => {
                new.section(&export(all, name, &mut numbers, &mut exported)?);
            }
            Payload::StartSection { func, .. } => {
                let function_index = numbers.function_index(func).map_err(wrong)?;
                new.section(&StartSection { function_index });
            }
            Payload::ElementSection(all) => {
                let mut list = ElementSection::new();
                numbers.parse_element_section(&mut list, all).map_err(wrong)?;
                new.section(&list);
            }
            Payload::CodeSectionStart { .. } => {
                let mut code = CodeSection::new();
                for body in order.iter().filter_map(|at| program.bodies.get(*at)) {
                    numbers.parse_function_body(&mut code, body.clone()).map_err(wrong)?;
                }
                new.section(&code);
            }
            // Running needs no custom section.
            Payload::CodeSectionEntry(_) | Payload::CustomSection(_) => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = module.get(range.start as usize..range.end as usize);
                    new.section(&RawSection { id, data: data.unwrap_or_default() });
                }
            }
        }
    }
    Ok((new.finish(), exported))
}

/// What of a module is put into order.
#[derive(Default)]
struct Program<'a> {
    /// The modules and names of imported functions.
    imported: Vec<(&'a str, &'a str)>,
    /// The type of each of its own.
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Program<'a> {
    fn read(module: &'a [u8]) -> Outcome<Self> {
        let mut program = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload.map_err(wrong)? {
                Payload::ImportSection(all) => {
                    for import in all.into_imports() {
                        let import = import.map_err(wrong)?;
                        if matches!(import.ty, TypeRef::Func(_)) {
                            program.imported.push((import.module, import.name));
                        }
                    }
                }
                Payload::FunctionSection(all) => {
                    program.types = all.into_iter().collect::<Result<_, _>>().map_err(wrong)?;
                }
                Payload::CodeSectionEntry(body) => program.bodies.push(body),
                _ => {}
            }
        }
        Ok(program)
    }

    /// The imported functions in their new order: where each was, and its new name if it has one.
    fn imports(&self, shared: &Shared) -> Vec<(usize, Option<u32>)> {
        let number = |(module, name): &(&str, &str)| {
            shared.get(&((*module).to_owned(), (*name).to_owned())).copied()
        };
        let mut list: Vec<_> = self.imported.iter().map(number).enumerate().collect();
        // Those of one part follow each other, as they did.
        let mut modules: Vec<&str> = self.imported.iter().map(|(module, _)| *module).collect();
        modules.dedup();
        let place = |at: usize| {
            let own = self.imported.get(at).map(|(module, _)| *module);
            modules.iter().position(|module| Some(*module) == own)
        };
        list.sort_by_key(|(at, number)| (number.and(place(*at)), *number));
        list
    }
}

/// The new number of each function.
struct Numbers(Vec<u32>);

impl Reencode for Numbers {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<String>> {
        let unknown = || Error::UserError(wrong(format!("there is no function {function}")));
        self.0.get(function as usize).copied().ok_or_else(unknown)
    }
}

fn name(number: u32) -> String {
    format!("{SHARED}{}", letters(number))
}

fn import(
    all: ImportSectionReader<'_>,
    order: &[(usize, Option<u32>)],
    numbers: &mut Numbers,
) -> Outcome<ImportSection> {
    let all: Vec<Import<'_>> = all.into_imports().collect::<Result<_, _>>().map_err(wrong)?;
    let (functions, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|import| matches!(import.ty, TypeRef::Func(_)));
    let mut list = ImportSection::new();
    for import in others {
        numbers.parse_import(&mut list, import).map_err(wrong)?;
    }
    for (at, number) in order {
        let Some(import) = functions.get(*at) else { continue };
        let new = number.map(name);
        let import = Import { name: new.as_deref().unwrap_or(import.name), ..*import };
        numbers.parse_import(&mut list, import).map_err(wrong)?;
    }
    Ok(list)
}

/// Exports by number, so that the numbers rise as the names do.
fn export(
    all: ExportSectionReader<'_>,
    of: &str,
    numbers: &mut Numbers,
    exported: &mut Shared,
) -> Outcome<ExportSection> {
    let all: Vec<Export<'_>> = all.into_iter().collect::<Result<_, _>>().map_err(wrong)?;
    let (mut shared, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|one| one.kind == ExternalKind::Func && one.name.starts_with(SHARED));
    let mut list = ExportSection::new();
    for one in others {
        numbers.parse_export(&mut list, one).map_err(wrong)?;
    }
    shared.sort_by_key(|one| numbers.0.get(one.index as usize).copied());
    for (number, one) in (0..).zip(shared) {
        exported.insert((of.to_owned(), one.name.to_owned()), number);
        numbers.parse_export(&mut list, Export { name: &name(number), ..one }).map_err(wrong)?;
    }
    Ok(list)
}
