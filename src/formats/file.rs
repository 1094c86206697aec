//! A file as it comes and goes: a name and what is in it. Must never know where it lies.

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name; inside a ZIP with its folders, divided by `/`.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Names that Windows keeps for devices, whatever stands behind a point.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// A name of one file may be so long on the disks there are, in bytes; numbers are put before it.
const LONGEST: usize = 200;

/// Whether a system keeps a name for a device: `CON`, `nul.json`, `com1`.
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

/// A name, with its folders, that every system can have: no sign that means something to one, no
/// name of a device, no point or blank at an end, no way out of the folder, and not too long.
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

/// What systems that do not tell small letters from large ones take a name for.
pub fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase()
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
