//! A file as it comes and goes: a name and what is in it. Must never know where it lies.

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name; inside a ZIP with its folders, divided by `/`.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

impl File {
    /// A file of this name.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: content.into() }
    }

    /// Its name without folders and without the last extension.
    pub fn stem(&self) -> &str {
        let name = self.base();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Its name without folders.
    pub fn base(&self) -> &str {
        self.name.rsplit_once('/').map_or(self.name.as_str(), |(_, base)| base)
    }

    /// The last extension of its name in small letters, or empty.
    pub fn extension(&self) -> String {
        self.base().rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase())
    }

    /// Whether its content, a byte order mark and blanks aside, begins like this.
    pub fn begins_with(&self, start: &str) -> bool {
        let content = self.content.strip_prefix(super::plain::BYTE_ORDER_MARK);
        let content = content.unwrap_or(&self.content);
        content.trim_ascii_start().starts_with(start.as_bytes())
    }
}
