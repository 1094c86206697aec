//! Which files hold annotations, and which may be articles. The programs of the worker sort in the same way, so
//! that each knows what belongs to the others (tests/native/two_programs.rs).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::formats::common::encoding::{as_utf_8, text_of_xml};
use crate::formats::common::xml::{Xml, pieces};
use crate::formats::common::zip;
use crate::formats::documents::{self, data_named};
use crate::formats::recognise::recognise;
use crate::formats::{File, Format, Problem, catalog};

use super::program::Program;
use super::protocol::{AS_TEXT, PREDICTED, Reading};

/// The id of Label Studio's format.
const STUDIO: &str = "label-studio";

/// Whether a program is asked first, or for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    First,
    Second,
}

/// Files of annotations that belong together, and their format.
type FileGroup<'a> = (&'static Format, Cow<'a, [File]>);

/// A file without annotations.
#[derive(Debug)]
pub(super) enum Stranger<'a> {
    /// A possible article.
    Article(&'a File),
    /// A PDF.
    Pdf(&'a File),
    /// Data in an unknown format, with a description.
    Unknown(&'a File, &'static str),
}

/// The files, sorted.
#[derive(Debug)]
pub(super) struct Sorted<'a> {
    pub(super) groups: Vec<FileGroup<'a>>,
    pub(super) strangers: Vec<Stranger<'a>>,
    /// Whether they are a single thing, which needs no name in messages.
    alone: bool,
}

impl<'a> Sorted<'a> {
    /// Sorts unpacked files; `format` is the reader's choice.
    ///
    /// # Errors
    /// If the format is unknown.
    pub(super) fn of(files: &'a [File], format: Option<&str>) -> Result<Self, Problem> {
        let as_text = format == Some(AS_TEXT);
        let (groups, strangers) = match as_text {
            true => (Vec::new(), files.iter().collect()),
            false => grouped(files, forced(format)?),
        };
        let alone = groups.len() + strangers.len() == 1;
        let has = |id: &str| groups.iter().any(|(format, _)| format.id == id);
        let (brat, cas) = (has("brat"), has("uima-cas"));
        let is_beside =
            |file: &&File| brat && is_configuration(file) || cas && file.base() == "TypeSystem.xml";
        let strangers = strangers.into_iter().filter(|file| !is_beside(file));
        let sorted = strangers.map(|file| {
            if documents::is_pdf(file) {
                return Stranger::Pdf(file);
            }
            let packed = zip::is_packed_otherwise(file).then_some(PACKED);
            let data = if as_text { None } else { packed.or_else(|| data_named(file)) };
            data.map_or(Stranger::Article(file), |what| Stranger::Unknown(file, what))
        });
        Ok(Self { strangers: sorted.collect(), groups, alone })
    }

    /// The same, but only the PDFs that are strangers: their program recognises no other file, or it would carry
    /// what recognises every format.
    ///
    /// # Errors
    /// If the format is unknown.
    pub(super) fn pdfs(files: &'a [File], format: Option<&str>) -> Result<Self, Problem> {
        let forced = forced(format)?;
        let mut known = BTreeSet::new();
        let mut is_left = |file: &File| {
            forced.is_none_or(|format| !known.insert(key(file)) && !belongs(format, file))
        };
        let pdfs = files.iter().filter(|file| is_left(file) && documents::is_pdf(file));
        let strangers = pdfs.map(Stranger::Pdf).collect();
        Ok(Self { groups: Vec::new(), strangers, alone: files.len() == 1 })
    }

    /// An empty answer about them.
    pub(super) fn reading(&self, all: &[File]) -> Reading {
        Reading {
            names: all.iter().map(|file| file.name.clone()).collect(),
            format: self.groups.first().map(|(format, _)| format.id.to_owned()),
            documents: Vec::new(),
            manuscripts: Vec::new(),
            problems: Vec::new(),
            unknown: Vec::new(),
            more: Vec::new(),
            against: None,
        }
    }

    /// The programs other than this one that have something to read, the last first.
    pub(super) fn others(&self, than: Program) -> Vec<Program> {
        let is_any = |is: fn(&Stranger<'_>) -> bool| self.strangers.iter().any(is);
        let all = [
            (Program::Pdf, is_any(|one| matches!(one, Stranger::Pdf(_)))),
            (Program::Documents, is_any(|one| matches!(one, Stranger::Article(_)))),
            (Program::Files, !self.groups.is_empty()),
        ];
        all.into_iter().filter(|(one, has)| *has && *one != than).map(|(one, _)| one).collect()
    }

    /// Adds the names of data files in an unknown format.
    pub(super) fn tell_unknown(&self, reading: &mut Reading) {
        for one in &self.strangers {
            if let Stranger::Unknown(file, what) = one {
                self.tell(file, what, reading);
            }
        }
    }

    /// Adds the name of one of them.
    pub(super) fn tell(&self, file: &File, what: &str, reading: &mut Reading) {
        // What is packed is no text, whatever the reader says.
        if what != PACKED {
            reading.unknown.push(file.name.clone());
        }
        reading.problems.push(self.of_file(&file.name, unknown(what)));
    }

    /// A problem, with the name of its file if there are several.
    pub(super) fn of_file(&self, name: &str, problem: Problem) -> Problem {
        match self.alone {
            true => problem,
            false => Problem { message: format!("{name}: {}", problem.message), ..problem },
        }
    }
}

/// Whether it only configures how brat shows annotations and needs no message. Other companion files have the
/// name of the file they belong to.
fn is_configuration(file: &File) -> bool {
    ["annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf", "acl.conf"]
        .iter()
        .any(|name| file.name.ends_with(name))
}

/// Most bytes in files that ZIPs within a ZIP are added to.
const MOST_UNPACKED: usize = 256 << 20;

/// The files, with each ZIP replaced by its content, and each ZIP in one; a document that is a ZIP itself stays
/// whole. Copies only if there is a ZIP.
pub(super) fn unbundled(all: &[File]) -> (Cow<'_, [File]>, Vec<Problem>) {
    let is_bundle = |file: &File| zip::is_zip(file) && !documents::is_document(file);
    if !all.iter().any(is_bundle) {
        return (all.into(), Vec::new());
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for file in all {
        if is_bundle(file) {
            let (inside, wrong) = zip::unpacked(file);
            files.extend(inside);
            problems.extend(wrong);
        } else {
            files.push(file.clone());
        }
    }
    // INCEpTION has a ZIP for each person and document in that of a project.
    let (inner, mut files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_bundle);
    let size = |files: &[File]| files.iter().map(|file| file.content.len()).sum::<usize>();
    let mut unpacked = size(&files);
    for file in inner {
        if unpacked > MOST_UNPACKED {
            problems.push(Problem::new(format!(
                "{}: unpacked, this ZIP in a ZIP is too large; left out",
                file.name
            )));
            continue;
        }
        let (inside, wrong) = zip::unpacked(&file);
        unpacked = unpacked.saturating_add(size(&inside));
        let within = |one: File| File { name: format!("{}/{}", file.name, one.name), ..one };
        files.extend(inside.into_iter().map(within));
        problems.extend(wrong);
    }
    (files.into(), problems)
}

/// The description of a file that is packed in a way that is not read.
const PACKED: &str = "packed";

/// The problem of a data file in an unknown format, and what to do.
fn unknown(what: &str) -> Problem {
    if what == PACKED {
        return Problem::new(
            "this file is packed, and only ZIPs are unpacked here; unpack it first, and open what is in it",
        );
    }
    Problem::new(format!(
        "this is {what}, but not in an annotation format that this app knows, so nothing was read; \
         export it from its program in one of the formats listed under Export"
    ))
}

/// Groups of files with their format, and the unknown ones. An unknown file belongs to the known one of its
/// name, as brat's text to its annotations.
fn grouped<'a>(
    files: &'a [File],
    forced: Option<&'static Format>,
) -> (Vec<FileGroup<'a>>, Vec<&'a File>) {
    let mut groups: Vec<FileGroup<'a>> = Vec::new();
    let mut by_name = BTreeMap::new();
    let (mut unknown, mut strangers) = (Vec::new(), Vec::new());
    for file in files {
        // A PDF holds no annotations in a format of this app, whatever its letters look like.
        let is_pdf = forced.is_none() && documents::is_pdf(file);
        let known = if is_pdf { None } else { forced.or_else(|| recognise(file)) };
        // No codec reads UTF-16 by itself.
        let other = if known.is_none() && !is_pdf { as_utf_8(file) } else { None };
        let other = other.and_then(|plain| Some((recognise(&plain)?, vec![plain].into())));
        let at = by_name.get(&key(file)).copied().filter(|_| is_of_shared_task(file));
        let first = at.and_then(|at: usize| groups.get_mut(at));
        let first = first.filter(|(_, files)| files.first().is_some_and(is_of_shared_task));
        match known.map(|format| (format, std::slice::from_ref(file).into())).or(other) {
            Some(_) if let Some((_, together)) = first => together.to_mut().push(file.clone()),
            Some(_) if forced.is_some() && by_name.contains_key(&key(file)) => unknown.push(file),
            Some(group) => {
                by_name.entry(key(file)).or_insert(groups.len());
                groups.push(group);
            }
            None => unknown.push(file),
        }
    }
    // Two people who code one project have the same texts.
    let mut of_projects: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (_, together)) in groups.iter().enumerate() {
        let projects = together.iter().filter(|file| file.extension() == "qde");
        for name in projects.flat_map(texts_of) {
            of_projects.entry(name).or_default().push(at);
        }
    }
    for file in unknown {
        let projects = of_projects.get(file.base()).map_or(&[][..], Vec::as_slice);
        // The marks of “a.txt” may be in “a.txt.ann”.
        let whole = || by_name.get(&(key(file).0, file.base().to_owned()));
        let named = by_name.get(&key(file)).or_else(whole).map(std::slice::from_ref);
        let mut taken = false;
        for at in named.unwrap_or(projects) {
            let Some((format, together)) = groups.get_mut(*at) else { continue };
            let fits = belongs(format, file) && (forced.is_some() || !documents::is_pdf(file));
            if !projects.is_empty() || fits {
                together.to_mut().push(file.clone());
                taken = true;
            }
        }
        if !taken {
            strangers.push(file);
        }
    }
    let strangers = without_far_texts(strangers, &mut groups);
    (groups, strangers)
}

/// The strangers that are not the texts of brat's marks in another folder, which are added to those: corpora often
/// keep them apart. Of several texts of one name, nothing tells which it is.
fn without_far_texts<'a>(strangers: Vec<&'a File>, groups: &mut [FileGroup<'_>]) -> Vec<&'a File> {
    let is_text = |file: &File| file.extension() == "txt";
    let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (format, files)) in groups.iter().enumerate() {
        if format.id == "brat" && !files.iter().any(is_text) {
            let stem = files.first().map_or("", |file| file.stem());
            bare.entry(stem.to_owned()).or_default().push(at);
        }
    }
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for file in strangers.iter().filter(|file| is_text(file)) {
        *texts.entry(file.stem().to_owned()).or_default() += 1;
    }
    let of = |file: &File| match (bare.get(file.stem()).map(Vec::as_slice), texts.get(file.stem()))
    {
        (Some([at]), Some(1)) if is_text(file) => Some(*at),
        _ => None,
    };
    let mut left = Vec::new();
    for file in strangers {
        match of(file).and_then(|at| groups.get_mut(at)) {
            Some((_, together)) => together.to_mut().push(file.clone()),
            None => left.push(file),
        }
    }
    left
}

/// The names of the files with the texts of a project of coded texts: the plain ones, and what is the same as a
/// document.
fn texts_of(project: &File) -> Vec<String> {
    let (content, _) = text_of_xml(&project.content);
    let mut names = Vec::new();
    for piece in pieces(&content) {
        let Xml::Start(_, attributes, _) = piece else { continue };
        let path = |name: &str| {
            let path = attributes.iter().find(|(own, _)| *own == name);
            path.and_then(|(_, path)| Some(path.rsplit_once('/')?.1.to_owned()))
        };
        if let Some(plain) = path("plainTextPath") {
            names.push(plain);
            names.extend(path("richTextPath"));
        }
    }
    names
}

/// What the files that belong together share: their folder and name.
fn key(file: &File) -> (Option<String>, String) {
    let folder = file.name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    (folder, file.stem().to_owned())
}

/// Whether it is one of the two lists of marks that BioNLP's shared tasks have for each text.
fn is_of_shared_task(file: &File) -> bool {
    ["a1", "a2"].contains(&file.extension().as_str())
}

/// Whether a format has files beside its own, and this may be one, such as brat's text or Label Studio's
/// configuration.
fn belongs(format: &Format, file: &File) -> bool {
    match format.id {
        "brat" => ["txt", "ann", "a1", "a2", "conf", "xml"].contains(&file.extension().as_str()),
        STUDIO => file.extension() == "xml",
        _ => false,
    }
}

/// The format that the reader chose, if any.
fn forced(format: Option<&str>) -> Result<Option<&'static Format>, Problem> {
    let id = format.filter(|id| *id != AS_TEXT).map(|id| if id == PREDICTED { STUDIO } else { id });
    let known =
        |id| catalog::named(id).ok_or_else(|| Problem::new(format!("there is no format “{id}”")));
    id.map(known).transpose()
}
