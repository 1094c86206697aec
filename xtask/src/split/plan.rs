//! Decides which function goes into which part, and the table slots of deferred ones.

use super::program::Program;
use super::reach::Deferred;
use super::{Outcome, wrong};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{ElementItems, ElementKind, Operator};

/// Where each function goes.
#[derive(Default)]
pub struct Plan {
    pub deferred: BTreeSet<u32>,
    /// The bytes of memory that only deferred functions read.
    pub data: Vec<Range<u32>>,
    /// The table that holds functions, and its size.
    pub table: (u32, u32),
    /// The function in each slot of it.
    pub places: BTreeMap<u32, u32>,
    /// The deferred functions that the first part calls.
    pub called: BTreeSet<u32>,
    /// What the deferred part needs from the first.
    pub shared: BTreeSet<u32>,
}

impl Plan {
    pub fn of(program: &Program<'_>, deferred: &Deferred) -> Outcome<Self> {
        let own = program.functions().skip(program.imported.len());
        let is_deferred = |index: &u32| {
            program.names.get(index).is_some_and(|name| deferred.functions.contains(name))
        };
        let table =
            (0u32..).zip(&program.tables).find(|(_, table)| table.ty.element_type.is_func_ref());
        let (table, size) = table
            .map(|(at, table)| (at, table.ty.initial as u32))
            .ok_or_else(|| wrong("it has no table of functions"))?;
        let mut plan = Self {
            deferred: own.filter(is_deferred).collect(),
            data: deferred.data.clone(),
            table: (table, size),
            places: BTreeMap::new(),
            called: BTreeSet::new(),
            shared: BTreeSet::new(),
        };
        plan.find_places(program)?;
        plan.find_calls(program, deferred)?;
        Ok(plan)
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

    /// Gives a table slot to each deferred function that the first part calls, and exports what the
    /// deferred part calls.
    fn find_calls(&mut self, program: &Program<'_>, deferred: &Deferred) -> Outcome<()> {
        for caller in program.functions() {
            let Some(body) = program.body(caller) else { continue };
            let from_deferred = self.deferred.contains(&caller);
            for operator in body.get_operators_reader().map_err(wrong)? {
                let (Operator::Call { function_index: to }
                | Operator::ReturnCall { function_index: to }
                | Operator::RefFunc { function_index: to }) = operator.map_err(wrong)?
                else {
                    continue;
                };
                match (from_deferred, self.deferred.contains(&to)) {
                    (false, true) => {
                        let name = program.names.get(&to).map_or("", String::as_str);
                        if !deferred.boundary.contains(name) {
                            return Err(format!(
                                "the start of the program calls `{name}`, which was planned for the deferred part: a fault of the cut."
                            ));
                        }
                        self.called.insert(to);
                    }
                    (true, false) => {
                        self.shared.insert(to);
                    }
                    _ => {}
                }
            }
        }
        if !self.deferred.is_empty() && self.called.is_empty() {
            return Err("the start of the program calls nothing that leads to the rest: a fault of the cut.".into());
        }
        for &function in &self.called {
            if !self.places.values().any(|has| *has == function) {
                self.places.insert(self.table.1, function);
                self.table.1 += 1;
            }
        }
        Ok(())
    }
}
