//! Editing labels and verdicts. No annotation keeps a label that was renamed or deleted
//! (tests/native/scheme.rs).

use std::rc::Rc;

use crate::model::characters::lower;
use crate::model::{Annotation, Kind, Op, Scheme, SubLabel, Transaction};
use crate::session::Session;
use crate::session::action::reply::Reply;
use crate::session::document::label::Label;
use crate::session::document::scheme::{Schemes, TAKEN, scale_of, with_scheme};
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::storage::settings::Settings;

impl Session {
    pub(in crate::session) fn scheme(
        &mut self,
        asked: Schemes,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        match asked {
            Schemes::Add(kind, words) => self.add_label(kind, &words, host),
            Schemes::Change(kind, name, to) => self.change_label(kind, &name, to, host),
            Schemes::Remove(kind, name) => {
                let mut scheme = self.open_scheme()?;
                scheme.labels.retain(|label| label.kind != kind || label.name != name);
                let bare = self.relabelled(kind, &name, None, host)?;
                self.set_scheme(scheme, bare, host)?;
                self.show_toast(Message::LabelRemoved(name), true);
                Ok(Reply::Done)
            }
            Schemes::Scale(lines) => {
                let scheme = Scheme { scale: scale_of(&lines), ..self.open_scheme()? };
                self.set_scheme(scheme, Vec::new(), host)
            }
            Schemes::ForNew => {
                let scheme = self.open_document()?.set().details().scheme.clone();
                self.keep_settings(Settings { scheme, ..(*self.settings).clone() });
                self.show_toast(Message::SchemeForNew, false);
                Ok(Reply::Done)
            }
        }
    }

    fn add_label(
        &mut self,
        kind: Kind,
        words: &str,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let mut scheme = self.open_scheme()?;
        let Some(name) = SubLabel::name_of(words) else { return Ok(Reply::Was(false)) };
        if scheme.of(kind).any(|label| label.name == name) {
            self.show_toast(Message::LabelTaken(name), false);
            return Ok(Reply::Was(false));
        }
        // The next colour, and the next free digit.
        let count = u32::try_from(scheme.labels.len()).unwrap_or_default();
        let key = ('4'..='9').map(String::from).find(|key| scheme.by_key(key).is_none());
        scheme.labels.push(SubLabel { kind, name, hue: count % SubLabel::HUES + 1, key });
        self.set_scheme(scheme, Vec::new(), host)
    }

    fn change_label(
        &mut self,
        kind: Kind,
        name: &str,
        to: SubLabel,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let mut scheme = self.open_scheme()?;
        let Some(new) = SubLabel::name_of(&to.name) else { return Ok(Reply::Was(false)) };
        let same = |label: &SubLabel| label.kind == kind && label.name == name;
        let key = to.key.as_deref().map(str::trim).filter(|key| !key.is_empty());
        let key = key.map(lower);
        if let Some(key) = &key {
            let other = scheme.by_key(key).is_some_and(|label| !same(label));
            if other || key.chars().count() != 1 || TAKEN.contains(key.as_str()) {
                self.show_toast(Message::KeyTaken(key.clone()), false);
                return Ok(Reply::Was(false));
            }
        }
        if new != name && scheme.of(kind).any(|label| label.name == new) {
            self.show_toast(Message::LabelTaken(new), false);
            return Ok(Reply::Was(false));
        }
        let Some(label) = scheme.labels.iter_mut().find(|label| same(label)) else {
            return Ok(Reply::Was(false));
        };
        *label = SubLabel { kind, name: new.clone(), hue: to.hue.min(SubLabel::HUES), key };
        let moved = match new == name {
            true => Vec::new(),
            false => self.relabelled(kind, name, Some(&new), host)?,
        };
        self.set_scheme(scheme, moved, host)
    }

    fn open_scheme(&mut self) -> Result<Scheme, SessionError> {
        Ok(Scheme::clone(&self.open_document()?.set().details().scheme))
    }

    /// The operations that replace a label by another, or by none.
    fn relabelled(
        &mut self,
        kind: Kind,
        from: &str,
        to: Option<&str>,
        host: &dyn Host,
    ) -> Result<Vec<Op>, SessionError> {
        let set = self.open_document()?.set();
        let with =
            set.iter().filter(|one| one.kind() == kind && one.label.as_deref() == Some(from));
        let moved = with.map(|one| {
            let label = to.map(str::to_owned);
            let (own, modified) = (Annotation::clone(one), host.now());
            Op::Replace(Rc::new(Annotation { label, modified, ..own }))
        });
        Ok(moved.collect())
    }

    fn set_scheme(
        &mut self,
        scheme: Scheme,
        moved: Vec<Op>,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let Some(change) = with_scheme(self.open_document()?.set(), scheme) else {
            return Ok(Reply::Was(false));
        };
        let ops = moved.into_iter().chain([change]);
        self.step(Label::Scheme, Transaction::new(ops), host)?;
        Ok(Reply::Was(true))
    }
}
