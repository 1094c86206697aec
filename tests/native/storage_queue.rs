//! The order of requests to the storage, and which writes are combined.

use std::rc::Rc;

use article_annotator::session::storage::queue::{Job, NextJob, Queue, StorageJob};
use article_annotator::session::{Batch, Key};

/// A batch about an article, made at this revision.
fn edit(article: &str, revision: u64, note: &str) -> Rc<Batch> {
    let id = article_annotator::model::ArticleId::from(article);
    let key = Key::Annotation(id.clone(), note.into());
    Rc::new(Batch {
        guard: Some((id, revision)),
        puts: vec![(key, note.to_owned())],
        ..Batch::default()
    })
}

/// A request other than a write: its name.
#[derive(Debug)]
struct Named(&'static str);

impl StorageJob for Named {
    fn repeats(&self, before: &Self) -> bool {
        self.0 == before.0
    }

    fn needs_whole(&self) -> bool {
        self.0.starts_with("list")
    }
}

fn line(job: Job<Named>) -> String {
    match job {
        Job::Other(Named(name)) => name.to_owned(),
        Job::Write(attempts, batch) => {
            let records: Vec<_> = batch.puts.iter().map(|put| put.1.as_str()).collect();
            format!("{}-{} {}", attempts.first, attempts.last, records.join(" "))
        }
    }
}

/// The requests until nothing is left to do, one line each.
fn work(queue: &mut Queue<Named>, whole: bool) -> Vec<String> {
    let mut lines = Vec::new();
    loop {
        match queue.next(whole) {
            NextJob::Do(job) => lines.push(line(job)),
            NextJob::Held => {}
            NextJob::Rest => return lines,
        }
    }
}

fn asked(mut queue: Queue<Named>) -> Vec<String> {
    work(&mut queue, true)
}

#[test]
fn edits_that_follow_each_other_become_one_write_and_a_reading_comes_after_what_was_written_before()
{
    let mut queue = Queue::default();
    queue.write(1, edit("a", 4, "one"));
    queue.write(2, edit("a", 5, "two"));
    queue.push(Named("read"));
    queue.write(3, edit("a", 6, "three"));
    assert_eq!(asked(queue), ["1-2 one two", "read", "3-3 three"]);
}

#[test]
fn a_newer_record_takes_the_place_of_an_older_one_in_the_same_write() {
    let mut queue = Queue::default();
    queue.write(1, edit("a", 4, "one"));
    queue.write(2, edit("a", 5, "one"));
    assert_eq!(asked(queue), ["1-2 one"]);
}

#[test]
fn edits_of_two_articles_and_edits_with_a_gap_stay_apart() {
    let mut queue = Queue::default();
    queue.write(1, edit("a", 4, "one"));
    queue.write(2, edit("b", 5, "two"));
    queue.write(3, edit("a", 5, "three"));
    queue.write(4, edit("a", 7, "four"));
    assert_eq!(asked(queue), ["1-1 one", "2-2 two", "3-3 three", "4-4 four"]);
}

#[test]
fn what_is_asked_for_twice_in_a_row_is_done_once_but_again_after_a_write() {
    let mut queue = Queue::default();
    queue.push(Named("list"));
    queue.push(Named("list"));
    queue.write(1, edit("a", 4, "one"));
    queue.push(Named("list"));
    queue.push(Named("read"));
    queue.push(Named("list"));
    assert_eq!(asked(queue), ["list", "1-1 one", "list", "read", "list"]);
}

#[test]
fn a_write_does_not_wait_for_the_deferred_part_and_what_waited_for_it_comes_first_then() {
    let mut queue = Queue::default();
    queue.push(Named("list"));
    queue.push(Named("list people"));
    queue.write(1, edit("a", 4, "one"));
    assert_eq!(work(&mut queue, false), ["1-1 one"]);
    queue.push(Named("list people"));
    assert!(work(&mut queue, false).is_empty());
    queue.push(Named("read"));
    queue.release();
    assert_eq!(work(&mut queue, true), ["list", "list people", "read"]);
    queue.release();
    assert!(work(&mut queue, true).is_empty(), "each is done once");
}

#[test]
fn one_job_is_done_at_a_time_and_one_that_comes_when_all_are_done_is_begun_anew() {
    let mut queue = Queue::default();
    queue.push(Named("read"));
    assert!(queue.begin());
    assert!(!queue.begin(), "somebody is at it");
    assert!(matches!(queue.next(true), NextJob::Do(_)));
    assert!(!queue.begin(), "also while the last one is under way");
    assert!(matches!(queue.next(true), NextJob::Rest));
    assert!(queue.begin());
}
