//! The names that pages give to what is an article, what is beside it, and what is in a line.

/// Names of what is beside an article.
pub(super) const UNLIKELY: [&str; 29] = [
    "-ad-",
    "ai2html",
    "banner",
    "breadcrumbs",
    "combx",
    "comment",
    "community",
    "cover-wrap",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "header",
    "legends",
    "menu",
    "related",
    "remark",
    "replies",
    "rss",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "social",
    "sponsor",
    "supplemental",
    "agegate",
    "pagination",
    "pager",
    "popup",
];
/// Names that may be those of an article all the same.
pub(super) const MAYBE: [&str; 9] =
    ["and", "article", "body", "column", "content", "layout", "main", "mathjax", "shadow"];
/// Words in the names of boxes that are never part of an article, however long they are.
pub(super) const NEVER: [&str; 18] = [
    "wp-block-latest-posts",
    "cookie",
    "consent",
    "gdpr",
    "onetrust",
    "didomi",
    "usercentrics",
    "newsletter",
    "breadcrumb",
    "sharedaddy",
    "share-buttons",
    "social-share",
    "author-box",
    "author-bio",
    "about-author",
    "donation",
    "donate",
    "spenden",
];
/// Names of what readers wrote, alone or before more, and endings that only say that they may.
pub(super) const COMMENTS: [&str; 8] = [
    "comment",
    "comments",
    "commentlist",
    "comment-list",
    "disqus",
    "respond",
    "fb-comments",
    "reader-comments",
];
pub(super) const NO_COMMENTS: [&str; 7] =
    ["-open", "-closed", "-on", "-off", "-enabled", "-disabled", "-allowed"];
/// Elements of pages for phones that hold advertisements.
pub(super) const HOLDERS: [&str; 4] = ["amp-ad", "amp-embed", "amp-sticky-ad", "amp-consent"];
/// Roles of what is beside an article.
pub(super) const ROLES: [&str; 7] =
    ["menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"];
/// What names begin with that say what is in an element.
pub(super) const CONTENT: [&str; 3] = ["has-", "with-", "no-"];
/// Names that speak against an article, and for one.
pub(super) const NEGATIVE: [&str; 24] = [
    "-ad-",
    "hidden",
    "banner",
    "combx",
    "comment",
    "com-",
    "contact",
    "footer",
    "gdpr",
    "masthead",
    "media",
    "meta",
    "outbrain",
    "promo",
    "related",
    "scroll",
    "share",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "sponsor",
    "shopping",
    "tags",
    "widget",
];
pub(super) const POSITIVE: [&str; 12] = [
    "article", "body", "content", "entry", "hentry", "h-entry", "main", "page", "post", "text",
    "blog", "story",
];
/// Elements within a line.
pub(super) const PHRASES: [&str; 39] = [
    "abbr", "audio", "b", "bdo", "br", "button", "cite", "code", "data", "datalist", "dfn", "em",
    "embed", "i", "img", "input", "kbd", "label", "mark", "math", "meter", "noscript", "object",
    "output", "progress", "q", "ruby", "samp", "script", "select", "small", "span", "strong",
    "sub", "sup", "textarea", "time", "var", "wbr",
];
/// Signs that separate parts of a sentence.
pub(super) const COMMAS: [char; 9] = [
    ',', '\u{060C}', '\u{FE50}', '\u{FE10}', '\u{FE11}', '\u{2E41}', '\u{2E34}', '\u{2E32}',
    '\u{FF0C}',
];
/// What advertisements say until they come.
pub(super) const ADVERTS: [&str; 15] = [
    "ad",
    "advertising",
    "advertisement",
    "pub",
    "publicité",
    "werb",
    "werbung",
    "广告",
    "реклама",
    "anuncio",
    "loading",
    "正在加载",
    "загрузка",
    "chargement",
    "cargando",
];
