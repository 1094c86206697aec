#!/usr/bin/env python3
"""Trains the tagger of people's names and packs it with the lists of names and words into one file.

    pip install python-crfsuite==0.9.12
    python3 tools/suggest/train.py DATA assets/suggest/english.bin      some minutes of one core
    python3 tools/suggest/train.py DATA tests/data/suggest/vector.bin --vector tests/data/suggest/vector.json

DATA holds people_gold.jsonl.gz, people_teacher.jsonl.gz, clusters.tsv.gz, given_names.tsv and surnames.tsv
(assets/suggest/english.md says what they are and where they come from), more_given.tsv and more_surnames.tsv
(more_names.py). Training twice gives the same file.

FEATURES of token i, as src/model/suggest/names/features.rs makes them (W = the token, L = its lower case; o runs over -2 -1 0 1 2, j = i+o)
  b                always                                      cap / cap0      W starts upper case and i>0 / i=0
  x{o}             j lies outside the sentence; else:          seenlow         cap, and L occurs as a lower-case token in the text
  w{o}={L[j]}      the word                                    rep             cap, and W is capitalised at i>0 more than once in the text
  s{o}={shape}     upper X, other letter x, digit d, the       capmid          cap0, and W is capitalised at i>0 somewhere in the text
                   rest itself; runs of a sign become "c+"     doctit          cap, and somewhere (i>0) W follows a title or (any i) precedes a SAY word
  k{o}={cluster}   of L[j]; "-" if it isn't in the table      docfull         cap, and somewhere (i>0) W follows a capitalised given name
  fn{o}            L[j] a given name and W[j] upper case       fn+ln / nf      cap, not last: L given name, L[i+1] surname, upper case / else
  ln{o}:{r}        surname, upper case; r = min(3, digits of the rank - 1), rank counted from 0
  ti{o} say{o}     L[j] without outer dots is in TITLES; L[j] is in SAY
  p2 p3 p4 q2 q3 q4 ={..}   first / last 2, 3, 4 characters of L, or all of a shorter one
  bi={a}|{b}|{c}   shapes of i-1 (or ^), i, i+1 (or $)
Tokens and sentences: src/model/suggest/prose.rs. The packed file: pack() below, and src/model/suggest/models.rs."""
import argparse, collections, gzip, json, math, os, re, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import invented

LABELS = ["O", "B-P", "I-P", "B-X", "I-X"]
TOKEN = re.compile(r"(?:[A-Z]\.)+|[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|_")
SAY = set("said says say told tells added adds asked asks explained explains wrote writes argued according stated states replied noted notes insisted claimed warned announced".split())
TITLES = set("""mr mrs ms miss dr prof professor president vice-president vice prime minister premier chancellor senator sen rep representative congressman congresswoman governor gov mayor
secretary general ambassador king queen prince princess sir dame lord lady captain colonel lieutenant major sergeant admiral commander judge justice ceo chairman chairwoman
chief director dean reverend rev father sister brother bishop archbishop cardinal pope rabbi imam coach saint st attorney detective officer spokesman spokeswoman leader editor
emperor empress duke duchess count earl baron chair commissioner deputy first administrator manager captain foreign home general-secretary""".split())


def read(path):
    return [json.loads(l) for l in gzip.open(path, "rt", encoding="utf-8")]


def wrapped(t):
    L = [l for l in t.split("\n") if l.strip()]
    return len(L) > 3 and 3 * sum(b[0].islower() and len(a) < 120 for a, b in zip(L, L[1:])) > len(L)


def sentences(t):
    one, out, cur, T = wrapped(t), [], [], [m.span() for m in TOKEN.finditer(t)]
    for k, (a, b) in enumerate(T):
        lines = t[cur[-1][1]:a].count("\n") if cur else 0
        if lines > 1 or lines == 1 and not one: out.append(cur); cur = []
        cur.append((a, b))
        n = T[k + 1][0] if k + 1 < len(T) else None
        if t[a:b] in (".", "!", "?") and n is not None and n > b and (t[n].isupper() or t[n] in '"“‘(') or len(cur) > 120: out.append(cur); cur = []
    return out + [cur] if cur else out


def shape(w):
    return re.sub(r"(.)\1+", r"\1+", "".join("X" if c.isupper() else "d" if c.isdecimal() else "x" if c.isalpha() else c for c in w))


class Lexicon:
    def __init__(self, data, more=True):
        rd = lambda f: [l.rstrip("\n").split("\t") for l in (gzip.open if f.endswith("gz") else open)(os.path.join(data, f), "rt", encoding="utf-8")]
        given = rd("given_names.tsv")
        self.first = {r[0] for r in given}
        self.bearers, self.given = {}, [r[0] for r in given]
        for name, women, men in given:
            w, m = float(women or 0), float(men or 0)
            self.bearers[name] = 3 if not w + m or .05 < w / (w + m) < .95 else 1 if w > m else 2
        self.surnames = [r[0] for r in rd("surnames.tsv")]
        self.last = {name: min(3, len(str(i)) - 1) for i, name in enumerate(self.surnames[:20000])}
        self.cl = {r[0]: r[1] for r in rd("clusters.tsv.gz")}
        if not more: return
        # Names of other countries: as the rare ones of the census.
        self.more_given, self.more_last = [r[0] for r in rd("more_given.tsv")], [r[0] for r in rd("more_surnames.tsv")]
        for name, bearers in rd("more_given.tsv"): self.first.add(name); self.bearers.setdefault(name, int(bearers))
        for name in self.more_last: self.last.setdefault(name, 3)


def doc_stats(t, S, lex):
    mid, low, tit, full = collections.Counter(), set(), set(), set()
    for s in S:
        W = [t[a:b] for a, b in s]
        for k, w in enumerate(W):
            if not w[0].isupper(): low.add(w.lower()); continue
            if k: mid[w] += 1
            if k and W[k - 1].lower().strip(".") in TITLES or k + 1 < len(W) and W[k + 1].lower() in SAY: tit.add(w)
            if k and W[k - 1][0].isupper() and W[k - 1].lower() in lex.first: full.add(w)
    return mid, low, tit, full


def features(t, s, stats, lex):
    mid, low, tit, full = stats
    W = [t[a:b] for a, b in s]; L = [w.lower() for w in W]; H = [shape(w) for w in W]; U = [w[0].isupper() for w in W]; n = len(W); ctx, out = [], []
    for j in range(n):                                  # what the neighbours see of token j
        f = [("w", "=" + L[j]), ("s", "=" + H[j])]
        if U[j] and L[j] in lex.first: f.append(("fn", ""))
        if U[j] and L[j] in lex.last: f.append(("ln", f":{lex.last[L[j]]}"))
        if L[j].strip(".") in TITLES: f.append(("ti", ""))
        if L[j] in SAY: f.append(("say", ""))
        ctx.append(f + [("k", "=" + lex.cl.get(L[j], "-"))])
    for i in range(n):
        f = ["b"]
        for o in (-2, -1, 0, 1, 2):
            if 0 <= i + o < n: f += [f"{x}{o}{y}" for x, y in ctx[i + o]]
            else: f.append(f"x{o}")
        for k in (2, 3, 4): f += [f"p{k}={L[i][:k]}", f"q{k}={L[i][-k:]}"]
        if U[i]:
            w = W[i]; f.append("cap" if i else "cap0")
            if L[i] in low: f.append("seenlow")
            if w in tit: f.append("doctit")
            if w in full: f.append("docfull")
            if mid[w] > 1: f.append("rep")
            if not i and mid[w]: f.append("capmid")
            if i + 1 < n: f.append("fn+ln" if L[i] in lex.first and L[i + 1] in lex.last and U[i + 1] else "nf")
        f.append("bi=" + (H[i - 1] if i else "^") + "|" + H[i] + "|" + (H[i + 1] if i + 1 < n else "$")); out.append(f)
    return out


def bio(s, spans):
    y = ["O"] * len(s)
    for kind, l in (("other", "X"), ("person", "P")):
        for p in spans:
            if p["kind"] != kind: continue
            k = [i for i, (a, b) in enumerate(s) if a >= p["start"] and b <= p["end"]]
            for n, i in enumerate(k): y[i] = ("I-" if n else "B-") + l
    return y


def train(rows, lex, path):
    """-> ({feature: {label: weight}}, {(label, label): weight})"""
    import pycrfsuite
    trainer = pycrfsuite.Trainer(verbose=False)
    for r in rows:
        t = r["text"]; S = sentences(t); stats = doc_stats(t, S, lex)
        for s in S: trainer.append(features(t, s, stats, lex), bio(s, r["spans"]))
    trainer.select("lbfgs")
    trainer.set_params({"c1": 1.0, "c2": 0.01, "max_iterations": 150, "feature.minfreq": 2})
    trainer.train(path)
    tagger = pycrfsuite.Tagger(); tagger.open(path); info = tagger.info(); tagger.close(); os.remove(path)
    weights = collections.defaultdict(dict)
    for (feature, label), weight in info.state_features.items(): weights[feature][label] = weight
    return weights, info.transitions


def mean(models):
    """One field with the mean weights of several (MODELS and their shares): the product of what they say."""
    weights, transitions = collections.defaultdict(lambda: collections.defaultdict(float)), collections.defaultdict(float)
    for share, (w, t) in models:
        for feature, by_label in w.items():
            for label, weight in by_label.items(): weights[feature][label] += share * weight
        for pair, weight in t.items(): transitions[pair] += share * weight
    return weights, transitions


# The packed file. A number: 7 bits a byte, lowest first. A column: its length, then its bytes.
def number(n):
    out = bytearray()
    while True:
        out.append(n & 127 | (128 if n > 127 else 0)); n >>= 7
        if not n: return bytes(out)


def column(b): return number(len(b)) + bytes(b)
def signed(n): return number(2 * n if n >= 0 else -2 * n - 1)
def words(ws): return column("\n".join(sorted(ws)).encode())


def fnv(data):
    h = 0xcbf29ce484222325
    for x in data: h = (h ^ x) * 0x100000001b3 & 0xffffffffffffffff
    return h


def rice(gaps):
    """The number of low bits, and a column of numbers in Rice's code"""
    k = max(0, int(math.log2(max(1, .69 * sum(gaps) / max(1, len(gaps)))))); bits = "".join("1" * (g >> k) + "0" + (f"{g & (1 << k) - 1:0{k}b}" if k else "") for g in gaps)
    bits += "0" * (-len(bits) % 8)
    return bytes([k]) + column(bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)))


def pack_lexicon(lex, only):
    """Sorted hashes of 24 bits as gaps; how many words lie before each name; a byte for each name: bearers | surname << 2 | has a cluster << 5; the clusters"""
    known = {}
    for w in list(lex.cl) + sorted(lex.first) + list(lex.last):      # of two words with one hash the more frequent stays
        if only is None or w in only: known.setdefault(fnv(w.encode()) >> 40, (lex.cl.get(w), lex.bearers.get(w, 0) | (lex.last[w] + 1 if w in lex.last else 0) << 2))
    hashes = sorted(known); rows = [known[h] for h in hashes]
    named = [i for i, (c, n) in enumerate(rows) if n or c is None]
    names = bytes(n | (32 if c is not None else 0) for c, n in (rows[i] for i in named))
    return number(len(rows)) + rice([b - a for a, b in zip([0] + hashes, hashes)]) + rice([b - a - 1 for a, b in zip([-1] + named, named)]) + column(names) + column(bytes(int(c) for c, _ in rows if c is not None))


def pack_weights(weights, transitions, scale):
    """Sorted features: letters shared with the one before, further letters, the letters; the labels with a weight as bits; the weights times `scale`"""
    rows, before = [], b""
    columns = [bytearray() for _ in range(5)]
    for feature in sorted(weights, key=str.encode):
        values = [round(scale * weights[feature].get(l, 0)) for l in LABELS]
        text = feature.encode()
        if not any(values) or len(text) > 255: continue
        shared = len(os.path.commonprefix([text, before])); before = text
        columns[0].append(shared); columns[1].append(len(text) - shared); columns[2] += text[shared:]
        columns[3].append(sum(1 << i for i, v in enumerate(values) if v))
        for v in values: columns[4] += signed(v) if v else b""
    for a in LABELS:
        for b in LABELS: columns[4] += signed(round(scale * transitions.get((a, b), 0)))
    return number(len(columns[0])) + number(scale) + b"".join(map(column, columns))


def pack(lex, weights, transitions, scale, only=None):
    return b"AASUGG\x02" + pack_lexicon(lex, only) + words(TITLES) + words(SAY) + pack_weights(weights, transitions, scale)


def pack_vector(lex, a):
    """The part of DATA's own weights that the vector has features of: a small model for the test of it."""
    rows = [t for s in json.load(open(a.vector, encoding="utf-8"))["sentences"] for t in s]
    used = {f for t in rows for f in t["features"]}
    weights, transitions = collections.defaultdict(dict), {}
    for l in open(os.path.join(a.data, "weights.tsv"), encoding="utf-8"):
        kind, x, y, w = l.rstrip("\n").split("\t")
        if kind == "T": transitions[x, y] = float(w)
        elif x in used: weights[x][y] = float(w)
    return pack(lex, weights, transitions, 1000, {t["text"].lower() for t in rows})


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data"); ap.add_argument("out"); ap.add_argument("--vector")
    a = ap.parse_args()
    lex = Lexicon(a.data, more=not a.vector)
    if a.vector: packed = pack_vector(lex, a)
    else:
        gold, machine = read(os.path.join(a.data, "people_gold.jsonl.gz")), read(os.path.join(a.data, "people_teacher.jsonl.gz"))
        news = list(invented.articles(8, 7, lex.given, lex.surnames[:60000], lex.more_given, lex.more_last))
        sets = [(share, rows) for share, rows in ((SHARES[0], gold + machine), (SHARES[1], gold + machine + news), (SHARES[2], gold)) if share]
        weights, transitions = mean([(share, train(rows, lex, a.out + ".crf")) for share, rows in sets])
        packed = pack(lex, weights, transitions, 100)
    with open(a.out, "wb") as out: out.write(packed)
    print(len(packed), "bytes")


# How much of each of three fields: by all labels, by all and the invented news, by the labels of people alone.
SHARES = (.45, .45, .3)

if __name__ == "__main__": main()
