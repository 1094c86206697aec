//! Searching by a regular expression: asking the worker, and taking its answer (tests/native/pattern_search.rs).

use crate::formats::Problem;
use crate::session::Session;
use crate::session::action::effect::Effect;
use crate::session::notices::message::Message;
use crate::session::search::Searching;
use crate::session::search::by_pattern::PatternState;
use crate::session::selection::caret::Did;
use crate::session::worker::protocol::{Outcome, Task};

impl Session {
    /// Asks the worker for what is to be searched, one task after the other.
    #[inline(never)]
    pub(in crate::session) fn ask_for_matches(&mut self) {
        let (Some(searching), Some(document)) = (&mut self.searching, &self.document) else {
            return;
        };
        let (set, version) = (document.set(), document.version());
        let Some(task) = searching.next_task(set, version) else { return };
        searching.has_asked(self.asked + 1, set.article(), version, task.whole_first);
        self.task(Task::Match(task));
    }

    /// Whether this task of the worker searches.
    pub(in crate::session) fn awaits_matches(&self, ticket: u32) -> bool {
        self.searching.as_ref().and_then(Searching::ticket) == Some(ticket)
    }

    /// The worker's answer, announced if it is about the text.
    pub(in crate::session) fn was_matched(&mut self, outcome: Outcome) {
        let answer = match outcome {
            Outcome::Matched(matched) => Ok(matched),
            Outcome::Failed(problem) => Err(problem),
            _ => Err(Problem::new("the answer is not one of a search")),
        };
        let (Some(searching), Some(document)) = (&mut self.searching, &self.document) else {
            return;
        };
        if !searching.take(answer, document.set(), document.version()) {
            return;
        }
        let hits = searching.text().len();
        match searching.pattern_state().cloned() {
            Some(PatternState::Wrong(fault)) => self.say(Message::WrongPattern(fault)),
            Some(PatternState::Failed(problem)) => self.say(Message::NotMatched(problem)),
            _ => self.say_of_caret(Did::Hits(hits)),
        }
    }

    /// Stops a search that takes long.
    pub(in crate::session) fn stop_matching(&mut self) {
        let ticket = self.searching.as_mut().and_then(Searching::stop);
        self.effects.extend(ticket.map(Effect::StopWork));
    }
}
