#!/usr/bin/env python3
"""Loads every exported file in the program it is for, and compares every span's words.

  python3 check.py FOLDER

FOLDER holds, as the journey `exports` leaves them: expected.json {"text", "spans": [{"kind", "start", "end"}]} with
offsets in code points, and a folder with the exported file for each format's id. It must never mend a file: what a
program does not load, or reads otherwise, is a failure.
"""
import csv, io, json, subprocess, sys, zipfile
from pathlib import Path

FOLDER = Path(sys.argv[1])
HERE = Path(__file__).parent
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
TEXT = EXPECTED["text"]
LABEL = {"person": "PERSON", "claim": "CLAIM", "quote": "QUOTE"}
SPANS = sorted((s["start"], s["end"], LABEL[s["kind"]]) for s in EXPECTED["spans"])
failed = []


def the_file(name):
    files = [f for f in (FOLDER / name).iterdir()]
    assert len(files) == 1, f"{name}: {files}"
    return files[0]


def check(name, program, found, wanted=SPANS):
    found, wanted = sorted(found), sorted(wanted)
    if found == wanted:
        print(f"ok    {name}: {len(found)} spans in {program}")
    else:
        failed.append(name)
        print(f"WRONG {name} in {program}: lacks {[s for s in wanted if s not in found][:5]}, has {[s for s in found if s not in wanted][:5]}")


def words(offsets):
    return [TEXT[start:end] for start, end, _ in offsets]


def run(name, *command):
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True)
    print(f"{'ok   ' if done.returncode == 0 else 'WRONG'} {name}: " + (done.stdout.strip().splitlines() or [done.stderr[-300:]])[-1])
    if done.returncode:
        failed.append(name)
        print(done.stdout[-2000:], done.stderr[-2000:])


def without_overlaps():
    """What a format of one label a word can keep: of overlapping spans the longest."""
    kept = []
    for span in sorted(SPANS, key=lambda s: (-len(TEXT[s[0]:s[1]].encode()), s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return kept


def with_spacy():
    import spacy
    from spacy.tokens import Doc
    from spacy.training.converters import conll_ner_to_docs

    program = f"spaCy {spacy.__version__}"
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab).from_json(json.loads(the_file("spacy").read_text(encoding="utf-8")), validate=True)
    assert doc.text == TEXT, "spaCy's text is another"
    check("spacy", program, [(s.start_char, s.end_char, s.label_) for s in doc.spans["sc"]])
    check("spacy, entities", program, [(e.start_char, e.end_char, e.label_) for e in doc.ents], without_overlaps())
    found = []
    for line in the_file("prodigy").read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        tokens = task["tokens"]
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"] and tokens[span["token_end"]]["end"] == span["end"]
            found.append((span["start"], span["end"], span["label"]))
        made = Doc(nlp.vocab, words=[t["text"] for t in tokens], spaces=[t["ws"] for t in tokens])
        assert [t.text for t in made] == [TEXT[t["start"]:t["end"]] for t in tokens]
    check("prodigy", program, found)
    found = []
    for doc in conll_ner_to_docs(the_file("conll").read_text(encoding="utf-8"), no_print=True):
        found += [(e.label_, [t.text for t in e]) for e in doc.ents]
    squeeze = lambda text: "".join(text.split())
    wanted = [(label, squeeze(TEXT[start:end])) for start, end, label in without_overlaps()]
    check("conll", program, [(label, squeeze("".join(tokens))) for label, tokens in found], wanted)


def with_cassis():
    import cassis
    from importlib.metadata import version

    with the_file("uima-cas").open("rb") as file:
        cas = cassis.load_cas_from_json(file)
    assert cas.sofa_string == TEXT, "the text of the CAS is another"
    found = [(s.begin, s.end, s.value) for s in cas.select("webanno.custom.Span")]
    check("uima-cas", f"dkpro-cassis {version('dkpro-cassis')}", found)
    for span in cas.select("webanno.custom.Span"):
        assert span.get_covered_text() == TEXT[span.begin:span.end]


def with_standoffconverter():
    """TEI: the text and the places of the elements as standoffconverter sees them; a chain of parts is one span."""
    from importlib.metadata import version
    from lxml import etree
    from standoffconverter import Standoff

    tei = "{http://www.tei-c.org/ns/1.0}"
    standoff = Standoff(etree.parse(str(the_file("tei"))), {"tei": tei[1:-1]})
    # Before the first and behind the last paragraph is a line end of the file.
    assert standoff.plain[1:1 + len(TEXT)] == TEXT, "the text of the TEI file is another"
    label = {tei + "persName": "PERSON", tei + "said": "QUOTE", tei + "seg": "CLAIM"}
    parts = {}
    for one in standoff.standoffs:
        if one["el"].tag in label:
            number = one["el"].get("{http://www.w3.org/XML/1998/namespace}id", str(id(one["el"])))
            place = (one["begin"] - 1, one["end"] - 1)
            parts.setdefault((number.partition(".")[0], label[one["el"].tag]), []).append(place)
    found = []
    for (_, name), places in parts.items():
        whole = []
        for start, end in sorted(places):
            if whole and not TEXT[whole[-1][1]:start].strip("\n"):
                whole[-1][1] = end
            else:
                whole.append([start, end])
        found += [(start, end, name) for start, end in whole]
    check("tei", f"standoffconverter {version('standoffconverter')}", found)


def with_bconv():
    import bconv
    from importlib.metadata import version

    document = bconv.load(str(the_file("pubannotation")), "pubanno_json")
    assert document.text == TEXT, "the text in PubAnnotation's format is another"
    found = [(one.start, one.end, one.metadata["type"]) for one in document.iter_entities()]
    check("pubannotation", f"bconv {version('bconv')}", found)
    assert all(one.text == TEXT[one.start:one.end] for one in document.iter_entities())


def with_readers():
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = list(csv.DictReader(io.StringIO(the_file(name).read_text(encoding="utf-8-sig"), newline=""), delimiter=delimiter))
        check(name, "Python's csv", [(int(r["start"]), int(r["end"]), LABEL[r["kind"]]) for r in rows])
        assert [r["text"] for r in rows] == words([(int(r["start"]), int(r["end"]), 0) for r in rows])
    utf16 = lambda at: len(TEXT[:at].encode("utf-16-le")) // 2
    line = json.loads(the_file("doccano").read_text(encoding="utf-8").splitlines()[0])
    check("doccano", "UTF-16", [tuple(span) for span in line["label"]], [(utf16(s), utf16(e), l) for s, e, l in SPANS])


def with_validators():
    text = FOLDER / "article.txt"
    text.write_text(TEXT, encoding="utf-8", newline="")
    opened = {}
    for name in ("brat", "label-studio"):
        archive = zipfile.ZipFile(the_file(name))
        for inside in archive.namelist():
            (FOLDER / Path(inside).name).write_bytes(archive.read(inside))
            opened[Path(inside).suffix] = FOLDER / Path(inside).name
    run("the formats' own rules", HERE / "validate_exports.py", "--text", text, "--brat", opened[".ann"], "--conll", the_file("conll"),
        "--doccano", the_file("doccano"), "--labelstudio", opened[".json"], "--csv", the_file("csv"))
    run("W3C's assertions and JSON-LD", HERE / "validate_wa.py", "--text", text, the_file("w3c"))


def with_schema_org():
    page = json.loads(the_file("schema-org").read_text(encoding="utf-8"))
    reviews = [one for one in page["@graph"] if one["@type"] == "ClaimReview"]
    for review in reviews:
        for required in ("claimReviewed", "reviewRating", "url", "itemReviewed", "author"):
            assert review.get(required), f"ClaimReview without {required}"
        assert review["reviewRating"]["alternateName"]
        assert review["author"]["name"] and review["url"].startswith("http")
    quotes = [one for one in page["@graph"] if one["@type"] == "Quotation"]
    print(f"ok    schema-org: {len(reviews)} reviews with all that is required, {len(quotes)} quotations")


for step in (with_spacy, with_cassis, with_standoffconverter, with_bconv, with_readers, with_validators, with_schema_org):
    try:
        step()
    except Exception as error:  # One program must not hide what another finds.
        failed.append(step.__name__)
        print(f"WRONG {step.__name__}: {type(error).__name__}: {error}")
print(f"{len(failed)} of the checks failed: {', '.join(failed)}" if failed else "every file was loaded as it was meant")
sys.exit(bool(failed))
