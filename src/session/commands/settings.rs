//! Choosing settings, and adopting those that another tab stored: what was chosen here meanwhile stays.

use std::rc::Rc;

use crate::formats::codecs::schema_org::review::completed;
use crate::model::{Imprint, Publisher};
use crate::session::Session;
use crate::session::action::effect::Effect;
use crate::session::host::Host;
use crate::session::selection::selected::Pointed;
use crate::session::storage::batch::Batch;
use crate::session::storage::settings::Settings;

impl Session {
    pub(in crate::session) fn set_settings(&mut self, settings: Settings, host: &dyn Host) {
        let imprint = Rc::new(as_addresses(&settings.imprint));
        let settings = Settings { imprint, ..settings };
        let batch = Batch::settings(&self.settings, &settings);
        self.use_settings(settings, host);
        if !batch.puts.is_empty() {
            self.write(batch);
        }
    }

    pub(in crate::session) fn use_settings(&mut self, settings: Settings, host: &dyn Host) {
        let exact_changed = settings.exact != self.settings.exact;
        self.settings = Rc::new(settings);
        self.effects.push(Effect::Look(self.settings.clone()));
        if exact_changed && let Some(selected) = self.selection.take() {
            self.select(Some(Pointed { exact: false, ..selected.pointed }), host);
        }
    }

    pub(in crate::session) fn take_settings(&mut self, settings: Settings, host: &dyn Host) {
        if self.unsaved.has(None) {
            self.settings_changed = true;
        } else if settings != *self.settings {
            self.use_settings(settings, host);
        }
    }

    /// Adopts the stored settings at the start, or when the storage becomes available; what was chosen
    /// meanwhile stays.
    pub(in crate::session) fn start_with(&mut self, settings: Settings) {
        if self.unsaved.has(None) {
            self.settings_changed = true;
            return;
        }
        self.settings = Rc::new(settings);
        self.effects.push(Effect::Look(self.settings.clone()));
    }

    pub(in crate::session) fn keep_settings(&mut self, settings: Settings) {
        let batch = Batch::settings(&self.settings, &settings);
        self.settings = Rc::new(settings);
        if !batch.puts.is_empty() {
            self.write(batch);
        }
    }

    /// Another tab changed settings: they are read once everything from this tab is stored.
    pub(in crate::session) fn settings_changed(&mut self) {
        self.settings_changed = self.unsaved.has(None);
        if !self.settings_changed {
            self.effects.push(Effect::ReadSettings);
        }
    }
}

/// An imprint with the addresses as typed, completed where that is certain.
fn as_addresses(typed: &Imprint) -> Imprint {
    let Imprint { publisher, page } = typed;
    let (name, url) = (publisher.name.trim().to_owned(), completed(&publisher.url));
    Imprint { publisher: Publisher { name, url, sort: publisher.sort }, page: completed(page) }
}
