//! The page that sent an article: what the browser says of it, and what it says of itself. Never takes an address of
//! another site for its source: tests/native/opening.rs.

/// A page that sent an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its site, by the word of the browser; `None` if it has none of its own.
    pub site: Option<String>,
    /// The address on another site that it claimed to have.
    pub claimed: Option<String>,
}

impl Sender {
    /// A page whose origin the browser names, and which says that this is its address. What is of
    /// another origin is claimed, and no source.
    pub fn new(origin: &str, address: Option<String>) -> (Self, Option<String>) {
        let site = Some(origin.to_owned()).filter(|site| site.contains("://"));
        let rest = |address: &str| {
            site.as_deref().and_then(|site| address.strip_prefix(site)).map(str::to_owned)
        };
        let own = |address: &String| {
            rest(address).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        };
        match address {
            Some(address) if own(&address) => (Self { site, claimed: None }, Some(address)),
            claimed => (Self { site, claimed }, None),
        }
    }

    /// The name of its host.
    pub fn host(&self) -> Option<&str> {
        let host = self.site.as_deref()?.split_once("://")?.1;
        Some(host.rsplit_once(':').map_or(host, |(host, _)| host))
    }
}
