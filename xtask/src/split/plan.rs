//! Decides which function goes into which part, what the parts need of each other, and the table slots of
//! functions that an earlier part calls.

use super::program::Program;
use super::reach::Later;
use super::{FIRST, Outcome, wrong};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{ElementItems, ElementKind, Operator};

/// Where everything goes.
#[derive(Default)]
pub struct Plan {
    /// The parts, in the order in which they are loaded.
    pub parts: Vec<Part>,
    /// The table that holds functions, and its size.
    pub table: (u32, u32),
    /// The function in each slot of it.
    pub places: BTreeMap<u32, u32>,
}

/// A part of the program.
#[derive(Default)]
pub struct Part {
    /// The name by which later parts import from it.
    pub name: &'static str,
    /// Its functions; those that JavaScript gives belong to the first part.
    pub own: BTreeSet<u32>,
    /// The bytes of memory that no part before it reads. The first has all that no other has.
    pub data: Vec<Range<u32>>,
    /// What it calls of later parts.
    pub called: BTreeSet<u32>,
    /// What later parts call of it.
    pub shared: BTreeSet<u32>,
    /// What it calls of earlier parts.
    pub taken: BTreeSet<u32>,
}

impl Plan {
    pub fn of(program: &Program<'_>, later: &[Later]) -> Outcome<Self> {
        let table =
            (0u32..).zip(&program.tables).find(|(_, table)| table.ty.element_type.is_func_ref());
        let table = table
            .map(|(at, table)| (at, table.ty.initial as u32))
            .ok_or_else(|| wrong("it has no table of functions"))?;
        let first = Part { name: FIRST, ..Part::default() };
        let others = later.iter().map(|one| {
            let (name, data) = (one.part, one.data.clone());
            Part { name, data, ..Part::default() }
        });
        let parts = [first].into_iter().chain(others).collect();
        let mut plan = Self { parts, table, places: BTreeMap::new() };
        let mut part_of = Vec::new();
        for function in program.functions() {
            // What JavaScript gives has names, too, but belongs to no part after the first.
            let name = program.body(function).and_then(|_| program.names.get(&function));
            let of = |one: &Later| name.is_some_and(|name| one.functions.contains(name));
            let part = later.iter().position(of).map_or(0, |at| at + 1);
            part_of.push(part);
            if let Some(part) = plan.parts.get_mut(part) {
                part.own.insert(function);
            }
        }
        plan.find_places(program)?;
        plan.find_calls(program, later, &part_of)?;
        Ok(plan)
    }

    /// The part that has a function.
    pub fn part_of(&self, function: u32) -> Option<usize> {
        self.parts.iter().position(|part| part.own.contains(&function))
    }

    pub fn find_places(&mut self, program: &Program<'_>) -> Outcome<()> {
        for element in program.elements.clone().into_iter().flatten() {
            let element = element.map_err(wrong)?;
            let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(list)) =
                (&element.kind, element.items)
            else {
                return Err(wrong("its table is filled in a way that is not expected"));
            };
            let Operator::I32Const { value } =
                offset_expr.get_operators_reader().read().map_err(wrong)?
            else {
                return Err(wrong("its table is filled at a place that is computed"));
            };
            for (slot, function) in (value as u32..).zip(list) {
                self.places.insert(slot, function.map_err(wrong)?);
            }
        }
        Ok(())
    }

    /// Finds what the parts call of each other, and gives a table slot to what an earlier part calls.
    fn find_calls(
        &mut self,
        program: &Program<'_>,
        later: &[Later],
        part_of: &[usize],
    ) -> Outcome<()> {
        let part = |function: u32| part_of.get(function as usize).copied().unwrap_or_default();
        for caller in program.functions() {
            let Some(body) = program.body(caller) else { continue };
            for operator in body.get_operators_reader().map_err(wrong)? {
                let (Operator::Call { function_index: to }
                | Operator::ReturnCall { function_index: to }
                | Operator::RefFunc { function_index: to }) = operator.map_err(wrong)?
                else {
                    continue;
                };
                let (from, of) = (part(caller), part(to));
                if let Some(one) = of.checked_sub(1).and_then(|at| later.get(at))
                    && from < of
                {
                    is_way_in(program, one, to)?;
                    self.parts[from].called.insert(to);
                } else if from > of {
                    self.parts[from].taken.insert(to);
                    self.parts[of].shared.insert(to);
                }
            }
        }
        let called: BTreeSet<u32> =
            self.parts.iter().flat_map(|part| &part.called).copied().collect();
        for one in self.parts.iter().skip(1) {
            if !one.own.is_empty() && one.own.is_disjoint(&called) {
                let name = one.name;
                return Err(format!(
                    "nothing before the program's part `{name}` leads to it: a fault of the cut."
                ));
            }
        }
        for function in called {
            if !self.places.values().any(|has| *has == function) {
                self.places.insert(self.table.1, function);
                self.table.1 += 1;
            }
        }
        Ok(())
    }
}

/// Whether a part may be called at this function by those before it.
fn is_way_in(program: &Program<'_>, later: &Later, function: u32) -> Outcome<()> {
    let name = program.names.get(&function).map_or("", String::as_str);
    match later.boundary.contains(name) {
        true => Ok(()),
        false => Err(format!(
            "the program calls `{name}`, which was planned for its part `{}`, from a part before it: a fault of the cut.",
            later.part
        )),
    }
}
