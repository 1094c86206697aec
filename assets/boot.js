// Starts the program, then loads its later parts, and says in plain words what to do if a file is missing or the
// program breaks. It adds no script or style of its own: the page's policy forbids both.

const tag = document.querySelector('script[data-wasm]');
const start = document.getElementById('start');
const broken = document.getElementById('broken');

/** The id of this script's build, written by xtask/src/stamp.rs; empty during development. */
const own = '';

/** Time limit for a later part, in milliseconds. */
const PATIENCE = 60000;

/** A file of the program could not be fetched. */
class Missing extends Error {}

/** A file of the program comes from another build than the page. */
class Mixed extends Error {}

const beside = (path) => new URL(path, document.baseURI);

function show(name) {
  for (const part of start.querySelectorAll('[data-case]')) part.hidden = part.dataset.case !== name;
}

function explain(error) {
  if (error instanceof Missing) return 'missing';
  if (error instanceof Mixed) return 'mixed';
  if (typeof WebAssembly !== 'object' || error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return 'webassembly';
  return 'error';
}

function fail(error) {
  console.error(error);
  const name = explain(error);
  show(name);
  start.dataset.shown = '';
  start.querySelector('.start-end').hidden = false;
  start.querySelector('details').open = name === 'missing';
  const trace = String(error?.stack ?? '');
  const message = String(error);
  start.querySelector('pre').textContent = `${trace.includes(message) ? trace : `${message}\n${trace}`}\n${navigator.userAgent}`.trim();
}

/** Files of two builds would call each other's functions by wrong numbers, so they are refused before linking. */
function checkBuild(file, build) {
  const { build: wanted } = tag.dataset;
  if (build !== wanted && (build || wanted)) throw new Mixed(`${file} is of build ${build || 'unknown'}, this page of build ${wanted || 'unknown'}`);
}

async function fetchProgram(file, options) {
  const url = beside(file);
  const answer = await fetch(url, options).catch((error) => { throw new Missing(`${url}: ${error.message}`); });
  if (!answer.ok) throw new Missing(`${url}: the server answered ${answer.status} ${answer.statusText}`.trim());
  if (answer.headers.get('content-type')?.startsWith('text/html')) throw new Missing(`${url}: the server answered with a web page`);
  return answer;
}

/** Compiles a file of the program, if it comes from this build. */
async function compile(file, options) {
  const answer = await fetchProgram(file, options);
  const stream = answer.headers.get('content-type')?.startsWith('application/wasm') && WebAssembly.compileStreaming;
  const module = await (stream ? WebAssembly.compileStreaming(answer) : answer.arrayBuffer().then((bytes) => WebAssembly.compile(bytes)))
    .catch((error) => { throw error instanceof WebAssembly.CompileError ? error : new Missing(`${file}: ${error.message}`); });
  const [section] = WebAssembly.Module.customSections(module, 'build');
  checkBuild(file, section && new TextDecoder().decode(section));
  return module;
}

/** The same; fetches the file once more if the cache has it from another build. */
async function compileFresh(file, options) {
  return compile(file, options).catch((error) => {
    if (error instanceof Mixed) return compile(file, { ...options, cache: 'reload' });
    throw error;
  });
}

async function loadGlue(file) {
  const url = beside(file);
  // An error inside the module keeps its own kind; a failure to fetch it is a TypeError.
  const glue = await import(url).catch((error) => { throw error instanceof TypeError ? new Missing(`${url}: ${error.message}`) : error; });
  checkBuild(file, glue.build);
  return glue;
}

async function run() {
  if (typeof WebAssembly !== 'object') throw new Error('There is no WebAssembly in this browser.');
  checkBuild('boot.js', own);
  const [glue, program] = await Promise.all([loadGlue(tag.dataset.js), compileFresh(tag.dataset.wasm)]);
  return glue.default({ module_or_path: program });
}

// The parts after the start (xtask/src/split/boundary.rs). The program requests `deferred` once the page is ready or something needs it,
// and `demand` at its first need; it holds what needs a part meanwhile (src/app/deferred/gate.rs), and requests it again after a failure.

/** What the banner says: nothing, the part that is missing, or a fault, which stays. */
let trouble = null;

function tell(kind, what, saved) {
  if (trouble === kind || trouble === 'fault') return;
  trouble = kind;
  broken.querySelector('[data-what]').textContent = what;
  broken.querySelector('[data-saved]').textContent = saved;
  broken.hidden = false;
}

/** Whether the header says that everything is saved. */
const isSaved = () => document.querySelector('header .saved:not(.busy, .bad)') !== null;

/** Applies a style sheet of a later part. One that is not there yet, or failed, is fetched again. */
function dress(waiting) {
  return new Promise((done, failed) => {
    const sheet = waiting.sheet ? waiting : waiting.cloneNode();
    sheet.media = 'all';
    if (sheet.sheet) return done();
    sheet.onload = done;
    sheet.onerror = () => failed(new Missing(`${sheet.href}: the style sheet didn’t load`));
    waiting.replaceWith(sheet);
  });
}

const dressed = (part) => Promise.all([...document.querySelectorAll(`link.${part}`)].map(dress));

/** What each linked part gives to those linked into it. */
const linked = {};

/** The parts on their way, or linked. */
const linking = {};

/** Links a part into those before it, once: linking it again would reset its memory. */
function link(part) {
  linking[part] ??= load(part).catch((error) => { delete linking[part]; throw error; });
  return linking[part];
}

async function load(part) {
  const options = { signal: AbortSignal.timeout(PATIENCE) };
  const [module, first] = await Promise.all([compileFresh(tag.dataset[part], options), started, dressed(part)]);
  linked[part] = (await WebAssembly.instantiate(module, { ...linked, first })).exports;
}

const tellProgram = (news, part, detail) => window.dispatchEvent(new CustomEvent(`article-annotator:${news}-${part}`, { detail }));

function arrived(part) {
  if (trouble === part) {
    trouble = null;
    broken.hidden = true;
  }
  tellProgram('arrived', part);
}

function savedSoFar() {
  const saved = isSaved() ? 'Everything you did before is saved in this browser.' : 'Your last change may not be saved.';
  return `${saved} What you do now waits for that part: until then it is not saved, and reloading discards it.`;
}

/** What the banner says beside the reason, for each part. */
const meanwhile = {
  deferred: savedSoFar,
  demand: () => 'You can go on reading and marking. What you asked for follows as soon as it is here.',
};

// A write under way when the banner appeared is stored a moment later.
function keepTelling() {
  const say = meanwhile[trouble];
  if (!say) return;
  const told = broken.querySelector('[data-saved]');
  if (told.textContent !== say()) told.textContent = say();
  setTimeout(keepTelling, 500);
}

// Leaving the page aborts its fetches. That is not a failure to report, unless the page stays after all.
let leaving = 0;
for (const name of ['beforeunload', 'pagehide']) window.addEventListener(name, () => { leaving = performance.now() + 2000; });

function lacks(part, error, awaited) {
  if (performance.now() >= leaving && awaited) {
    if (trouble !== part) console.error(error);
    const why = error instanceof Mixed
      ? 'Part of the program is from a different version than this page: the site was updated a moment ago.'
      : 'Part of the program didn’t load: the connection may be down, or the site was updated a moment ago.';
    const isNew = trouble === null;
    tell(part, `${why} The page keeps trying.`, meanwhile[part]());
    if (isNew) keepTelling();
  }
  tellProgram('lacking', part, error.message);
}

for (const part of Object.keys(meanwhile)) {
  // A hint means that nobody waits for the part yet.
  for (const [ask, awaited] of [['fetch', true], ['hint', false]]) {
    window.addEventListener(`article-annotator:${ask}-${part}`, () => link(part).then(() => arrived(part), (error) => lacks(part, error, awaited)));
  }
}

// A fault stops the program in the middle of something, which is then neither done nor saved.

function broke(error) {
  if (start.isConnected) return fail(error);
  tell(
    'fault',
    'Something went wrong in the program, and it may no longer respond.',
    isSaved() ? 'Everything up to your last action is saved in this browser. That action itself may not be: reload and check.' : 'Your last changes may not be saved: reload and check.',
  );
  // The header is no longer up to date.
  document.documentElement.dataset.broken = '';
}

// The program reports a panic by this event.
window.addEventListener('article-annotator:panic', ({ detail }) => broke(new Error(detail?.message ?? 'The program panicked.')));

const isFault = (error) => typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError;
window.addEventListener('error', ({ error }) => { if (isFault(error)) broke(error); });
window.addEventListener('unhandledrejection', ({ reason }) => { if (isFault(reason)) broke(reason); });

for (const button of document.querySelectorAll('[data-reload]')) button.addEventListener('click', () => location.reload());

show('loading');
start.dataset.loading = '';
// During development the program is one file.
if (!tag.dataset.deferred) for (const part of Object.keys(meanwhile)) dressed(part).catch(console.error);
const started = run();
started.catch(fail);
