//! The order in which the storage is asked, and which writes become one.

use std::rc::Rc;

use article_annotator::session::Batch;
use article_annotator::session::Key;
use article_annotator::session::storage::Queue;
use article_annotator::session::storage::queue::Job;

/// A batch about an article, made when it had this revision.
fn edit(article: &str, revision: u64, note: &str) -> Rc<Batch> {
    let id = article_annotator::model::ArticleId::from(article);
    let key = Key::Annotation(id.clone(), note.into());
    Rc::new(Batch {
        guard: Some((id, revision)),
        puts: vec![(key, note.to_owned())],
        ..Batch::default()
    })
}

/// What the storage is asked for, one line a job.
fn asked(mut queue: Queue<&'static str>) -> Vec<String> {
    std::iter::from_fn(|| queue.take())
        .map(|job| match job {
            Job::Other(name) => name.to_owned(),
            Job::Write(attempts, batch) => {
                let records: Vec<_> = batch.puts.iter().map(|put| put.1.as_str()).collect();
                format!("{}-{} {}", attempts.first, attempts.last, records.join(" "))
            }
        })
        .collect()
}

#[test]
fn edits_that_follow_each_other_become_one_write_and_a_reading_comes_after_what_was_written_before()
{
    let mut queue = Queue::default();
    queue.write(1, edit("a", 4, "one"));
    queue.write(2, edit("a", 5, "two"));
    queue.push("read");
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
