/**
 * The API of Article Annotator: `window.articleAnnotator`.
 *
 * It is there once the event `article-annotator:ready` was dispatched on `window`, and once
 * `window.articleAnnotator.ready` resolves. Offsets are UTF-16 units of the article's text, so
 * `article.text.slice(span.start, span.end) === span.exact`. Wrong input throws an `Error` (a
 * promise is rejected with one) that names the field, and changes nothing. So does every change
 * while another tab is editing the article; what that tab stores is told as `change` here too.
 * A promise is also rejected, and nothing changed, if a part of the program that it needs cannot
 * be loaded now.
 * Promises resolve after the page shows the change.
 */
export interface ArticleAnnotator {
  /** Resolves when the API can be used and the page shows what was open last. */
  readonly ready: Promise<void>;
  /**
   * Opens an article. If this browser holds it (same `id`, or same text), its annotations come
   * back and the given ones are merged as by import; `replace` puts the given ones in their place.
   * Title, byline, source, date, language and scheme replace the stored ones if they are given, not
   * empty and different. All of it is one step that can be undone. What was open stays stored.
   */
  load(article: NewArticle, annotations?: NewAnnotation[], options?: { replace?: boolean }): Promise<void>;
  /** The open article; undefined if there is none. */
  article(): Article | undefined;
  /** The annotations of the open article, in text order. */
  annotations(): Annotation[];
  /** Makes an annotation; resolves to its id. */
  add(annotation: NewAnnotation): Promise<string>;
  /** Changes an annotation; what the patch does not name stays as it is. */
  update(id: string, patch: Partial<Omit<NewAnnotation, 'id'>>): Promise<void>;
  /** Removes an annotation. */
  remove(id: string): Promise<void>;
  /** Takes the last step back; resolves to whether that was done. */
  undo(): Promise<boolean>;
  /** Takes the step that was undone last again; resolves to whether that was done. */
  redo(): Promise<boolean>;
  /** The formats that annotations can be written in. */
  formats(): Format[];
  /** The open article with its annotations as a file, read back and compared before it is given. */
  export(format: string, options?: ExportOptions): Promise<string | Uint8Array>;
  /** Merges a file about the open article in, as one step that can be undone. It may have at most 64,000,000 bytes. */
  import(content: string | Uint8Array, format?: string): Promise<ImportReport>;
  /** Calls `listener` at each event of this name; gives back the function that ends it. */
  on<Name extends keyof Events>(event: Name, listener: (event: Events[Name]) => void): () => void;
}

export type Kind = 'person' | 'claim' | 'quote';

export interface NewArticle {
  /** Its identity; without one, the SHA-256 of its text. */
  id?: string;
  text: string;
  title?: string;
  byline?: string;
  /** Where it was published: an address. */
  source?: string;
  /** When it was published: YYYY-MM-DD, or the part of it that is known. */
  published?: string;
  /** As BCP 47 writes it: "en", "he". */
  language?: string;
  /** What is told apart beyond people, claims and quotes. */
  scheme?: Scheme;
}

/** Labels inside kinds, and the scale of verdicts. */
export interface Scheme {
  /** `hue`: 0 for the kind's colour, 1 violet, 2 rose, 3 teal, 4 olive, 5 rust, 6 slate. */
  labels?: { kind: Kind; name: string; hue?: number; key?: string }[];
  /** From true to false; `apart` is neither. */
  scale?: { name: string; apart?: boolean }[];
}

/** What is known of a claim besides its words. */
export interface Check {
  /** 'true', 'mostly-true', 'mixed', 'mostly-false', 'false', 'unproven', or a grade of the scheme. */
  verdict?: string;
  explanation?: string;
  /** `url` is an address (http, https, doi, mailto), or a description of a source that has none. */
  sources?: { url: string; title?: string; date?: string; quotation?: string }[];
  /** When it was checked; nothing is added if it is not given. */
  date?: string;
  /** Since when it is claimed. */
  said?: string;
  /** Where it was claimed first. */
  place?: string;
  worthy?: 'yes' | 'no' | 'unsure';
  /** The id of the claim that says the same and was linked first. */
  same?: string;
  /**
   * Of several claims that say the same: the id of the one that was checked. A ClaimReview is
   * written for that one alone.
   */
  made_for?: string;
  /** Who publishes the check; without it, whoever the settings name when it is exported. */
  publisher?: { name: string; sort?: 'organisation' | 'person'; url?: string };
  /** The address of the page with the check; without it, the one in the settings. */
  page?: string;
}

export interface Article extends Required<Pick<NewArticle, 'id' | 'text' | 'title'>>, NewArticle {
  id: string;
  title: string;
  /** Of the text in UTF-8, 64 hex digits. */
  sha256: string;
  /** `blocks[N]` is shown by the element with `data-block="N"`. */
  blocks: { kind: string; start: number; end: number }[];
}

export interface AnnotationDetails {
  /** 1 to 200 characters without blanks, unique in the article. */
  id?: string;
  /** What it is inside its kind: 1 to 60 characters without blanks. */
  label?: string | null;
  note?: string;
  tags?: string[];
  creator?: string | null;
  /** How it came to be. If nothing is said: 'hand' for `add`, 'import' for what `load` brings. */
  origin?: 'hand' | 'suggestion' | 'import';
  /** RFC 3339: "2026-01-31T14:05:00Z". */
  created?: string;
  /** Of a person: whom it refers to, by name or id. Without it, the words of the span. */
  actor?: string | null;
  /** Of a quote: whose words, by name or id. */
  speaker?: string | null;
  /** Of a quote. */
  form?: 'direct' | 'indirect' | 'mixed' | null;
  /** Of a quote: where the text says whose words they are. */
  cue?: { start: number; end: number } | null;
  /** Of a claim: who claims it, by name or id, or "article". */
  claimant?: string | null;
  /** Of a claim. */
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
  /** Missing where the file it came from says no time. */
  created?: string;
  modified?: string;
  actor?: string;
  speaker?: string;
  form?: 'direct' | 'indirect' | 'mixed';
  cue?: { start: number; end: number };
  claimant?: string;
  check?: Check;
}

export interface Format {
  id: string;
  name: string;
  /** Without the stop. */
  extension: string;
  mediaType: string;
  canImport: boolean;
}

/** What can be chosen about a file; a format takes what it has, and refuses a shape it has not. */
export interface ExportOptions {
  /** What the kinds are called; words without blanks. */
  labels?: { person?: string; claim?: string; quote?: string };
  /** A byte order mark, by which Excel knows UTF-8 (csv, tsv). */
  bom?: boolean;
  /** doccano: 'spans' or 'relations'; vetting: 'page' or 'csv'. */
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
  /** What was done is kept in this browser. */
  /** `ok` only after the storage completed the write; `reason` says why it did not. It is tried again then. */
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
