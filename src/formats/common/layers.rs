//! Layers of grammar, which programs for language keep beside annotations, and features that hold words or remarks:
//! a lemma that reads “claim” marks no claim (tests/formats/layers.rs).

/// The layers of grammar of DKPro, which INCEpTION has.
const GRAMMAR: [&str; 10] = [
    "Lemma",
    "Stem",
    "SurfaceForm",
    "POS",
    "MorphologicalFeatures",
    "Morpheme",
    "Chunk",
    "Dependency",
    "Constituent",
    "PennTree",
];

/// The packages of their types, by which some have other names: `pos.NOUN`, `constituent.NP`.
const PACKAGES: [&str; 7] =
    ["lexmorph", "syntax", "morph", "pos", "chunk", "dependency", "constituent"];

/// How features end that hold words or remarks, in small letters: `lemma`, `canonicalForm`, `comments`.
const WORDS: [&str; 16] = [
    "lemma",
    "stem",
    "pos",
    "posvalue",
    "coarsevalue",
    "form",
    "surface",
    "word",
    "text",
    "gloss",
    "translation",
    "normalized",
    "identifier",
    "comment",
    "note",
    "remark",
];

/// Whether a layer says of words what they are; its name may have its package.
pub fn is_grammar(layer: &str) -> bool {
    let mut parts = layer.rsplit(['.', ':']);
    let name = parts.next().unwrap_or_default();
    GRAMMAR.contains(&name) || name.starts_with("POS_") || parts.any(|it| PACKAGES.contains(&it))
}

/// Whether a feature of this name holds words, remarks or, named by a type, links; and no label.
pub fn holds_words(feature: &str) -> bool {
    let name = feature.to_ascii_lowercase();
    let one = name.strip_suffix('s').unwrap_or(&name);
    feature.contains('.')
        || WORDS.iter().any(|word| [one, name.as_str()].iter().any(|it| it.ends_with(word)))
}

/// The name of a feature as its annotators know it: `speaker` of `ROLE_custom.Span:speaker_custom.SpanSpeakerLink`.
pub fn feature_name(feature: &str) -> &str {
    let link = feature.split_once(':').map(|(_, link)| link.split('_').next().unwrap_or(link));
    link.unwrap_or_else(|| feature.rsplit('.').next().unwrap_or(feature))
}
