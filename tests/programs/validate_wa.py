#!/usr/bin/env python3
"""Check exported Web Annotation JSON-LD with the W3C working group's own assertions.

  python3 validate_wa.py [--text ARTICLE.txt] [--should] FILE.json[ld] ...

Takes one Annotation, a list of them, an AnnotationPage, or an AnnotationCollection (also JSON Lines).
 1. every MUST assertion of w3c/web-annotation-tests (54 for an Annotation, 10 Collection, 15 Page): any failure -> exit 1
 2. --should: the SHOULD/MAY assertions that are met are counted (features, never failures)
 3. JSON-LD (pip: pyld): expansion with the official anno.jsonld, offline; a key the context doesn't define and a
    relative id are reported (they vanish from the RDF); a remote context other than anno.jsonld is an error
 4. --text: for each target's selectors, text[start:end] (TextPositionSelector, code points) == exact
    (TextQuoteSelector), and prefix/suffix are what stands around it
Needs: pip install jsonschema referencing [pyld]
"""
import argparse, json, re, sys
from pathlib import Path
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4
ap = argparse.ArgumentParser(); ap.add_argument("files", nargs="+"); ap.add_argument("--w3c", default=str(Path(__file__).parent.parent / "data/w3c"))
ap.add_argument("--text"); ap.add_argument("--should", action="store_true"); ap.add_argument("--quiet", action="store_true"); A = ap.parse_args()
W = Path(A.w3c); BASE = "http://w3c.test/"
fc = FormatChecker(formats=())
fc.checks("uri")(lambda v: not isinstance(v, str) or bool(re.match(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$", v)))
fc.checks("date-time")(lambda v: not isinstance(v, str) or bool(re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", v)))
def absrefs(d, me):
    if isinstance(d, dict):
        return {k: ((BASE + (me if v.startswith("#") else "") + v) if k == "$ref" and isinstance(v, str) else absrefs(v, me)) for k, v in d.items() if k != "$schema"}
    return [absrefs(x, me) for x in d] if isinstance(d, list) else d
def load(p):
    p = Path(p); d = absrefs(json.loads(p.read_text()), p.name)
    if isinstance(d.get("id"), str): del d["id"]
    d["x-name"] = p.name; return d
reg = Registry().with_resources([(BASE + p.name, Resource(contents=load(p), specification=DRAFT4)) for d in ("annotations", "collections", "definitions") for p in (W / d).rglob("*.json")])
def asserts(test):
    out = []
    for a in json.loads((W / test).read_text())["assertions"]:
        for x in (a if isinstance(a, list) else a.get("assertions", []) if isinstance(a, dict) else [a]):
            p = W / x
            if p.exists(): out.append(load(p))
    return out
SETS = {"Annotation": "annotations/annotationMusts.test", "AnnotationCollection": "collections/collectionMusts.test", "AnnotationPage": "collections/pages/pageMusts.test"}
OPT = {"Annotation": ["annotations/annotationOptionals.test", "annotations/annotationsAgentOptionals.test"], "AnnotationCollection": ["collections/collectionOptionals.test"], "AnnotationPage": ["collections/pages/pageOptionals.test"]}
MUST = {k: asserts(v) for k, v in SETS.items()}; MAY = {k: [x for t in v for x in asserts(t)] for k, v in OPT.items()}
V = lambda s: Draft4Validator(s, registry=reg, format_checker=fc)
CTX = "http://www.w3.org/ns/anno.jsonld"
try:
    from pyld import jsonld
    anno = json.loads((W / "anno.jsonld").read_text())
    def loader(url, options=None):
        if url.replace("https:", "http:") == CTX: return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": anno}
        raise Exception("remote context not allowed here: " + url)
    jsonld.set_document_loader(loader)
    TERMS = set(anno["@context"]) | {"@context", "@id", "@type", "@value", "@language", "@graph"}
except ImportError: jsonld = None
TXT = Path(A.text).read_text(encoding="utf-8") if A.text else None
def types(d): t = d.get("type", d.get("@type")); return t if isinstance(t, list) else [t]
def L(x): return x if isinstance(x, list) else [] if x is None else [x]
def check(d, where, out, feats):
    k = next((t for t in types(d) if t in SETS), "Annotation")
    for s in MUST[k]:
        if not V(s).is_valid(d): out.append(f"{where}: {s['x-name']}: {s.get('errorMessage', s.get('title'))}")
    if A.should:
        for s in MAY[k]:
            if V(s).is_valid(d): feats[s["x-name"][:-5]] = feats.get(s["x-name"][:-5], 0) + 1
    n = 1
    if k == "Annotation":
        if TXT is not None:
            for t in L(d.get("target")):
                if not isinstance(t, dict): continue
                sel = [];
                def walk(s):
                    for x in L(s):
                        if isinstance(x, dict): sel.append(x); walk(x.get("refinedBy")); walk(x.get("items"))
                walk(t.get("selector"))
                pos = [x for x in sel if x.get("type") == "TextPositionSelector"]; quo = [x for x in sel if x.get("type") == "TextQuoteSelector"]
                for p in pos:
                    if not (isinstance(p.get("start"), int) and 0 <= p["start"] <= p["end"] <= len(TXT)): out.append(f"{where}: position {p.get('start')}..{p.get('end')} outside the text"); continue
                    for q in quo:
                        if TXT[p["start"]:p["end"]] != q.get("exact"): out.append(f"{where}: text[{p['start']}:{p['end']}] is {TXT[p['start']:p['end']][:60]!r}, exact says {q.get('exact', '')[:60]!r}")
                        if q.get("prefix") and not TXT[:p["start"]].endswith(q["prefix"]): out.append(f"{where}: prefix isn't what stands before")
                        if q.get("suffix") and not TXT[p["end"]:].startswith(q["suffix"]): out.append(f"{where}: suffix isn't what stands after")
                if not pos:
                    for q in quo:
                        if (q.get("prefix", "") + q.get("exact", "") + q.get("suffix", "")) not in TXT: out.append(f"{where}: quote selector isn't found in the text")
        return n
    ctx = d.get("@context", CTX)
    for f in ("first", "last"):
        if isinstance(d.get(f), dict): n += check({"@context": ctx, **d[f]}, where + "." + f, out, feats)
    for i, it in enumerate(L(d.get("items"))):
        if isinstance(it, dict): n += check({"@context": ctx, **it}, f"{where}.items[{i}]", out, feats)
    return n
def unknown(d, path, out):
    if isinstance(d, dict):
        for k, v in d.items():
            if k == "@context": continue
            if k not in TERMS and ":" not in k: out.append(f"{path}.{k}")
            unknown(v, path + "." + k, out)
    elif isinstance(d, list):
        for x in d: unknown(x, path, out)
bad = 0
for f in A.files:
    raw = Path(f).read_text(encoding="utf-8")
    try: docs = json.loads(raw); docs = docs if isinstance(docs, list) else [docs]
    except ValueError as e:
        try: docs = [json.loads(l) for l in raw.splitlines() if l.strip()]
        except ValueError: print(f"{f}: not JSON: {e}"); bad += 1; continue
    out, feats, n, ld = [], {}, 0, []
    for i, d in enumerate(docs):
        if not isinstance(d, dict): out.append(f"[{i}]: not an object"); continue
        n += check(d, f"[{i}]", out, feats)
        if jsonld:
            try:
                e = jsonld.expand(d, {"base": None} if False else {})
                if not e: out.append(f"[{i}]: nothing left after JSON-LD expansion")
                own = d.get("@context"); extra = {k for c in L(own) if isinstance(c, dict) for k in c}
                u = []; unknown(d, "", u); ld += [x for x in u if x.split(".")[-1] not in extra]
            except Exception as x: out.append(f"[{i}]: JSON-LD: " + ' '.join(str(getattr(x, 'cause', None) or x).split())[:200])
    ok = not out; bad += not ok
    if not A.quiet or not ok:
        print(f"{'ok  ' if ok else 'FAIL'} {f}: {n} objects, {len(out)} MUST/JSON-LD/text failures" + (f", {len(set(ld))} keys unknown to the context: {sorted({x.split('.')[-1] for x in ld})[:8]}" if ld else ""))
        for o in out[:12]: print("     ", o)
        if A.should: print("      features:", ", ".join(f"{k}x{v}" for k, v in sorted(feats.items())))
sys.exit(1 if bad else 0)
