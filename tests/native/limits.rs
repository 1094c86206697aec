//! The limit on input: larger input is refused by its size alone, the rest is passed on without a
//! second copy.

use article_annotator::formats::File;
use article_annotator::formats::common::limit::{Came, MOST_BYTES_IN, TooLarge, check_files};
use article_annotator::model::Timestamp;
use article_annotator::session::worker::protocol::{Chunk, ReadTask, Task};

#[test]
fn a_file_is_refused_by_its_name_and_size_before_anything_of_it_is_read() {
    assert_eq!(check_files([("war.txt", MOST_BYTES_IN)]), Ok(()));
    let large = TooLarge { what: Came::File("war.txt".to_owned()), bytes: 300_000_000 };
    assert_eq!(check_files([("war.txt", 300_000_000)]), Err(large));
}

#[test]
fn many_files_are_refused_by_what_they_have_together() {
    let half = MOST_BYTES_IN / 2;
    assert_eq!(check_files([("a", half), ("b", half)]), Ok(()));
    let large = TooLarge { what: Came::Files(3), bytes: half * 2 + 1 };
    assert_eq!(check_files([("a", half), ("b", half), ("c", 1)]), Err(large));
    let endless = TooLarge { what: Came::Files(2), bytes: u64::MAX };
    assert_eq!(check_files([("a", u64::MAX), ("b", 1)]), Err(endless));
}

#[test]
fn files_reach_the_worker_in_pieces_and_whole() {
    let large: Vec<u8> = (0..1_000_003_u32).map(|at| (at % 251) as u8).collect();
    let files: Vec<_> = [("a.txt", large), ("empty.txt", Vec::new()), ("b.txt", b"Ana".to_vec())]
        .map(|(name, content)| File::new(name, content))
        .into();
    let read =
        ReadTask { files: files.clone().into(), format: None, now: Timestamp(0), against: None };
    let parts: Vec<_> = Task::Read(read).parts().collect();
    assert!(parts.iter().all(|part| part.size() <= 400_000));
    let Task::Read(arrived) = Task::read(parts.clone()).unwrap() else { panic!("it is read") };
    assert_eq!(*arrived.files, *files);
    let mut fewer = parts;
    fewer.retain(|part| !matches!(part, Chunk::Bytes(bytes) if bytes == b"Ana"));
    assert!(Task::read(fewer).is_err(), "a piece that is missing is not passed over");
}
