//! Reads CAS files: JSON 0.4, the JSON of before, and XMI, each in any order. Annotations without a label are
//! counted by their layer (tests/formats/marked.rs).

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::encoding::text_of_xml;
use crate::formats::common::layers::is_grammar;
use crate::formats::common::records::{FirstRecord, items, offset, records, text};
use crate::formats::common::spans::{Intake, article_of, item_of, short};
use crate::formats::common::xml::{Xml, local, pieces, root};
use crate::formats::common::{File, Problem, Unit, utf8};
use crate::model::plain::{Object, Plain};
use crate::model::{Details, Kind};

use super::structures::{
    ByNumber, is_everywhere, is_mark, is_of_chain, is_of_document, is_read, is_relation, label,
    range, skip, sort_of,
};
use super::{SPAN, others, project};

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    if let Some(project) = files.iter().find(|file| project::is_project(file)) {
        project::import(project, files, context, &mut imported);
        return imported;
    }
    for file in files {
        if file.begins_with("<") {
            let (content, problems) = text_of_xml(&file.content);
            imported.problems.extend(problems);
            if let Some(name) = other_root(&content) {
                others::import(name, &content, context, &mut imported);
                continue;
            }
            let structures = of_xmi(&content, &mut imported);
            read(&structures.iter().collect::<Vec<_>>(), None, context, &mut imported);
        } else {
            records(&file.content, &mut imported, |plain, into| {
                let earlier = plain.as_object().ok().map(of_earlier).unwrap_or_default();
                let earlier =
                    earlier.into_iter().chain(plain.as_object().map_or(vec![], by_number));
                let earlier: Vec<_> = earlier.collect();
                let listed = plain.as_object().map(|cas| items(cas, "%FEATURE_STRUCTURES"));
                let listed =
                    listed.unwrap_or_default().iter().filter_map(|one| one.as_object().ok());
                let features = plain.as_object().map(features).unwrap_or_default();
                read(&listed.chain(&earlier).collect::<Vec<_>>(), Some(&features), context, into);
            });
        }
    }
    imported
}

/// The elements of an XMI file; those within them are features, which may have several values.
fn of_xmi<'a>(content: &'a str, into: &mut Imported) -> Vec<Object<'a>> {
    const STRUCTURE: usize = 1;
    let mut all: Vec<Object<'a>> = Vec::new();
    let (mut depth, mut feature) = (0, None);
    for piece in pieces(content) {
        match piece {
            Xml::Start(name, attributes, is_end) => {
                if depth <= STRUCTURE {
                    let mut one = Object::default();
                    one.put("%TYPE", Plain::text(name));
                    for (name, value) in attributes {
                        let name = match name {
                            "xmi:id" => "%ID",
                            "sofa" => "@sofa",
                            name => name,
                        };
                        one.put(name, Plain::Text(value));
                    }
                    all.push(one);
                }
                feature = Some(name).filter(|_| depth > STRUCTURE);
                depth += usize::from(!is_end);
            }
            Xml::End(_) => depth = depth.saturating_sub(1),
            Xml::Text(letters) if depth > STRUCTURE + 1 => {
                if let Some((one, name)) = all.last_mut().zip(feature.take()) {
                    one.put(name, Plain::Text(letters));
                }
            }
            Xml::Text(_) => {}
            Xml::Broken => into
                .problems
                .push(Problem::new("the file is cut off; only what comes before that was read")),
        }
    }
    all
}

/// The structures of a CAS that has them by their numbers instead of in a list.
fn by_number<'a>(cas: &Object<'a>) -> Vec<Object<'a>> {
    let all = cas.get("%FEATURE_STRUCTURES").and_then(|all| all.as_object().ok());
    let all = all.into_iter().flat_map(Object::fields);
    let numbered = all.filter_map(|(number, one)| {
        let mut one = one.as_object().ok()?.clone();
        one.put("%ID", Plain::Text(number.to_owned().into()));
        Some(one)
    });
    numbered.collect()
}

/// The structures of the JSON that INCEpTION calls legacy: by view and type, and by number.
fn of_earlier<'a>(cas: &Object<'a>) -> Vec<Object<'a>> {
    let inside = |name: &str| cas.get(name).and_then(|it| it.as_object().ok());
    let mut all = Vec::new();
    let mut add = |sort: Option<&str>, number: Option<&str>, of: &Plain<'a>| {
        let Ok(of) = of.as_object() else { return };
        let mut one = of.clone();
        let sort = sort.or_else(|| text(of, "_type")).unwrap_or_default().to_owned();
        one.put("%TYPE", Plain::Text(sort.into()));
        for (name, value) in [
            ("%ID", number.map(str::to_owned)),
            ("@sofa", offset(of.get("sofa")).map(|it| it.to_string())),
        ] {
            if let Some(value) = value {
                one.put(name, Plain::Text(value.into()));
            }
        }
        all.push(one);
    };
    for (number, one) in inside("_referenced_fss").into_iter().flat_map(Object::fields) {
        add(None, Some(number), one);
    }
    for (_, view) in inside("_views").into_iter().flat_map(Object::fields) {
        for (sort, list) in view.as_object().ok().into_iter().flat_map(Object::fields) {
            list.as_list().unwrap_or_default().iter().for_each(|one| add(Some(sort), None, one));
        }
    }
    all
}

/// The features that a file declares; what else its objects have is none of the CAS.
fn features<'p>(cas: &'p Object<'_>) -> BTreeSet<&'p str> {
    let types = cas.get("%TYPES").and_then(|types| types.as_object().ok());
    let types = types.into_iter().flat_map(Object::values);
    let names = types.filter_map(|one| one.as_object().ok()).flat_map(Object::fields);
    let is_feature =
        |value: &Plain<'_>| value.as_object().is_ok_and(|it| it.get("%RANGE").is_some());
    names.filter(|(_, value)| is_feature(value)).map(|(name, _)| name).collect()
}

/// What all structures of a CAS share.
struct Cas<'p, 'a> {
    numbered: ByNumber<'p, 'a>,
    features: Option<&'p BTreeSet<&'p str>>,
    context: &'p Context<'p>,
}

/// Reads structures; without `features`, whatever they have is one.
fn read<'p, 'a>(
    all: &[&'p Object<'a>],
    features: Option<&'p BTreeSet<&'p str>>,
    context: &'p Context<'p>,
    into: &mut Imported,
) {
    let cas = Cas { numbered: ByNumber::of(all), features, context };
    let sofas: Vec<_> = all.iter().filter(|one| sort_of(one) == "Sofa").collect();
    if sofas.is_empty() {
        into.problems.push(Problem::new("there is no text (no Sofa) in this CAS"));
    }
    let mut of: BTreeMap<Option<u32>, Vec<&Object<'_>>> = BTreeMap::new();
    // What names no text is about the only one.
    let alone = if let [sofa] = sofas[..] { offset(sofa.get("%ID")) } else { None };
    for one in all {
        of.entry(offset(one.get("@sofa")).or(alone)).or_default().push(one);
    }
    let numbers: Vec<_> = sofas.iter().map(|sofa| offset(sofa.get("%ID"))).collect();
    let elsewhere = of.iter().filter(|(number, _)| !sofas.is_empty() && !numbers.contains(number));
    let elsewhere = elsewhere.flat_map(|(_, all)| all).filter(|one| is_mark(one)).count();
    if elsewhere > 0 {
        let are = if elsewhere == 1 { "annotation is" } else { "annotations are" };
        into.problems.push(Problem::new(format!(
            "{elsewhere} {are} about a text that is not in this file; left out"
        )));
    }
    for sofa in &sofas {
        let here = of.get(&offset(sofa.get("%ID")));
        view(sofa, here.map_or(&[], Vec::as_slice), &cas, into);
    }
}

/// What a CAS says about one text.
fn view<'p, 'a>(sofa: &Object<'_>, all: &[&'p Object<'a>], cas: &Cas<'p, 'a>, into: &mut Imported) {
    let Some(words) = text(sofa, "sofaString") else {
        return into
            .problems
            .push(Problem::new("a text (Sofa) of this CAS is not in the file; left out"));
    };
    let Some(article) = article_of(words, into) else { return };
    let mut intake = Intake::of_text(&article, words, Unit::Utf16, cas.context);
    let mut details = Details::default();
    // Words and sentences, which every such file has, count like the rest.
    let places = all.iter().filter_map(|one| range(one));
    let places: Vec<_> = places.map(|(start, end)| (start, end, None)).collect();
    intake.count_as(&places, None);
    for one in all {
        if sort_of(one) == "DocumentMetaData" {
            intake.is_of(text(one, "documentId").unwrap_or_default());
            details.title = text(one, "documentTitle").unwrap_or_default().to_owned();
            details.source = text(one, "documentUri").map(str::to_owned);
        }
        if !is_everywhere(sort_of(one)) {
            annotation(one, cas, &mut intake);
        }
    }
    intake.finish(&details, into);
}

/// Takes an annotation, or counts it.
fn annotation<'p, 'a>(one: &'p Object<'a>, cas: &Cas<'p, 'a>, intake: &mut Intake<'_>) {
    let is_mark = is_mark(one);
    if is_grammar(text(one, "%TYPE").unwrap_or_default()) {
        return skip(one, "is grammar", intake);
    }
    if is_of_chain(one) {
        return skip(one, "is part of a chain", intake);
    }
    if is_relation(one) {
        return cas.numbered.relate(one, intake);
    }
    let Some(range) = range(one) else {
        if is_mark {
            let sort = short(sort_of(one));
            intake.skip(format!("the place of an annotation of the layer “{sort}” is not whole"));
        } else if is_of_document(one) {
            skip(one, "has no place in the text", intake);
        }
        return;
    };
    let (usual, more) = cas.numbered.usual(one, cas.context);
    let Some(label) = label(one, usual, cas.context) else {
        return skip(one, "has no label", intake);
    };
    if take(one, &label, range, cas, intake) {
        others_of(one, &label, cas.features, intake);
        (0..more).for_each(|_| intake.skip("a further label of a span"));
    }
    if let Some(said) = usual.filter(|said| label == sort_of(one) && **said != *label) {
        intake.skip(format!("the value “{}” has no place here", short(said)));
    }
}

/// Counts what an annotation that was taken says besides.
fn others_of(
    one: &Object<'_>,
    label: &str,
    features: Option<&BTreeSet<&str>>,
    intake: &mut Intake<'_>,
) {
    for (whole, value) in one.fields() {
        // `@` refers to another structure.
        let name = whole.trim_start_matches(['@', '^']);
        let is_feature = features.is_none_or(|features| features.contains(name));
        let is_nothing = matches!(value, Plain::Null | Plain::Flag(false))
            || value.as_text().is_ok_and(|said| said.is_empty() || said == label);
        if is_feature && !is_read(whole, value) && !is_nothing && !name.starts_with('%') {
            let name = short(name);
            intake.skip(format!("the feature “{name}” of an annotation is not kept here"));
        }
    }
}

/// Adds an annotation; whether it is in the text.
fn take(
    one: &Object<'_>,
    label: &str,
    range: (u32, u32),
    cas: &Cas<'_, '_>,
    intake: &mut Intake<'_>,
) -> bool {
    let Some(made) = intake.span(label, range, None) else { return false };
    made.note = text(one, "note").unwrap_or_default().to_owned();
    let is_person = made.kind() == Kind::Person;
    if let Some(id) = text(one, "identifier").filter(|id| !id.is_empty()) {
        // In other layers it is the entry of a knowledge base, which several mentions share.
        match text(one, "%TYPE") == Some(SPAN) || sort_of(one) == "Span" {
            true => intake.called(id),
            false if let Some(item) = item_of(id).filter(|_| is_person) => intake.last_refers(item),
            false => intake.skip(format!("the reference to “{}” is not kept here", short(id))),
        }
    }
    if let Some(own) = offset(one.get("%ID")) {
        intake.named(own.to_string());
        cas.numbered.link_speakers(own, one, intake);
    }
    true
}

/// The outermost element of a file of another architecture.
fn other_root(content: &str) -> Option<&str> {
    root(content).map(local).filter(|name| others::ROOTS.contains(name))
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    if file.begins_with("<") {
        let (content, _) = text_of_xml(&file.content);
        return root(&content).is_some_and(|name| local(name) == "XMI")
            || other_root(&content).is_some()
            || project::is_text_of_project(&content);
    }
    let (content, _) = utf8::decode_all(&file.content);
    let head = FirstRecord::of(&content);
    file.begins_with("{")
        && ((head.has("%FEATURE_STRUCTURES") && (head.has("%TYPES") || head.has("%VIEWS")))
            || (head.has("_views") && head.has("_referenced_fss")))
}
