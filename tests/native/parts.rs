//! Nothing of the part that is fetched on demand is called before it is there: whatever leads into it takes the
//! proof that it is loaded, which only its arrival makes.

use article_annotator::formats::File;
use article_annotator::session::document::scheme::Schemes;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::{
    Action, Dialog, LoadedParts, Panel, Panels, ProgramPart, Search, Session, SessionError, Suggest,
};

use crate::layers::{code, rust_files};
use crate::world::{Desk, World};

/// The functions that lead into the part, as `xtask` cuts the program.
fn ways_in() -> Vec<String> {
    let (_, text) = rust_files("xtask/src/split")
        .into_iter()
        .find(|(name, _)| name.ends_with("boundary.rs"))
        .unwrap();
    let (_, list) = text.split_once("const ON_DEMAND: &[&str] = &[").unwrap();
    let (list, _) = list.split_once("];").unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The head of a function, from the file of its module; it must be one that the linker knows.
fn head(path: &str) -> Option<String> {
    // A method has its type before its name.
    let is_module = |part: &&str| !part.starts_with(char::is_uppercase);
    let parts: Vec<&str> = path.split("::").filter(is_module).collect();
    let (name, module) = parts.split_last()?;
    let file = format!("src/{}", module.join("/"));
    let files = rust_files("src");
    let of = |end: &str| files.iter().find(|(name, _)| *name == format!("{file}{end}"));
    let text = code(&of(".rs").or_else(|| of("/mod.rs"))?.1);
    let (before, from) = text.split_at(text.find(&format!("fn {name}("))?);
    let attribute = before.rsplit('\n').find(|line| line.contains("#["))?;
    assert!(attribute.contains("inline(never)"), "{path}: the linker may not know it");
    from.split_once('{').map(|(head, _)| head.to_owned())
}

#[test]
fn every_function_that_leads_into_the_part_on_demand_takes_the_proof_that_it_is_loaded() {
    let all = ways_in();
    assert!(all.len() > 10, "{all:?}");
    for path in all {
        let found = head(&path).unwrap_or_else(|| panic!("{path} is not where it says"));
        assert!(found.contains(": OnDemand"), "{path} can be called before the part is there");
    }
}

/// A session as on a page that has not fetched the part on demand.
fn without() -> Desk {
    let desk = Desk::reading("Ana met Bo. Bo said no.");
    assert!(desk.session.on_demand().is_none(), "reading does without it");
    desk
}

#[test]
fn what_is_asked_of_a_part_that_is_not_there_is_refused_and_changes_nothing() {
    let files = [File::new("a.txt", "A text.")];
    for action in [
        Action::Panel(Panels::Show(Panel::Claims(0))),
        Action::Search(Search::Open),
        Action::Suggest(Suggest::Ask),
        Action::Show(Some(Dialog::Help.into())),
        Action::ShowExport { format: None, options: None },
        Action::Receive { files: files.into(), format: None },
        Action::Scheme(Schemes::ForNew),
        Shelve::ExportAll.into(),
    ] {
        let mut desk = without();
        let told = format!("{action:?}");
        assert_eq!(action.traits().needs, ProgramPart::OnDemand, "{told}");
        let before = desk.session.screen();
        let refused = desk.session.perform(action, &World::default());
        assert_eq!(refused, Err(SessionError::NotLoaded), "{told}");
        assert!(
            desk.session.take_effects().is_empty() && desk.session.screen() == before,
            "{told}"
        );
    }
}

#[test]
fn what_other_tabs_and_the_storage_tell_does_without_it() {
    let heard = [
        Shelve::Erased(Ok(())),
        Shelve::Keep,
        Shelve::DeletedElsewhere("a".into()),
        Shelve::ChangedElsewhere("a".into()),
        Shelve::SettingsChanged,
        Shelve::Damaged(vec!["a".into()]),
        Shelve::Usage(1, 2),
    ];
    for heard in heard {
        let action = Action::from(heard);
        assert_eq!(action.traits().needs, ProgramPart::Deferred, "{action:?}");
        without().does(action);
    }
    let mut desk = without();
    desk.does(Shelve::Erased(Ok(())).into());
    assert!(desk.session.on_demand().is_none(), "and erasing everything does not fetch it");
}

#[test]
fn a_dialog_that_opens_by_itself_is_shown_once_the_part_is_there() {
    let mut session = Session::default();
    session.perform(Action::Show(Some(Dialog::Help.into())), &World::default()).unwrap();
    session.has_loaded(LoadedParts::WITHOUT);
    let screen = session.screen();
    assert!(session.opens_on_demand(), "so the page asks for the part");
    assert!(screen.dialog.is_none() && screen.on_demand.is_none());
    session.has_loaded(LoadedParts::default());
    assert!(session.screen().dialog.is_some());
}
