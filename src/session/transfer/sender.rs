//! The page that sent an article: what the browser says of it, and what it says of itself. An address on
//! another site never becomes the source (tests/native/opening.rs).

/// A page that sent an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its site, according to the browser; `None` if it has none.
    pub site: Option<String>,
    /// The address on another site that it claimed.
    pub claimed: Option<String>,
}

impl Sender {
    /// A page with its origin from the browser, and the address it claims. An address of another origin is
    /// kept as a claim, and is not the source.
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
