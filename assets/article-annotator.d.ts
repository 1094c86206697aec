/**
 * The API of Article Annotator: `window.articleAnnotator`.
 *
 * It is ready once `window` receives the event `article-annotator:ready`, or once
 * `window.articleAnnotator.ready` resolves. Promises resolve when the page shows the change.
 *
 * Offsets are UTF-16 units of the article's text, so
 * `article.text.slice(span.start, span.end) === span.exact`.
 *
 * A call fails without changing anything, by throwing an `Error` or rejecting its promise:
 * - on wrong input; the message names the field;
 * - on any change while another tab is editing the article. What that tab stores arrives here as
 *   `change` events;
 * - if a part of the program that the call needs cannot be loaded now.
 */
export interface ArticleAnnotator {
  /** Resolves when the API can be used and the page shows the article that was open last. */
  readonly ready: Promise<void>;
  /**
   * Opens an article. The article that was open stays stored.
   *
   * If this browser already stores the article (same `id`, or same text), its annotations come back
   * and the given ones are merged as by `import`, or replace them with `replace: true`. Title,
   * byline, source, date, language and scheme replace the stored ones where they are given, not
   * empty and different. All of this is one undo step.
   */
  load(article: NewArticle, annotations?: NewAnnotation[], options?: { replace?: boolean }): Promise<void>;
  /** The open article; undefined if there is none. */
  article(): Article | undefined;
  /** The annotations of the open article, in text order. */
  annotations(): Annotation[];
  /** Adds an annotation; resolves to its id. */
  add(annotation: NewAnnotation): Promise<string>;
  /** Changes an annotation. Fields missing in the patch stay the same. */
  update(id: string, patch: Partial<Omit<NewAnnotation, 'id'>>): Promise<void>;
  /** Removes an annotation. */
  remove(id: string): Promise<void>;
  /** Undoes the last step; resolves to whether it did. */
  undo(): Promise<boolean>;
  /** Redoes the last undone step; resolves to whether it did. */
  redo(): Promise<boolean>;
  /** The formats for `export` and `import`. */
  formats(): Format[];
  /**
   * The open article with its annotations as a file: text, or bytes if it is a ZIP. If the
   * format can be read, the file is read back and compared with the article first.
   */
  export(format: string, options?: ExportOptions): Promise<string | Uint8Array>;
  /**
   * Merges a file about the open article, as one undo step. The limit is 64,000,000 bytes. Without
   * `format`, the format is recognised; `"label-studio+predictions"` also reads what its models predicted.
   */
  import(content: string | Uint8Array, format?: string): Promise<ImportReport>;
  /**
   * The annotations that a query means, in text order; the empty query means all. A query of `text`
   * alone also finds the places in the article's text: they come first and have no `id`.
   */
  find(query: Query): Promise<Found[]>;
  /**
   * What became of each annotation in another version of the article's text, in text order. It only
   * reports. Offsets count in `text` with every line end as one `\n`.
   */
  reanchor(text: string): Promise<Reanchored[]>;
  /**
   * People, quotes and claims that could be marked in the open article, in text order, without those
   * that are marked already or that the reader rejected. It only reports, and changes nothing. In a
   * text that is not in English, only quotes in quotation marks are suggested.
   */
  suggest(): Promise<Suggestion[]>;
  /** Calls `listener` on each event of this name; returns a function that removes it. */
  on<Name extends keyof Events>(event: Name, listener: (event: Events[Name]) => void): () => void;
}

/** Each list means any of its values; an annotation has to fit every field that is given. */
export interface Query {
  /**
   * Words in the annotation's text, label, tags, note, explanation or sources, or in the name or role
   * of its person, speaker or claimant. Case and accents do not count.
   */
  text?: string;
  kinds?: Kind[];
  labels?: string[];
  /** Persons, speakers and claimants: ids or names of the register, or `article` for its own claims. */
  people?: string[];
  tags?: string[];
  /** Computed problems, as in the to-do list. A problem of a person concerns all their annotations. */
  issues?: Issue[];
  /** Claims with a result of a check, or claims without. */
  checked?: boolean;
  /** Claims with a verdict, or claims without. */
  decided?: boolean;
  /** How far the checks of claims are. */
  statuses?: ('to-do' | 'asked' | 'waiting' | 'second-reader')[];
  /** Whether claims are worth checking. */
  worthy?: ('yes' | 'no' | 'unsure')[];
  verdicts?: string[];
  origins?: ('hand' | 'suggestion' | 'import')[];
  creators?: string[];
  /** Made at this time or later: RFC 3339. */
  from?: string;
  /** Made before this time: RFC 3339. */
  to?: string;
}

export type Issue =
  | 'no-speaker'
  | 'never-marked'
  | 'unmarked'
  | 'marks'
  | 'differently'
  | 'reworded'
  | 'no-claimant'
  | 'no-source'
  | 'identical'
  | 'alike'
  | 'nobody';

/** What `find` found: an annotation, or without `id` a place in the text. */
export interface Found {
  id?: string;
  spans: { start: number; end: number; exact: string }[];
}

/** What became of an annotation in another version of the text. */
export interface Reanchored {
  id: string;
  /**
   * `unchanged`: the same words in the same surroundings. `moved`: the same words elsewhere. `reworded`:
   * other words in that place, or only some of several spans; of a phrase replaced as a whole in a sentence
   * that stays, the `score` may be near 0. `gone`: not found.
   */
  status: 'unchanged' | 'moved' | 'reworded' | 'gone';
  /** How much the words found are like those marked, from 0 to 1: 1 if they are the same. */
  score: number;
  /** Where the words are; none if they are gone. */
  spans: { start: number; end: number; exact: string }[];
  /** For words that are reworded or gone: the other place most like them. */
  runnerUp?: { score: number; spans: { start: number; end: number; exact: string }[] };
}

export type Kind = 'person' | 'claim' | 'quote';

export interface NewArticle {
  /** The article's id; by default, the SHA-256 of its text. */
  id?: string;
  text: string;
  title?: string;
  byline?: string;
  /** The address where it was published. */
  source?: string;
  /** The publication date: YYYY-MM-DD, or YYYY-MM, or YYYY. */
  published?: string;
  /** A BCP 47 language tag: "en", "he". */
  language?: string;
  /** Labels inside people, claims and quotes, and the scale of verdicts. */
  scheme?: Scheme;
}

/** Labels inside kinds, and the scale of verdicts. */
export interface Scheme {
  /** `hue`: 0 for the kind's colour, 1 violet, 2 rose, 3 teal, 4 olive, 5 rust, 6 slate. */
  labels?: { kind: Kind; name: string; hue?: number; key?: string }[];
  /** From true to false; verdicts with `apart` are outside the scale, such as "unproven". */
  scale?: { name: string; apart?: boolean }[];
}

/** A fact check: everything known about a claim besides its words. */
export interface Check {
  /** 'true', 'mostly-true', 'mixed', 'mostly-false', 'false', 'unproven', or a verdict of the scheme. */
  verdict?: string;
  explanation?: string;
  /** `url` is an address (http, https, doi, mailto), or describes a source without one. */
  sources?: { url: string; title?: string; date?: string; quotation?: string }[];
  /** The date of the check. Never filled in for you. */
  date?: string;
  /** When it was first claimed. */
  said?: string;
  /** Where it was first claimed. */
  place?: string;
  /** Whether the claim is worth checking. */
  worthy?: 'yes' | 'no' | 'unsure';
  /** How far the check is. */
  status?: 'to-do' | 'asked' | 'waiting' | 'second-reader';
  /** Who is to check it. */
  assignee?: string;
  /** The id of the first linked claim that says the same. */
  same?: string;
  /**
   * Among claims that say the same, the id of the one that was checked. Only that one gets a
   * ClaimReview.
   */
  made_for?: string;
  /** The publisher of the check; by default, the publisher in Settings at the time of export. */
  publisher?: { name: string; sort?: 'organisation' | 'person'; url?: string };
  /** The address of the page with the check; by default, the one in Settings. */
  page?: string;
}

export interface Article extends Required<Pick<NewArticle, 'id' | 'text' | 'title'>>, NewArticle {
  id: string;
  title: string;
  /** The SHA-256 of the text in UTF-8: 64 hex digits. */
  sha256: string;
  /** The paragraphs; the element with `data-block="N"` shows `blocks[N]`. */
  blocks: { kind: string; start: number; end: number }[];
}

export interface AnnotationDetails {
  /** 1 to 200 characters without blanks, unique in the article. */
  id?: string;
  /** A label of its kind: 1 to 60 characters without blanks. */
  label?: string | null;
  note?: string;
  tags?: string[];
  creator?: string | null;
  /** How it was made. Default: 'hand' for `add`, 'import' for `load`. */
  origin?: 'hand' | 'suggestion' | 'import';
  /** RFC 3339: "2026-01-31T14:05:00Z". */
  created?: string;
  /** For a person: who is meant, by name or id. By default, whoever the words name. */
  actor?: string | null;
  /** For a quote: the speaker, by name or id. */
  speaker?: string | null;
  /** For a quote. */
  form?: 'direct' | 'indirect' | 'mixed' | null;
  /** For a quote: the words that introduce it, such as "said". */
  cue?: { start: number; end: number } | null;
  /** For a quote: where its source has it. */
  source?: SourceLink | null;
  /** For a claim: who claims it, by name or id, or "article". */
  claimant?: string | null;
  /** For a claim. */
  check?: Check | null;
}

export type NewAnnotation = AnnotationDetails & { kind: Kind } & (
  | { start: number; end: number }
  | { spans: { start: number; end: number }[] }
);

export interface Annotation {
  id: string;
  kind: Kind;
  /** One or more, disjoint, in text order. */
  spans: { start: number; end: number; exact: string }[];
  label?: string;
  note: string;
  tags: string[];
  origin: 'hand' | 'suggestion' | 'import';
  creator?: string;
  /** Missing if it came from a file without times. */
  created?: string;
  modified?: string;
  actor?: string;
  speaker?: string;
  form?: 'direct' | 'indirect' | 'mixed';
  cue?: { start: number; end: number };
  /** Of a quote that was held against its source: where the source has it. */
  source?: SourceLink;
  claimant?: string;
  check?: Check;
}

/** A quote in its source: a speech, a transcript, a paper. */
export interface SourceLink {
  /** The SHA-256 of the source’s text in UTF-8: 64 hex digits. */
  sha256: string;
  title?: string;
  url?: string;
  date?: string;
  fidelity: 'verbatim' | 'trimmed' | 'spliced' | 'altered' | 'paraphrase' | 'not-found';
  /**
   * Its words in the source, in the order of the quote. The text of the source isn’t kept: `start` and
   * `end` count its code points, not UTF-16 units.
   */
  passages?: { start: number; end: number; exact: string }[];
}

/** Something that could be marked. */
export interface Suggestion {
  kind: Kind;
  /** One or more, disjoint, in text order. */
  spans: { start: number; end: number; exact: string }[];
  /** How sure it is, from 0 to 1. */
  score: number;
  /** Why it is suggested, in words. */
  reason: string;
  /**
   * Who says the quote or makes the claim. `start` and `end` are the place of the words for them next to
   * the verb (“he”), if there are any. For a person: the name, if the words alone could mean somebody else
   * (“Mrs Ruiz” beside Carlos Ruiz).
   */
  speaker?: { name: string; start?: number; end?: number };
  /** The words that introduce the quote (“he said”). */
  cue?: { start: number; end: number };
  form?: 'direct' | 'indirect' | 'mixed';
}

export interface Format {
  id: string;
  name: string;
  /** Without the dot. */
  extension: string;
  mediaType: string;
  canImport: boolean;
}

/** Options of a file. A format ignores options it lacks, but refuses an unknown shape. */
export interface ExportOptions {
  /** Names for the kinds, without blanks. */
  labels?: { person?: string; claim?: string; quote?: string };
  /** Adds a byte order mark, so that Excel recognises UTF-8 (csv, tsv, numbers, and vetting as csv). */
  bom?: boolean;
  /**
   * doccano: 'spans' or 'relations'; vetting: 'page' or 'csv'; picture: 'appearance' or 'words';
   * numbers: 'people', 'quotes', 'shares', 'paragraphs' or 'time'; html: the parts of the page,
   * separated by spaces, of 'text', 'notes', 'claims', 'people' and 'picture'.
   */
  shape?: string;
}

export interface ImportReport {
  added: number;
  changed: number;
  same: number;
  problems: { line?: number; column?: number; message: string }[];
}

export interface Events {
  /** Annotations were added, changed or removed. */
  change: { type: 'change'; ids: string[] };
  /** A card was opened (its annotation), or the open one closed (null). */
  select: { type: 'select'; id: string | null };
  /** An article was opened. */
  load: { type: 'load'; id: string };
  /**
   * A change was written to this browser's storage (`ok: true`), or writing failed for this
   * `reason` and will be tried again.
   */
  save: { type: 'save'; id: string; ok: boolean; reason?: string };
}

declare global {
  interface Window {
    articleAnnotator: ArticleAnnotator;
  }
  interface WindowEventMap {
    'article-annotator:ready': CustomEvent;
  }
}
