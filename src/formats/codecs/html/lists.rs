//! What follows the article on the page: notes, claims, people and the picture.

use super::MarkedPage;
use crate::formats::codecs::picture::shapes::{Picture, RowOrder};
use crate::formats::codecs::picture::{drawing, svg};
use crate::formats::common::markup::{escaped, linked};
use crate::formats::common::sentences;
use crate::formats::common::statement::actor_of;
use crate::model::record::Record as _;
use crate::model::repeats::Verdicts;
use crate::model::statistics::PersonNumbers;
use crate::model::{Actor, ActorSort, Annotation, Claimant, Detail, Kind, QuoteForm, Verdict};

/// Most rows of the picture on a sheet of paper, and with low rows.
const ROWS: (usize, usize) = (28, 56);

impl MarkedPage<'_> {
    pub(super) fn notes(&self) -> String {
        let noted = self.set.iter().filter_map(|one| Some((self.numbers.get(&one.id)?, &**one)));
        let notes: String = noted.map(|(number, one)| self.note(number, one)).collect();
        section("notes", "Notes", "", "ol", &notes)
    }

    fn note(&self, number: usize, one: &Annotation) -> String {
        let mut lines: Vec<String> = self.remarks(one).iter().map(|line| line_of(line)).collect();
        // Elsewhere, the text says the words, or for a claim its entry in the list of claims.
        if !(self.parts.text || self.parts.claims && one.kind() == Kind::Claim) {
            lines.insert(0, line_of(&format!("“{}”", sentences::words(self.set, one))));
        }
        format!(
            "<li id=\"note-{number}\">{}<div>{}, ¶\u{a0}{}{}</div></li>\n",
            self.back(number),
            self.said(one),
            self.paragraph_of(one),
            lines.concat(),
        )
    }

    /// The number of a note, which leads to the text if that is on the page.
    fn back(&self, number: usize) -> String {
        match self.parts.text {
            true => format!("<b><a href=\"#to-{number}\">{number}</a></b>"),
            false => format!("<b>{number}</b>"),
        }
    }

    /// What an annotation says, in one line of the page.
    fn said(&self, one: &Annotation) -> String {
        let name = actor_of(self.set, one).map(|actor| isolated(&actor.name));
        match &one.detail {
            Detail::Person { .. } => match name {
                Some(name) => format!("Person: {name}"),
                None => "Person not named yet".to_owned(),
            },
            Detail::Quote { form, .. } => {
                let form = form.map(|form| format!(", {}", plain(form)));
                let by = name.map_or("Quote without a speaker".to_owned(), |name| {
                    format!("Quote by {name}")
                });
                by + &form.unwrap_or_default()
            }
            Detail::Claim { claimant, check } => {
                let by = match (claimant, name) {
                    (Some(Claimant::Article), _) => "Claim by the article".to_owned(),
                    (_, Some(name)) => format!("Claim by {name}"),
                    _ => "Claim without a claimant".to_owned(),
                };
                let verdict = check.as_ref().and_then(|check| check.verdict.as_ref());
                let verdict = match verdict {
                    None => "not checked".to_owned(),
                    Some(Verdict::Own(name)) => isolated(name),
                    Some(verdict) => sentences::verdict(verdict).to_lowercase(),
                };
                format!("{by}: {verdict}")
            }
        }
    }

    /// Label, how its source has a quote, note, tags, and the creator if there are several.
    fn remarks(&self, one: &Annotation) -> Vec<String> {
        let label = one.label.iter().map(|label| format!("Label: {label}"));
        let source = match &one.detail {
            Detail::Quote { source, .. } => source.as_deref().map(sentences::quote_source),
            _ => None,
        };
        label.chain(source).chain(sentences::remarks(one, self.numbers.creator.is_none())).collect()
    }

    fn paragraph_of(&self, one: &Annotation) -> usize {
        let article = self.set.article();
        article.paragraph(article.block_at(one.start())).max(1)
    }

    pub(super) fn claims(&self) -> String {
        let counted = Verdicts::of(self.set);
        let checked = sentences::checked_of(counted, &counted.claims.to_string());
        let claims: String = self.of_kind(Kind::Claim).map(|one| self.claim(one)).collect();
        section("claims", "Claims", &checked, "ol", &claims)
    }

    fn claim(&self, one: &Annotation) -> String {
        let number = self.numbers.get(&one.id).unwrap_or_default();
        let check = match &one.detail {
            Detail::Claim { check: Some(check), .. } => Some(check),
            _ => None,
        };
        let mut facts: Vec<String> =
            check.map(|check| sentences::checked(self.set, one, check)).unwrap_or_default();
        // The verdict and its day stand at the side.
        let judged = check.and_then(sentences::judged);
        facts.retain(|fact| Some(fact) != judged.as_ref());
        let verdict = check.and_then(|check| check.verdict.as_ref());
        let day = check.filter(|_| verdict.is_some()).and_then(|check| check.date.as_deref());
        let day = day.map(|day| format!("<small>checked {}</small>", escaped(day)));
        if !self.parts.notes {
            facts.extend(self.remarks(one));
        }
        let facts: String = facts.iter().map(|fact| line_of(fact)).collect();
        let who = match sentences::who(self.set, one).as_str() {
            "" => "No claimant yet".to_owned(),
            "the article" => "The article".to_owned(),
            who => who.to_owned(),
        };
        format!(
            "<li id=\"claim-{number}\">{}<div><p class=\"words\" dir=\"auto\">{}</p><p>{}, ¶\u{a0}{}</p>{facts}</div>\
             <p class=\"verdict\">{}{}{}</p></li>\n",
            self.back(number),
            escaped(&sentences::words(self.set, one)),
            isolated(&who),
            self.paragraph_of(one),
            self.dots(verdict),
            escaped(verdict.map_or("Not checked", sentences::verdict)),
            day.unwrap_or_default(),
        )
    }

    /// The place of a verdict on the scale from false to true.
    fn dots(&self, verdict: Option<&Verdict>) -> String {
        let Some(verdict) = verdict else { return String::new() };
        let rating = self.set.details().scheme.rating(verdict);
        let dots = rating.map_or("?".to_owned(), |(filled, of)| {
            (0..of).map(|dot| if dot < filled { '●' } else { '○' }).collect()
        });
        format!("<span aria-hidden=\"true\">{dots}</span> ")
    }

    pub(super) fn people(&self) -> String {
        let rows: String = self.counted.people.iter().map(|person| self.person(person)).collect();
        let head = "<tr><th>Person</th><th>Named in ¶</th><th>Quotes</th><th>Words quoted</th><th>Claims</th></tr>\n";
        let table = if rows.is_empty() {
            rows
        } else {
            format!("<thead>{head}</thead>\n<tbody>\n{rows}</tbody>")
        };
        section("people", "People", "", "table", &table)
    }

    fn person(&self, person: &PersonNumbers) -> String {
        let numbers = &person.numbers;
        let named = self.of_kind(Kind::Person).filter(|one| one.actor() == Some(&person.id));
        let mut paragraphs: Vec<usize> = named.map(|one| self.paragraph_of(one)).collect();
        paragraphs.dedup();
        let paragraphs: Vec<_> = paragraphs.iter().map(usize::to_string).collect();
        let about = self.set.actor(&person.id).map(|actor| about(actor)).unwrap_or_default();
        let numbers = [numbers.quotes, numbers.words, numbers.claims];
        let numbers =
            numbers.map(|number| format!("<td>{}</td>", or_dash(&number.to_string(), number > 0)));
        format!(
            "<tr><th scope=\"row\"><b dir=\"auto\">{}</b>{}</th><td>{}</td>{}</tr>\n",
            escaped(&person.name),
            escaped(&about),
            or_dash(&paragraphs.join(", "), !paragraphs.is_empty()),
            numbers.concat(),
        )
    }

    pub(super) fn picture(&self) -> String {
        let whole = drawing::draw(self.set, &self.counted, RowOrder::Appearance, false);
        let rows = if whole.compact { ROWS.1 } else { ROWS.0 };
        let sheets = whole.rows.len().div_ceil(rows);
        let drawn =
            |sheet: usize| svg::svg(self.set, &self.counted, &whole.rows_from(sheet * rows, rows));
        let drawn: String = (0..sheets).map(drawn).collect();
        section("picture", "Who said what", "", "div", &drawn)
    }
}

/// A list with its heading; nothing if it is empty.
fn section(class: &str, heading: &str, more: &str, tag: &str, items: &str) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"{class}\">\n<h2>{heading} <small>{more}</small></h2>\n<{tag}>\n{items}</{tag}>\n</section>\n"
    )
}

/// A name that leaves the direction of what stands beside it alone.
fn isolated(name: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(name))
}

fn line_of(fact: &str) -> String {
    format!("<p dir=\"auto\">{}</p>", linked(fact))
}

fn plain(form: QuoteForm) -> String {
    form.plain().as_text().unwrap_or_default().to_owned()
}

/// Role, sort unless it is a person, and Wikidata id.
fn about(actor: &Actor) -> String {
    let sort = actor.sort.plain().as_text().unwrap_or_default().to_owned();
    let sort = Some(sort).filter(|_| actor.sort != ActorSort::Person);
    let role = Some(actor.role.clone()).filter(|role| !role.is_empty());
    let about: Vec<_> = [role, sort, actor.wikidata.clone()].into_iter().flatten().collect();
    if about.is_empty() { String::new() } else { format!(", {}", about.join(", ")) }
}

fn or_dash(text: &str, known: bool) -> &str {
    if known { text } else { "–" }
}

impl Picture {
    /// Some of its rows, as a picture of their own.
    fn rows_from(&self, first: usize, most: usize) -> Self {
        let last = (first + most).min(self.rows.len());
        let within = |row: u32| (first..last).contains(&(row as usize));
        let moved = |row: u32| row - u32::try_from(first).unwrap_or_default();
        let mut part = self.clone();
        part.rows = self.rows.get(first..last).unwrap_or_default().to_vec();
        part.shapes.retain(|shape| within(shape.row));
        part.densities.retain(|density| within(density.row));
        part.shapes.iter_mut().for_each(|shape| shape.row = moved(shape.row));
        part.densities.iter_mut().for_each(|density| density.row = moved(density.row));
        part
    }
}
