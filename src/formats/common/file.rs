//! A file to import or export: a name and its content.

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name; inside a ZIP with its folders, separated by `/`.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// Names that Windows reserves for devices, whatever the extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Most bytes of one file name that every file system accepts, less room for a number.
const LONGEST: usize = 200;

/// Whether a system reserves a name for a device: `CON`, `nul.json`, `com1`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = |start: &str| {
        let number = stem.strip_prefix(start)?;
        let mut signs = number.chars();
        let digit = matches!(signs.next()?, '0'..='9' | '¹' | '²' | '³');
        Some(digit && signs.next().is_none())
    };
    DEVICES.contains(&stem.as_str()) || ["com", "lpt"].into_iter().find_map(port) == Some(true)
}

/// A name with folders that every system accepts: without special characters, device names, dots or spaces at
/// an end, ways out of the folder, or excess length.
pub fn portable(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !part.trim_matches(['.', ' ']).is_empty());
    let parts: Vec<_> = parts.map(portable_part).collect();
    if parts.is_empty() { "file".to_owned() } else { parts.join("/") }
}

fn portable_part(part: &str) -> String {
    let sign = |c: char| if c.is_control() || "<>:\"|?*".contains(c) { '-' } else { c };
    let part: String = part.chars().map(sign).collect();
    let part = part.trim_start_matches(' ').trim_end_matches(['.', ' ']);
    let part = if is_device(part) { format!("file-{part}") } else { part.to_owned() };
    if part.len() <= LONGEST {
        return part;
    }
    let (stem, end) = part.rsplit_once('.').unwrap_or((&part, ""));
    let end = if end.is_empty() { String::new() } else { format!(".{end}") };
    let end = if end.len() > LONGEST / 4 { String::new() } else { end };
    let stem = stem.get(..stem.floor_char_boundary(LONGEST - end.len())).unwrap_or_default();
    format!("{}{end}", stem.trim_end_matches(['.', ' ']))
}

/// A name as seen by systems that do not distinguish upper and lower case.
pub fn folded(name: &str) -> String {
    // As `str::to_uppercase` does, whose loop would be the program's only one of its kind.
    name.chars().flat_map(char::to_uppercase).collect::<String>().to_lowercase()
}

impl File {
    /// A file with this name.
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

    /// The last extension of its name in lower case, or empty.
    pub fn extension(&self) -> String {
        self.base().rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_ascii_lowercase())
    }

    /// Whether its content begins like this, after any byte order mark and white space.
    pub fn begins_with(&self, start: &str) -> bool {
        let content = self.content.strip_prefix(super::utf8::BYTE_ORDER_MARK);
        let content = content.unwrap_or(&self.content);
        content.trim_ascii_start().starts_with(start.as_bytes())
    }
}
