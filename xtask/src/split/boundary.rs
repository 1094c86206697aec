//! Where the program is cut: for each part that follows the first, the functions whose calls lead into it. They
//! are called only once that part is loaded (src/app/deferred/gate.rs); all are `#[inline(never)]`, so that the
//! linker knows them. One that is gone stops the build: split/reach.rs.

use rustc_demangle::demangle;

/// The way into a part of the program that is loaded into the ones before it.
#[derive(Debug, Clone, Copy)]
pub struct Boundary {
    /// The part's name, in the names of its file and of the page's attribute.
    pub part: &'static str,
    /// The functions, by module and name.
    pub functions: &'static [&'static str],
}

/// The parts after the first, in the order in which they are loaded. A function belongs to the first
/// part that reaches it.
pub const BOUNDARIES: [Boundary; 2] = [
    Boundary { part: "deferred", functions: DEFERRED },
    Boundary { part: "demand", functions: ON_DEMAND },
];

/// What the start can do without. The page asks for it as soon as it is ready.
const DEFERRED: &[&str] = &[
    // The model.
    "model::set::Names::insert",
    "model::set::AnnotationSet::step_other",
    "model::stretches::cuts",
    "model::words::words_without_blanks",
    "model::versions::stored::read",
    "model::versions::stored::written",
    // Actions, and what follows from them.
    "session::commands::bulk_apply::arrive",
    "session::commands::bulk_apply::go_on",
    "session::commands::dialogs::show_next",
    "session::commands::find_all::selected_places",
    "session::commands::dispatch::act_on_rest",
    "session::commands::lints::todo",
    "session::commands::open::bring_in",
    "session::commands::panel_keys::key_of_list",
    "session::commands::pattern_search::ask_for_matches",
    "session::commands::peer::begin_to_write",
    "session::commands::peer::hear_of_others",
    "session::storage::steps::learn",
    "session::transfer::prepared::brought",
    // What the screen shows besides the article.
    "session::render::cards::list",
    "session::render::document::Document::preview",
    "session::screen::caret_screen",
    "view::cards::list::items",
    "view::cards::list::nothing",
    "view::article::empty::empty",
    "view::article::footer::footer",
    "view::page::holding",
    "view::page::picking",
    "view::panels::panel::width",
    "view::parts::toast::toast",
    "view::article::title::proposal",
    "view::article::toolbar::toolbar",
    "view::wording::messages::message",
    "view::wording::said::said",
    // Effects, and what the browser reports.
    "api::whole::call",
    "app::before_unload::watch_typing",
    "app::deferred::expect_hints",
    "app::effects::run_on_page",
    "app::effects::run_rest",
    "app::display::minimap::gesture",
    "app::display::minimap::tell",
    "app::display::placement::heal",
    "app::shared::Shared::read_files",
    "app::storage::queue::do_rest",
    "app::peers::run_rest_of_tab_requests",
    "app::App::place_everything",
    "app::input::span_handles::Holding::drag",
    "app::input::span_handles::Holding::take",
    "app::take_chosen",
    "browser::dom_points::end_beside",
    "browser::segmenter::edges",
    "browser::transfer::bookmarklet",
];

/// What a page asks for at its first need: lists, dialogs, files, the library. Each takes the proof that
/// it is loaded (src/session/program_part.rs, tests/native/parts.rs).
const ON_DEMAND: &[&str] = &[
    "session::commands::dispatch::act_on_demand",
    "session::commands::library_search::search_listed",
    "session::commands::lints::look_once",
    "session::commands::panels::turn_to_open_claim",
    "session::commands::suggest::leave_suggestions",
    "session::commands::suggest_review::suggestions_turned",
    "session::Session::keep_lists",
    "session::screen::draw_lists",
    "view::article::versions::compared",
    "view::dialogs::dialog::opened",
    "view::panels::panel::opened",
    "api::whole::call_on_demand",
    "app::effects::run_on_demand",
    "app::opening::fetch_later",
    "app::opening::wait_for_page",
    "app::storage::on_demand::do_on_demand",
];

/// A function's module and name, as the linker knows it: without the crate, the types of `impl` blocks,
/// and type parameters.
pub fn short(symbol: &str) -> String {
    let name = format!("{:#}", demangle(symbol));
    let name = name.strip_prefix("article_annotator::").unwrap_or(&name);
    let (mut short, mut depth) = (String::new(), 0);
    for c in name.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            c if depth == 0 => short.push(c),
            _ => {}
        }
    }
    short.replace("::::", "::").trim_end_matches(':').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_known_by_its_module_and_name_whatever_the_linker_adds() {
        let symbol = "_ZN17article_annotator7session8commands4open53_$LT$impl$u20$article_annotator..session..Session$GT$8bring_in17h371e451b8ea53d61E";
        assert_eq!(short(symbol), "session::commands::open::bring_in");
        assert_eq!(short(&format!("{symbol}.llvm.123")), "session::commands::open::bring_in");
        let generic = "article_annotator::api::whole::call::<core::option::Option<u8>>";
        assert_eq!(short(generic), "api::whole::call");
        let closure = symbol.replace("8bring_in", "8bring_in28_$u7b$$u7b$closure$u7d$$u7d$");
        assert_eq!(
            short(&closure),
            "session::commands::open::bring_in::{{closure}}",
            "another function"
        );
    }
}
