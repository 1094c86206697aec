//! Interprets what a page draws: its letters, and what may hide them (`drawing`); nothing of it is drawn. What a
//! form within a form draws again and again is limited.

use hayro_font::hayro_syntax::content::{Instruction, UntypedIter};
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_font::hayro_syntax::page::Resources;

use super::fonts::{Fonts, PdfFont};
use super::layers::Layers;
use super::limits::{Limits, is_bomb};
use super::matrix::Matrix;
use super::paints::{Coat, Paints};
use super::path::DrawnPath;
use super::place::{self, GlyphMark, Pen};
use super::state::{MarkedContent, State, TextPlace};
use super::strings::text_string;
use crate::formats::documents::pdf::area::PageArea;
use crate::formats::documents::pdf::glyphs::PageGlyphs;

/// Most forms within forms, and most states saved at once.
const DEEPEST: usize = 16;
const MOST_SAVED: usize = 4096;

/// A page being read.
pub(super) struct PageReader<'r, 'a> {
    pub(super) fonts: &'r mut Fonts<'a>,
    pub(super) limits: &'r mut Limits,
    pub(super) layers: &'r Layers,
    pub(super) glyphs: PageGlyphs,
    pub(super) state: State<'a>,
    pub(super) path: DrawnPath,
    pub(super) paints: Paints,
    pub(super) marked: Vec<MarkedContent>,
    /// Whether the form that is drawn is in a layer that is switched off.
    pub(super) off: bool,
    /// Whether it is something laid over the page that is drawn.
    pub(super) annotates: bool,
    saved: Vec<State<'a>>,
    place: TextPlace,
    depth: usize,
}

impl<'r, 'a> PageReader<'r, 'a> {
    pub(super) fn new(
        fonts: &'r mut Fonts<'a>,
        limits: &'r mut Limits,
        layers: &'r Layers,
        matrix: Matrix,
        size: (f32, f32),
    ) -> Self {
        let whole = PageArea { left: 0.0, top: 0.0, right: size.0, bottom: size.1 };
        Self {
            fonts,
            limits,
            layers,
            glyphs: PageGlyphs { size, ..PageGlyphs::default() },
            state: State::new(matrix, whole),
            path: DrawnPath::START,
            paints: Paints::new(size),
            marked: Vec::new(),
            off: false,
            annotates: false,
            saved: Vec::new(),
            place: TextPlace::START,
            depth: 0,
        }
    }

    /// Reads the content of a page or form.
    pub(super) fn read(&mut self, content: &[u8], resources: &Resources<'a>) {
        let (saved, marked) = (self.saved.len(), self.marked.len());
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            if !self.limits.operator() {
                return;
            }
            self.operation(&operation, resources);
        }
        // Nothing that a form leaves open goes on behind it.
        if self.saved.len() > saved {
            self.saved.truncate(saved + 1);
            self.state = self.saved.pop().unwrap_or_else(|| self.state.clone());
        }
        while self.marked.len() > marked {
            self.end_marked();
        }
    }

    fn operation(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let number = |at: usize| numbers(operation).nth(at).unwrap_or_default();
        match &**operation.operator {
            b"q" if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.matrix = self.state.matrix.of(matrix(operation)),
            b"BT" => self.place = TextPlace::START,
            b"Tm" => self.place.set(matrix(operation)),
            b"Tc" => self.state.character_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tf" => self.set_font(operation, resources, number(0)),
            b"Td" => self.place.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.place.next_line(number(0), number(1));
            }
            b"T*" => self.next_line(),
            b"Tj" => self.show(operation),
            b"'" => {
                self.next_line();
                self.show(operation);
            }
            b"\"" => {
                self.state.word_space = number(0);
                self.state.character_space = number(1);
                self.next_line();
                self.show(operation);
            }
            b"TJ" => {
                let list = operation.operands().find_map(|one| match one {
                    Object::Array(list) => Some(list),
                    _ => None,
                });
                if let Some(list) = list {
                    self.show_all(list);
                }
            }
            b"gs" => self.set_graphics(operation, resources),
            b"Do" => self.draw(operation, resources),
            b"BI" if !self.is_off() => {
                let stream = operation.operands().find_map(|one| match one {
                    Object::Stream(stream) => Some(stream),
                    _ => None,
                });
                self.picture(&stream.map(|stream| stream.dict().clone()).unwrap_or_default());
            }
            b"BMC" | b"BDC" => self.begin_marked(operation, resources),
            b"EMC" => self.end_marked(),
            _ => self.draws(operation, resources),
        }
    }

    fn next_line(&mut self) {
        self.place.next_line(0.0, -self.state.leading);
    }

    fn set_font(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'a>, size: f64) {
        self.state.size = size;
        let dict = first_name(operation).and_then(|name| resources.get_font(name));
        self.state.font = dict.and_then(|dict| self.fonts.get(&dict, self.limits));
    }

    fn set_graphics(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let Some(dict) = first_name(operation).and_then(|name| resources.get_ext_g_state(name))
        else {
            return;
        };
        self.state.take(&dict);
        let Some(font) = dict.get::<Array<'a>>("Font") else { return };
        let mut items = font.flex_iter();
        if let (Some(font), Some(size)) = (items.next::<Dict<'a>>(), items.next::<f64>()) {
            self.state.size = size;
            self.state.font = self.fonts.get(&font, self.limits);
        }
    }

    fn show(&mut self, operation: &Instruction<'_, '_>) {
        for one in operation.operands() {
            if let Object::String(text) = one {
                self.string(text);
            }
        }
    }

    fn show_all(&mut self, list: &Array<'_>) {
        for one in list.iter::<Object<'_>>() {
            match one {
                Object::String(text) => self.string(&text),
                Object::Number(number) => {
                    let moved = -number.as_f64() / 1000.0 * self.state.size;
                    let is_vertical = self.state.font.as_ref().is_some_and(PdfFont::is_vertical);
                    let (x, y) =
                        if is_vertical { (0.0, moved) } else { (moved * self.state.stretch, 0.0) };
                    self.place.letter = self.place.letter.of(Matrix::moved(x, y));
                }
                _ => {}
            }
        }
    }

    fn string(&mut self, bytes: &[u8]) {
        if self.annotates {
            return;
        }
        let unseen = self.unseen();
        // Letters may cut off what follows, each to its own shape.
        self.state.clip_is_box &= self.state.mode < 4;
        let artifact = self.marked.last().is_some_and(|marked| marked.artifact);
        let said = self.marked.last().is_some_and(|marked| marked.stands_for.is_some());
        let (state, place) = (&self.state, &mut self.place);
        let Some(font) = &state.font else {
            self.glyphs.nameless += if unseen.is_none() { bytes.len() } else { 0 };
            return;
        };
        let mut at = 0;
        while at < bytes.len() {
            if !self.limits.glyph() {
                return;
            }
            let (code, length) = font.code(bytes, at);
            let is_space = length == 1 && bytes.get(at) == Some(&b' ');
            at += length;
            let pen = Pen { state, font, letter: place.letter, paints: &self.paints };
            let sign = pen.put(code, GlyphMark { artifact, said, unseen }, &mut self.glyphs);
            place.letter = place.letter.of(pen.step(code, is_space));
            if let Some(area) = sign {
                self.paints.add(area, Coat::Loose, self.limits);
            }
        }
    }

    fn draw(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let object = first_name(operation).and_then(|name| resources.get_x_object(name));
        let Some(stream) = object else { return };
        let dict = stream.dict();
        let is =
            |what: &str| dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == what);
        let hidden = self.is_off() || self.layers.hide_object(dict);
        if is("Image") {
            if !hidden {
                self.picture(dict);
            }
        } else if self.depth < DEEPEST && self.limits.form() {
            let outer = std::mem::replace(&mut self.off, hidden);
            self.form(&stream, resources);
            self.off = outer;
        } else {
            self.paints.lose();
        }
    }

    pub(super) fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) {
        let dict = stream.dict();
        let Some(content) = unpacked(stream, self.limits) else { return self.paints.lose() };
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let shift = dict.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
        let (state, place) = (self.state.clone(), self.place);
        self.state.matrix = state.matrix.of(shift);
        self.enter(dict);
        self.depth += 1;
        // A form cannot restore what was saved before it.
        let saved = std::mem::take(&mut self.saved);
        self.read(&content, own.as_ref().unwrap_or(resources));
        self.saved = saved;
        self.depth -= 1;
        (self.state, self.place) = (state, place);
    }

    fn picture(&mut self, dict: &Dict<'_>) {
        self.paint_picture(dict);
        if self.annotates {
            return;
        }
        let (width, height) = self.glyphs.size;
        let whole = f64::from(width) * f64::from(height);
        self.glyphs.pictures += 1;
        if whole > 0.0 {
            let share = (self.state.matrix.area() / whole).min(1.0) as f32;
            self.glyphs.pictured = (self.glyphs.pictured + share).min(1.0);
        }
    }

    fn begin_marked(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'a>) {
        if self.marked.len() >= MOST_SAVED {
            return;
        }
        let mut operands = operation.operands();
        let tag = operands.next().and_then(as_name);
        let outer = self.marked.last();
        let mut marked = MarkedContent {
            artifact: outer.is_some_and(|outer| outer.artifact),
            hidden: outer.is_some_and(|outer| outer.hidden),
            stands_for: None,
            start: self.glyphs.glyphs.len(),
        };
        let is = |what: &[u8]| tag.is_some_and(|tag| tag.as_ref() == what);
        marked.artifact |= is(b"Artifact");
        match operands.next() {
            Some(Object::Dict(dict)) => marked.stands_for = stands_for(dict),
            Some(Object::Name(name)) => {
                marked.stands_for =
                    resources.properties.get::<Dict<'_>>(name).and_then(|dict| stands_for(&dict));
                marked.hidden |= is(b"OC") && self.layers.hide(&resources.properties, name);
            }
            _ => {}
        }
        self.marked.push(marked);
    }

    fn end_marked(&mut self) {
        let Some(marked) = self.marked.pop() else { return };
        if let Some(text) = marked.stands_for {
            place::replace(&mut self.glyphs, marked.start, &text);
        }
    }
}

/// The content of a stream; none if it is damaged, or unpacks without end.
pub(super) fn unpacked(stream: &Stream<'_>, limits: &mut Limits) -> Option<Vec<u8>> {
    if is_bomb(stream, limits) {
        return None;
    }
    let content = stream.decoded_data().ok()?.into_owned();
    limits.bytes(content.len()).then_some(content)
}

fn stands_for(dict: &Dict<'_>) -> Option<String> {
    let text = dict.get::<hayro_font::hayro_syntax::object::String<'_>>("ActualText")?;
    Some(text_string(text.as_bytes()))
}

fn as_name<'b, 'c>(object: &'b Object<'c>) -> Option<&'b Name<'c>> {
    match object {
        Object::Name(name) => Some(name),
        _ => None,
    }
}

pub(super) fn first_name<'b, 'c>(operation: &Instruction<'b, 'c>) -> Option<&'b Name<'c>> {
    operation.operands().find_map(as_name)
}

pub(super) fn numbers<'b>(operation: &Instruction<'b, '_>) -> impl Iterator<Item = f64> + 'b {
    operation.operands().filter_map(|one| match one {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    })
}

fn matrix(operation: &Instruction<'_, '_>) -> Matrix {
    let mut all = numbers(operation);
    let mut matrix = Matrix::IDENTITY;
    for (place, number) in matrix.0.iter_mut().zip(&mut all) {
        *place = number;
    }
    matrix
}
