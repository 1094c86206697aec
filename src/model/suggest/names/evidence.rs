//! What the whole text shows of each capitalised word: whether it stands beside titles, or behind given names.

use crate::model::suggest::prose::Prose;

use super::forms::{FormId, WordForms};

/// The evidence of a text.
#[derive(Debug)]
pub(super) struct WordEvidence(Vec<SeenWord>);

/// How a capitalised word was seen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SeenWord {
    /// How often inside a sentence; 2 for more.
    pub inside: u8,
    /// Behind a title, or before a verb of saying.
    pub beside_title: bool,
    /// Behind a given name.
    pub behind_given: bool,
}

impl WordEvidence {
    /// The evidence of a text.
    pub fn of(prose: &Prose<'_>, forms: &WordForms<'_>) -> Self {
        let mut evidence = Self(vec![SeenWord::default(); forms.all.len()]);
        for sentence in &prose.sentences {
            for token in sentence.clone() {
                evidence.see(forms, token, sentence.start, sentence.end);
            }
        }
        evidence
    }

    /// How a form was seen.
    pub fn of_form(&self, form: FormId) -> SeenWord {
        self.0.get(form as usize).copied().unwrap_or_default()
    }

    fn see(&mut self, forms: &WordForms<'_>, token: usize, first: usize, end: usize) {
        let form = forms.form(token);
        if !form.capital {
            return;
        }
        let seen = &mut self.0[forms.of_tokens[token] as usize];
        if token + 1 < end && forms.form(token + 1).saying {
            seen.beside_title = true;
        }
        if token > first {
            let before = forms.form(token - 1);
            seen.inside = (seen.inside + 1).min(2);
            seen.beside_title |= before.title;
            seen.behind_given |= before.capital && before.given;
        }
    }
}
