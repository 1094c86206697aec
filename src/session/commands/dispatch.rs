//! Dispatch only: finds what each action does; the work is in its subject's file. The list has a section for each part
//! of the program, so that each carries its own alone: xtask/src/split/boundary.rs.

use std::rc::Rc;

use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::effect::Effect;
use crate::session::action::reply::Reply;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::program_part::OnDemand;
use crate::session::transfer::import::Importing;

use super::open;

/// Makes a function of each section of one list of all actions: `act` does the first, and hands the others on. An
/// action in no section does not compile.
macro_rules! dispatch {
    (
        ($self:ident, $action:ident, $host:ident)
        start { $($start:pat => $do:expr,)* }
        rest { $($rest:pat $(if $guard:expr)? => $then:expr,)* }
        demand { $($demand:pat => $last:expr,)* }
    ) => {
        impl Session {
            pub(in crate::session) fn act(
                &mut $self,
                $action: Action,
                $host: &dyn Host,
            ) -> Result<Reply, SessionError> {
                $self.check_door(&$action)?;
                match $action {
                    $($start => $do,)*
                    asked => return $self.act_on_rest(asked, $host),
                }
                Ok(Reply::Done)
            }

            #[inline(never)]
            fn act_on_rest(
                &mut $self,
                $action: Action,
                $host: &dyn Host,
            ) -> Result<Reply, SessionError> {
                match $action {
                    $($rest $(if $guard)? => $then,)*
                    asked => {
                        let loaded = $self.on_demand().ok_or(SessionError::NotLoaded)?;
                        return $self.act_on_demand(asked, $host, loaded);
                    }
                }
                Ok(Reply::Done)
            }

            #[inline(never)]
            fn act_on_demand(
                &mut $self,
                $action: Action,
                $host: &dyn Host,
                _: OnDemand,
            ) -> Result<Reply, SessionError> {
                #[allow(unused_variables, unreachable_patterns, reason = "others do the last ones")]
                match $action {
                    $($demand => $last,)*
                    $($start => {})*
                    $($rest => {})*
                }
                Ok(Reply::Done)
            }
        }
    };
}

dispatch! {
    (self, action, host)
    // What opening an article needs.
    start {
        Action::Start { settings, library, promised } => {
            self.set_library(library);
            self.promised = promised;
            self.start_with(settings);
        },
        Action::Ask(opening) => self.effects.push(Effect::Fetch(opening)),
        Action::Open { opening, stored } => return self.open_or_stay(*opening, stored, host),
        Action::OpenText { title, text } => return self.open_text(title, &text),
        Action::OpenSample => return self.open_text(String::new(), open::SAMPLE),
        Action::Window { first, last } => self.window(first, last),
        Action::Heal(block) => self.heal(block, host),
        Action::RefuseBlock(block) => self.refuse_block(block),
        Action::DrawOn => self.draw_on(host),
        // `perform` has already completed the pending step.
        Action::FinishStep => {},
        Action::Library(library) => self.set_library(library),
        Action::Storage(event) => self.hear_storage(event, host),
        Action::Unread { opening, failure } => {
            return self.open_unread(*opening, failure, host);
        },
        Action::Tab(heard) => self.hear(heard, host),
        Action::Promised(promised) => self.promised = Some(promised),
    }
    // What opening an article does without.
    rest {
        Action::Again(action) => return self.act((*action).clone(), host),
        Action::EditHere => self.edit_here(host),
        Action::SettingsStored(settings) => self.take_settings(settings, host),
        Action::CloseArticle => self.close_article(),
        Action::Select(pointed) => self.select(pointed, host),
        Action::SelectSentence(point) => self.select_sentence(point),
        Action::Mark { kind, label, pointed } => return self.mark(kind, label, pointed, host),
        Action::Pen(kind) => self.hold_pen(kind),
        Action::Steer(steer) => return self.steer(steer, host),
        Action::KeyboardMode(on) => self.set_keyboard_mode(on),
        Action::Adjust(asked) => return self.adjust(asked, host),
        Action::Click(point) => {
            if !self.pick_mention(point, host) {
                self.click(point);
            }
        },
        Action::PickInText(pick) => self.pick_in_text(pick),
        Action::OpenCard(id) => self.open_card(id),
        Action::Visit(id) => self.show_in_text(id),
        Action::CloseCard if self.picking().is_some() => self.pick_in_text(None),
        Action::CloseCard => self.focus(None),
        Action::Step { forward } => self.step_card(forward),
        Action::Hover(id) => self.hover(id),
        Action::Add(drafts) => return self.add(&drafts, host),
        Action::Update { id, patch } => return self.update(&id, *patch, host),
        Action::UpdateMany(patches) => return self.update_many(patches, host),
        Action::Remove(id) => return self.remove(&id, host),
        Action::SameAs { id, other } => return self.link(&id, other.as_ref(), host),
        Action::Confirm(id) => return self.confirm(&id, host),
        Action::SetDetails(details) => return self.set_details(details, host),
        Action::StepRead { id, number, found } => self.step_read(&id, number, found, host),
        Action::Undo => return Ok(self.undo(host)),
        Action::Redo => return Ok(self.redo(host)),
        Action::Filter(kind) => self.filter(kind),
        Action::SetSettings(settings) => self.set_settings(settings, host),
        Action::Shelve(heard) if heard.is_heard() => self.hear_of_library(*heard, host),
        Action::Notify(message) => {
            let helps = matches!(*message, Message::Elsewhere | Message::CopyAgain);
            self.show_message(message, helps);
        },
        Action::DismissToast(serial) => self.dismiss_toast(serial),
    }
    // Lists, dialogs, files and the library.
    demand {
        Action::TakeStored { title } => self.take_stored(title, host),
        Action::Correct(text) => return self.correct_text(text.as_deref(), host),
        Action::Panel(asked) => return self.do_in_panel(asked, host),
        Action::People(asked) => return self.people(asked, host),
        Action::Scheme(asked) => return self.scheme(asked, host),
        Action::MarkAll(asked) => return self.mark_all(asked, host),
        Action::Search(asked) => return self.search(asked, host),
        Action::Suggest(asked) => return self.suggest(asked, host),
        Action::Sources(asked) => return self.sources(asked, host),
        Action::Versions(asked) => return self.versions(asked, host),
        Action::OpenNewer => self.open_newer(),
        Action::DismissLint(finding) => self.dismiss_lint(&finding),
        Action::Show(dialog) => self.show(dialog),
        Action::ShowExport { format, options } => {
            self.show_export(format.as_deref(), options, host);
        },
        Action::Gathered(sets) => self.gathered(sets.to_vec(), host),
        Action::ExportMany(ids) => self.gather(ids, None),
        Action::OpenOther => self.open_other(),
        Action::OpenAsText => return self.open_as_text(host),
        Action::Receive { files, format } => return self.receive(files, format, host),
        Action::Progress { ticket, done } => self.progressed(ticket, done),
        Action::Worked { ticket, outcome } => {
            self.exported(ticket, &outcome, host);
            let outcome = Rc::unwrap_or_clone(outcome);
            if self.awaits_matches(ticket) {
                self.was_matched(outcome);
            } else if self.awaits_suggestions(ticket) {
                self.was_suggested(outcome);
            } else if self.awaits_suggestions_for_many(ticket) {
                self.was_suggested_for_one(outcome);
            } else if self.awaits_comparison(ticket) {
                self.was_compared(outcome);
            } else if self.awaits_source(ticket) {
                self.was_looked_up(ticket, outcome);
            } else {
                self.was_read(ticket, outcome, host)?;
            }
        },
        Action::PickArticle { index, on } => self.pick(|open| {
            open.picked.iter_mut().skip(index).take(1).for_each(|picked| *picked = on);
        }),
        Action::PickKeep { which, keep } => self.pick(|open| open.pick_keep(which, keep)),
        Action::ShowMoreChanges => self.pick(|open| open.shown += Importing::SHOWN),
        Action::ReadAs(format) => return self.read_as(format, host),
        Action::StillReading(ticket) => self.still_reading(ticket),
        Action::Hand(handed) => return self.hand(Rc::unwrap_or_clone(handed), host),
        Action::Manuscripts(asked) => return self.revise(asked, host),
        Action::Import => return self.import_picked(host),
        Action::ImportReading(reading) => return self.import_reading(&reading, host),
        Action::ExportTo(to) => self.export_to(to, host),
        Action::Wrote(exported, wrote) => self.wrote(exported, wrote, host),
        Action::Shelve(asked) => self.shelve(*asked, host)?,
        Action::DeleteArticle(id) => self.delete_article(&id, host),
        Action::RestoreArticle(id) => self.restore_article(&id),
    }
}
