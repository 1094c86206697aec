//! The settings a reader chooses once for all articles.

use std::rc::Rc;

use crate::formats::Options;
use crate::model::plain::{Object, Plain, Wrong};
use crate::model::record::{Record, if_some, names, or_default};
use crate::model::{Imprint, Scheme};

use super::schema::Key;

/// The settings, as they are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The creator written into new annotations; empty for none.
    pub name: String,
    /// Whether single-character shortcuts are on.
    pub character_keys: bool,
    /// Whether selections stay exact instead of growing to whole words.
    pub exact: bool,
    /// Light, dark, or the system's choice.
    pub theme: Theme,
    /// The size of the article's text.
    pub text_size: TextSize,
    /// The width of the panel; `None` for one that suits the window.
    pub panel: Option<PanelWidth>,
    /// Whether a list keeps a column of its own beside what is open in it, where there is room.
    pub pinned: bool,
    /// Whether the browser was asked for persistent storage.
    pub asked_to_keep: bool,
    /// The format of the last export, and its options.
    pub export: Option<(String, Options)>,
    /// The scheme of new articles.
    pub scheme: Rc<Scheme>,
    /// Who publishes fact checks and where, unless a check says otherwise.
    pub imprint: Rc<Imprint>,
    /// Dismissed problems: the article's id and the finding's key.
    pub dismissed: Rc<[(String, String)]>,
}

/// The colour theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The system's choice.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// The size of the article's text, in percent of the usual; always one of [`TextSize::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextSize(u16);

/// The width of the panel in CSS pixels: a multiple of [`PanelWidth::STEP`] from [`PanelWidth::LEAST`] to
/// [`PanelWidth::MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelWidth(u16);

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            character_keys: true,
            exact: false,
            theme: Theme::System,
            text_size: TextSize::default(),
            panel: None,
            pinned: false,
            asked_to_keep: false,
            export: None,
            scheme: Rc::default(),
            imprint: Rc::default(),
            dismissed: Rc::default(),
        }
    }
}

impl Settings {
    /// The settings in these records: one record each, or one for all as earlier releases stored them, under
    /// the name of [`Key::Settings`]. A setting that cannot be read has its default.
    pub fn of_records(records: &[(String, String)]) -> Self {
        let is_all = |(name, _): &&(String, String)| name == Self::ALL_AT_ONCE;
        let each = || records.iter().filter(|record| !is_all(record));
        let all = records.iter().filter(is_all);
        let all: Vec<_> = all.filter_map(|(_, record)| Plain::from_json(record).ok()).collect();
        let mut object = Object::default();
        for (name, record) in each() {
            Plain::from_json(record).into_iter().for_each(|plain| take(&mut object, name, plain));
        }
        for (name, plain) in all.iter().flat_map(Plain::as_object).flat_map(Object::fields) {
            // Few enough to search. A setting with a record of its own overrides the old common record.
            if !each().any(|(own, _)| own == name) {
                take(&mut object, name, plain.clone());
            }
        }
        let mut settings = Self::read(&object.into()).unwrap_or_default();
        each().for_each(|(name, record)| settings.take_left(name, !record.is_empty()));
        settings
    }

    /// The records that differ from those of other settings.
    pub(in crate::session) fn records_beside(&self, before: &Self) -> Vec<(Key, String)> {
        let (before, now) = (before.records(), self.records());
        let is_there = |name: &String| now.iter().any(|(own, _)| own == name);
        let gone = before.iter().filter(|(name, _)| !is_there(name));
        let gone = gone.map(|(name, _)| (Key::Setting(name.clone()), String::new()));
        let changed = now.iter().filter(|record| !before.contains(record));
        let changed = changed.map(|(name, record)| (Key::Setting(name.clone()), record.clone()));
        gone.chain(changed).collect()
    }

    /// One record per setting, by its name, and one per dismissed problem.
    fn records(&self) -> Vec<(String, String)> {
        let plain = self.plain();
        let fields = plain.as_object().map(|object| object.fields().collect::<Vec<_>>());
        let fields = fields.unwrap_or_default().into_iter().filter(|(name, _)| *name != "left");
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_json()));
        let left =
            self.dismissed.iter().map(|(of, key)| (format!("{LEFT}{of}\n{key}"), "true".into()));
        fields.chain(left).collect()
    }

    /// Adopts the record of a problem that is dismissed, or no longer is.
    fn take_left(&mut self, name: &str, is_left: bool) {
        let Some((of, key)) = name.strip_prefix(LEFT).and_then(|name| name.split_once('\n')) else {
            return;
        };
        let own = is_left.then(|| (of.to_owned(), key.to_owned()));
        let others = self
            .dismissed
            .iter()
            .filter(|(other, its)| (other.as_str(), its.as_str()) != (of, key));
        self.dismissed = others.cloned().chain(own).collect();
    }

    /// The last part of [`Key::Settings`], which identifies its record in a list.
    const ALL_AT_ONCE: &str = "settings";

    /// Most dismissed problems remembered.
    const LEFT: usize = 1000;

    /// Dismisses a problem, or a hint, which belongs to no article and is never forgotten.
    pub fn dismiss(&mut self, article: &str, key: String) {
        let many = self.dismissed.len().saturating_sub(Self::LEFT - 1);
        let left = self.dismissed.iter().enumerate();
        let left = left.filter(|(at, (of, _))| *at >= many || of.is_empty());
        let left = left.map(|(_, left)| left.clone());
        self.dismissed = left.chain([(article.to_owned(), key)]).collect();
    }
}

/// Prefix of the name of a dismissed problem's record.
const LEFT: &str = "left\n";

fn take<'a>(object: &mut Object<'a>, name: &'a str, plain: Plain<'a>) {
    if is_setting(name, &plain) {
        object.put(name, plain);
    }
}

/// Whether this is the name of a setting, and its value can be read.
fn is_setting(name: &str, plain: &Plain<'_>) -> bool {
    let mut object = Object::default();
    object.put(name, plain.clone());
    !name.contains('\n') && Settings::read(&object.into()).is_ok()
}

impl Theme {
    /// Every theme, in the order offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];
}

impl TextSize {
    /// The sizes offered, in percent.
    pub const ALL: [u16; 6] = [90, 100, 115, 130, 160, 200];

    /// In percent.
    pub fn percent(self) -> u16 {
        self.0
    }
}

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

impl From<u16> for TextSize {
    fn from(percent: u16) -> Self {
        let nearest = Self::ALL.into_iter().min_by_key(|size| size.abs_diff(percent));
        Self(nearest.unwrap_or(100))
    }
}

impl From<TextSize> for u16 {
    fn from(size: TextSize) -> Self {
        size.0
    }
}

impl PanelWidth {
    /// The smallest width.
    pub const LEAST: u16 = 420;
    /// The largest width.
    pub const MOST: u16 = 560;
    /// The distance of two widths.
    pub const STEP: u16 = 20;

    /// In CSS pixels.
    pub fn pixels(self) -> u16 {
        self.0
    }
}

impl From<u16> for PanelWidth {
    fn from(pixels: u16) -> Self {
        let nearest = (pixels.min(Self::MOST) + Self::STEP / 2) / Self::STEP * Self::STEP;
        Self(nearest.max(Self::LEAST))
    }
}

impl Record for Settings {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        object.put("name", self.name.plain());
        object.put("character-keys", self.character_keys.plain());
        object.put("exact", self.exact.plain());
        object.put("theme", self.theme.plain());
        object.put("text-size", Plain::Whole(self.text_size.percent().into()));
        if let Some(width) = self.panel {
            object.put("panel", Plain::Whole(width.pixels().into()));
        }
        if self.pinned {
            object.put("pinned", self.pinned.plain());
        }
        object.put("asked-to-keep", self.asked_to_keep.plain());
        if let Some((format, options)) = &self.export {
            object.put("export-format", format.plain());
            object.put("export-options", options.plain());
        }
        object.put_filled("scheme", self.scheme.plain());
        if *self.imprint != Imprint::default() {
            object.put("imprint", self.imprint.plain());
        }
        if !self.dismissed.is_empty() {
            let line = |(of, key): &(String, String)| Plain::Text(format!("{of}\n{key}").into());
            object.put("left", Plain::List(self.dismissed.iter().map(line).collect()));
        }
        object.into()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let left: Vec<String> = or_default::get(object, "left")?;
        let left = left.iter().filter_map(|line| line.split_once('\n'));
        Ok(Self {
            dismissed: left.map(|(of, key)| (of.to_owned(), key.to_owned())).collect(),
            scheme: or_default::get::<Scheme>(object, "scheme")?.into(),
            imprint: or_default::get::<Imprint>(object, "imprint")?.into(),
            name: or_default::get(object, "name")?,
            character_keys: if_some::get(object, "character-keys")?.unwrap_or(true),
            exact: or_default::get(object, "exact")?,
            theme: or_default::get(object, "theme")?,
            text_size: if_some::get(object, "text-size")?.map_or_else(TextSize::default, u16::into),
            panel: if_some::get::<u16>(object, "panel")?.map(PanelWidth::from),
            pinned: or_default::get(object, "pinned")?,
            asked_to_keep: or_default::get(object, "asked-to-keep")?,
            export: if_some::get(object, "export-format")?
                .zip(if_some::get(object, "export-options")?),
        })
    }
}

names! { Theme { System: "system", Light: "light", Dark: "dark" } }
