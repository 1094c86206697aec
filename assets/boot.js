// Starts the program, and says in plain words what to do when it does not start or breaks.
// It holds no part of the program, and never adds script or style of its own: the page's policy forbids both.

const tag = document.querySelector('script[data-wasm]');
const start = document.getElementById('start');
const broken = document.getElementById('broken');

/** A file of the program that did not arrive. */
class Missing extends Error {}

const beside = (path) => new URL(path, document.baseURI);

function show(name) {
  for (const part of start.querySelectorAll('[data-case]')) part.hidden = part.dataset.case !== name;
}

function explain(error) {
  if (error instanceof Missing) return 'missing';
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

async function fetchProgram(url) {
  const answer = await fetch(url).catch((error) => { throw new Missing(`${url}: ${error.message}`); });
  if (!answer.ok) throw new Missing(`${url}: the server answered ${answer.status} ${answer.statusText}`.trim());
  if (answer.headers.get('content-type')?.startsWith('text/html')) throw new Missing(`${url}: the server answered with a web page`);
  return answer;
}

async function loadGlue(url) {
  // An error inside the module keeps its own kind; a failure to fetch it is a TypeError.
  return import(url).catch((error) => { throw error instanceof TypeError ? new Missing(`${url}: ${error.message}`) : error; });
}

async function run() {
  if (typeof WebAssembly !== 'object') throw new Error('There is no WebAssembly in this browser.');
  const wasm = fetchProgram(beside(tag.dataset.wasm));
  const [glue] = await Promise.all([loadGlue(beside(tag.dataset.js)), wasm]);
  return glue.default({ module_or_path: wasm });
}

// What the page can be shown without is a file of its own: `src/late.rs`. It is fetched when the page is ready. If the
// program needs it before that, it is fetched at that moment, and the program waits: it is in the middle of something.

let whole = !tag.dataset.late;
let lacking = false;

function join(rest, first) {
  if (whole) return;
  new WebAssembly.Instance(rest, { first });
  whole = true;
  if (lacking) broken.hidden = true;
  // Not now: the program may be in the middle of something.
  setTimeout(tellWhole);
}

function tellWhole() {
  window.dispatchEvent(new Event('article-annotator:whole'));
}

async function fetchRest() {
  if (whole) return tellWhole();
  const answer = await fetchProgram(beside(tag.dataset.late));
  const rest = await WebAssembly.compile(await answer.arrayBuffer());
  join(rest, await started);
}

function fetchRestNow(first) {
  const request = new XMLHttpRequest();
  request.open('GET', beside(tag.dataset.late), false);
  // One character for each byte.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Missing(`${tag.dataset.late}: the server answered ${request.status}`);
  join(new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0))), first);
}

function lacks(error) {
  if (whole) return;
  console.error(error);
  broken.querySelector('[data-what]').textContent = 'A part of the program could not be loaded: the connection may be down, or the program was updated a moment ago. Check the connection, then reload.';
  broken.hidden = false;
}

window.addEventListener('article-annotator:ready', () => fetchRest().catch((error) => {
  // It may still come when it is needed.
  lacking = true;
  lacks(error);
}), { once: true });

// The program goes on when this event is cancelled.
window.addEventListener('article-annotator:late', (event) => {
  try {
    if (!whole) fetchRestNow(event.detail);
    event.preventDefault();
  } catch (error) {
    lacking = false;
    lacks(error);
  }
});

// The program tells of a panic by this event; `detail` may be { message, saved: false }.
window.addEventListener('article-annotator:panic', ({ detail }) => {
  if (start.isConnected) return fail(new Error(detail?.message ?? 'The program panicked.'));
  if (lacking) broken.querySelector('[data-what]').textContent = 'Something went wrong in the program.';
  lacking = false;
  if (detail?.saved === false) broken.querySelector('[data-saved]').textContent = 'Your last change may not be saved.';
  broken.hidden = false;
});

for (const button of document.querySelectorAll('[data-reload]')) button.addEventListener('click', () => location.reload());

show('loading');
start.dataset.loading = '';
const started = run();
started.catch(fail);
