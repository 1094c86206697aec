#!/usr/bin/env python3
"""Check the app's other exports of ONE article against its text and against each other (formats' own rules).

  python3 validate_exports.py --text ARTICLE.txt [--brat F.ann] [--conll F] [--doccano F.jsonl] [--labelstudio F.json]
                              [--csv F.csv] [--spans F.json]   (--spans: [{"start","end","kind"}] = what must be there)

brat        T lines 'Tn<TAB>Type start end[;start end]<TAB>text' (code points, text = the covered text, newlines as blanks,
            types [A-Za-z0-9_-]+, ids unique), R/E/A/N/#/* lines refer to ids that exist; round trip of the offsets
conll       one token and its tag(s) a line (blank or tab), blank line between sentences, IOB2/BIOES that is well formed,
            the tokens in order spell the text (blanks aside)
doccano     JSON Lines: text + label/entities [[start,end,label]] or {start_offset,end_offset,label}
labelstudio a list of tasks: data.text, annotations[].result[] {from_name,to_name,type:"labels",value:{start,end,text,labels}}
            (Label Studio counts UTF-16 units in the browser and code points on import by its converter: reported which fits)
csv         RFC 4180, a header, equal column counts; columns start,end,text (any order): text = the article's slice;
            a cell that a spreadsheet would run as a formula (= + - @ TAB CR first) is an error
"""
import argparse, csv, io, json, re, sys
ap = argparse.ArgumentParser()
for o in ("text", "brat", "conll", "doccano", "labelstudio", "csv", "spans"): ap.add_argument("--" + o)
A = ap.parse_args(); T = open(A.text, encoding="utf-8", newline="").read(); bad = 0
R = lambda p: open(p, encoding="utf-8", newline="").read()
want = sorted((s["start"], s["end"], s.get("kind", "")) for s in json.loads(R(A.spans))) if A.spans else None
flat = lambda s: re.sub(r"[\r\n\t]", " ", s)
def report(name, out, got):
    global bad
    if want is not None:
        a, b = sorted({x[:2] for x in got}), sorted({x[:2] for x in want})
        if a != b: out.append(f"spans differ from --spans: {len(set(b)-set(a))} lacking {sorted(set(b)-set(a))[:3]}, {len(set(a)-set(b))} extra {sorted(set(a)-set(b))[:3]}")
    bad += bool(out); print(f"{'ok  ' if not out else 'FAIL'} {name}: {len(got)} spans"); [print("     ", o) for o in out[:12]]
def slicecheck(out, a, b, txt, where, fl=False):
    if not (isinstance(a, int) and isinstance(b, int) and 0 <= a < b <= len(T)): out.append(f"{where}: {a}..{b} outside the text of {len(T)} code points"); return
    x = flat(T[a:b]) if fl else T[a:b]
    if txt is not None and x != txt: out.append(f"{where}: text[{a}:{b}] is {x[:50]!r}, the file says {txt[:50]!r}")
if A.brat:
    out, got, ids, refs = [], [], set(), []
    for n, l in enumerate(R(A.brat).split("\n"), 1):
        if not l: continue
        m = re.match(r"^(T\d+)\t([A-Za-z0-9_-]+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$", l)
        if m:
            if m[1] in ids: out.append(f"line {n}: id {m[1]} twice")
            ids.add(m[1]); fr = [tuple(map(int, x.split())) for x in m[3].split(";")]
            if len(fr) == 1: slicecheck(out, *fr[0], m[4], f"line {n}", True)
            elif " ".join(flat(T[a:b]) for a, b in fr) != m[4]: out.append(f"line {n}: fragments don't spell the text")
            got.append((fr[0][0], fr[-1][1], m[2]))
        elif re.match(r"^[REAMN*]\d*\t|^#\d+\t", l):
            i = l.split("\t")[0]
            if i != "*" and i in ids: out.append(f"line {n}: id {i} twice")
            ids.add(i); refs += [(n, x) for x in (re.findall(r":([TREA]\d+)", l.split("\t")[1]) + re.findall(r"^\S+ ([TRE]\d+)\b", l.split("\t")[1]))]
        else: out.append(f"line {n}: not a brat line: {l[:60]!r}")
    out += [f"line {n}: {x} doesn't exist" for n, x in refs if x not in ids]
    report("brat", out, got)
if A.conll:
    out, got, pos, prev, cur = [], [], 0, "O", None; ncol = None
    for n, l in enumerate(R(A.conll).split("\n"), 1):
        if not l.strip() or l.startswith("-DOCSTART-") or (l.startswith("# ") and "\t" not in l):
            prev = "O"; cur = None; continue
        f = l.split("\t") if "\t" in l else l.split(" ")
        if ncol is None: ncol = len(f)
        if len(f) != ncol or ncol < 2: out.append(f"line {n}: {len(f)} columns, the first had {ncol}")
        tok = f[1] if f[0].isdigit() and ncol > 3 else f[0]; tag = f[-1]
        while pos < len(T) and T[pos].isspace(): pos += 1
        if not T.startswith(tok, pos): out.append(f"line {n}: token {tok[:30]!r} isn't what comes next in the text: {T[pos:pos+30]!r}"); break
        a, pos = pos, pos + len(tok)
        m = re.match(r"^(?:O|([BIES])-(\S+))$", tag)
        if not m: out.append(f"line {n}: tag {tag!r}"); continue
        if m[1] in ("I", "E") and (prev == "O" or prev.partition("-")[2] != m[2] or prev[0] in "ES"): out.append(f"line {n}: {tag} after {prev}")
        if m[1] in ("B", "S"): cur = [a, pos, m[2]]; got.append(cur)
        elif m[1] in ("I", "E") and cur: cur[1] = pos
        prev = tag
    else:
        if T[pos:].strip(): out.append(f"the tokens stop before the end: {T[pos:pos+40]!r}")
    report("conll", out, [tuple(g) for g in got])
if A.doccano:
    out, got = [], []
    for n, l in enumerate(R(A.doccano).split("\n"), 1):
        if not l.strip(): continue
        try: d = json.loads(l)
        except ValueError as e: out.append(f"line {n}: {e}"); continue
        if d.get("text", d.get("data")) != T: out.append(f"line {n}: text isn't the article")
        for x in (d.get("label") or d.get("labels") or d.get("entities") or []):
            a, b, k = (x["start_offset"], x["end_offset"], x["label"]) if isinstance(x, dict) else x
            slicecheck(out, a, b, None, f"line {n}"); got.append((a, b, k))
        ids = {x["id"] for x in d.get("entities", []) if isinstance(x, dict) and "id" in x}
        out += [f"line {n}: relation to an unknown id" for r in d.get("relations", []) if r.get("from_id") not in ids or r.get("to_id") not in ids]
    report("doccano", out, got)
if A.labelstudio:
    out, got = [], []; d = json.loads(R(A.labelstudio)); u16 = T.encode("utf-16-le"); asu = asc = 0
    for t in (d if isinstance(d, list) else [d]):
        if T not in t.get("data", {}).values(): out.append("no data field holds the article's text")
        seen = set()
        for an in t.get("annotations", []) + t.get("predictions", []):
            for r in an.get("result", []):
                if r.get("type") == "relation":
                    continue
                miss = [k for k in ("from_name", "to_name", "type", "value") if k not in r]
                if miss: out.append(f"result {r.get('id')}: lacks {miss}"); continue
                if r["type"] != "labels": continue
                if r.get("id") in seen: out.append(f"id {r['id']} twice")
                seen.add(r.get("id")); v = r["value"]
                if not v.get("labels"): out.append(f"result {r.get('id')}: no labels")
                a, b = v.get("start"), v.get("end"); tx = v.get("text")
                c, u = T[a:b] == tx, u16[2 * a:2 * b].decode("utf-16-le", "replace") == tx; asc += c; asu += u
                if tx is not None and not (c or u): out.append(f"result {r.get('id')}: {a}..{b} isn't {tx[:40]!r} in code points nor UTF-16 units")
                got.append((a, b, (v.get("labels") or [""])[0]))
            ids = {r.get("id") for r in an.get("result", [])}
            out += ["relation to an unknown id" for r in an.get("result", []) if r.get("type") == "relation" and (r.get("from_id") not in ids or r.get("to_id") not in ids)]
    if asc != asu: print(f"      Label Studio offsets: {asc} fit as code points, {asu} as UTF-16 units")
    report("labelstudio", out, got)
if A.csv:
    out, got = [], []; raw = R(A.csv); rows = list(csv.reader(io.StringIO(raw.lstrip("\ufeff")), strict=True))
    H = [x.strip().lower() for x in rows[0]] if rows else []
    col = lambda *names: next((i for i, x in enumerate(H) if x in names), None)
    s, e, t = col("start", "begin", "start_char", "start_offset"), col("end", "stop", "end_char", "end_offset"), col("text", "exact", "quote", "selected_text")
    if None in (s, e, t): out.append(f"no start/end/text columns in {H}")
    for n, r in enumerate(rows[1:], 2):
        if len(r) != len(H): out.append(f"row {n}: {len(r)} cells, the header has {len(H)}"); continue
        out += [f"row {n}: a spreadsheet would run {x[:30]!r}" for x in r if x and x[0] in "=+-@\t\r" and not re.match(r"^[+-]?\d+(\.\d+)?$", x)]
        if None not in (s, e, t):
            a, b = int(r[s]), int(r[e]); x = r[t]
            if x[:1] == "'" and T[a:b][:1] in "=+-@\t\r": x = x[1:]
            slicecheck(out, a, b, x, f"row {n}"); got.append((a, b, ""))
    report("csv", out, got)
sys.exit(1 if bad else 0)
