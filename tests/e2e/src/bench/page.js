// Runs in both pages before their own scripts and takes the times, with the same code for the floor and the app. Changes
// the page only by the measured edits.
(() => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  // The next task: requested in a frame's callback, it comes after that frame's style, layout and paint.
  const task = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); done(performance.now()); };
    port2.postMessage(0);
  });
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  // Where nothing moves, a headless browser may never report that it is idle.
  const idle = () => new Promise((done) => requestIdleCallback(done, { timeout: 500 }));

  // A static page: from the first byte of the answer to the end of the first frame with all of it.
  let opened = null;
  addEventListener('DOMContentLoaded', async () => {
    await frame();
    const end = await task();
    opened = end - performance.getEntriesByType('navigation')[0].responseStart;
  });

  let longs = 0, lastLong = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { longs += e.duration; lastLong = performance.now(); })).observe({ type: 'longtask', buffered: true });
  // Resolves after a second without a long task.
  const quiet = async () => {
    const start = performance.now();
    do { await sleep(200); await idle(); } while (performance.now() - Math.max(start, lastLong) < 1000);
  };

  // The size of the linear memory, in bytes; 0 where there is no wasm.
  let memory = null;
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await real.apply(WebAssembly, all);
      memory = (made.instance || made).exports.memory || memory;
      return made;
    };
  }

  // A change from its call in a frame's callback to the end of that frame, or of the first one in which it is done.
  const painted = async (act) => {
    await frame();
    const start = performance.now();
    let script = null;
    const done = Promise.resolve(act()).then((answer) => { script = performance.now() - start; return answer; });
    for (;;) {
      const end = await task();
      if (script !== null) return { paint: end - start, script, answer: await done };
      await frame();
    }
  };

  // The time from a call to its promise, and all freezes of more than 50 ms until a second later, since the follow-up
  // work belongs to it. The browser reports the freezes: polling would create garbage and measure its collection.
  const watched = async (act) => {
    const blocks = [];
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) =>
      blocks.push([Math.round(startTime - start), Math.round(duration)])));
    const start = performance.now();
    observer.observe({ type: 'longtask' });
    const answer = await act();
    const time = performance.now() - start;
    await sleep(1000);
    observer.disconnect();
    return { answer, time, blocks };
  };

  // Whether the view is full of text, and all of it has its marks.
  const shows = (text, annotations) => {
    const blocks = [...document.querySelectorAll('article[data-annotator] [data-block]')].slice(0, 40);
    let start = 0, end = 0;
    for (const block of blocks) {
      const { top, bottom, height } = block.getBoundingClientRect();
      if (top >= innerHeight) break;
      start = end;
      const length = text.indexOf('\n', start) < 0 ? text.length - start : text.indexOf('\n', start) - start;
      // Only the beginning of a block higher than the view is visible.
      const seen = height > innerHeight ? Math.round(length * Math.min(1, (innerHeight - top) / height) * 0.8) : length;
      const ids = annotations.filter((a) => a.start >= start && a.start < start + seen).map((a) => a.id);
      if (!ids.every((id) => block.querySelector(`mark[data-ids~="${id}"]`))) return false;
      end = start + length + 1;
      if (bottom >= innerHeight) return true;
    }
    return false;
  };

  const blockAt = (index) => document.querySelector(`article[data-annotator] [data-block="${index}"]`);
  // The unmarked piece of a block to edit in: the longest, or in a block higher than the view, one in its middle.
  const plain = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    if (block.getBoundingClientRect().height > innerHeight) {
      const x = block.getBoundingClientRect().left + 40;
      walker.currentNode = document.caretPositionFromPoint(x, innerHeight / 2).offsetNode;
      while (walker.currentNode.parentElement.closest('mark') || !/ \S{3}.{10} /.test(walker.currentNode.data || '')) walker.nextNode();
      return walker.currentNode;
    }
    const nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('mark')) nodes.push(walker.currentNode);
    return nodes.sort((a, b) => b.length - a.length)[0];
  };
  // Ten characters or more of an unmarked piece, from blank to blank.
  const words = (block) => {
    const node = plain(block);
    const from = node.data.indexOf(' ') + 1;
    const blank = node.data.indexOf(' ', from + 10);
    const to = blank < 0 ? node.length : blank;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, 0);
    return { node, from, to, before: range.cloneContents().textContent.length };
  };
  const floorEditor = (block) => {
    const { node, from, to } = words(block);
    const without = block.innerHTML;
    const copy = block.cloneNode(true);
    const text = copy.childNodes[[...block.childNodes].indexOf(node)];
    const middle = text.splitText(from);
    middle.splitText(to - from);
    const mark = document.createElement('mark');
    mark.className = 'person';
    mark.dataset.ids = '00000000-0000-7000-8000-000000000000';
    mark.dataset.start = 'person';
    middle.replaceWith(mark);
    mark.append(middle);
    const marked = copy.innerHTML;
    return { add: () => { block.innerHTML = marked; }, remove: () => { block.innerHTML = without; } };
  };
  const appEditor = (block) => {
    const { from, to, before } = words(block);
    const start = window.articleAnnotator.article().blocks[block.dataset.block].start + before;
    const annotation = { kind: 'person', start: start + from, end: start + to };
    return { add: () => window.articleAnnotator.add(annotation), remove: (id) => window.articleAnnotator.remove(id) };
  };
  const middle = async (at) => {
    blockAt(at).scrollIntoView({ block: 'center', behavior: 'instant' });
    await quiet();
    // Where sizes were estimated, it may have moved since.
    blockAt(at).scrollIntoView({ block: 'center', behavior: 'instant' });
    await quiet();
    return blockAt(at);
  };
  const editor = (block) => (window.articleAnnotator ? appEditor : floorEditor)(block);

  const bench = {
    quiet,
    frame,
    opened: () => opened,
    longs: () => longs,
    wasm: () => (memory ? memory.buffer.byteLength : 0),

    // The app: the time from the call to the end of the first frame after the promise, the time until everything in view
    // was painted with its highlights, and the longest freeze.
    async load(url) {
      const { article, annotations } = await (await fetch(url)).json();
      await quiet();
      const tasks = [];
      const observer = new PerformanceObserver((list) => list.getEntries().forEach((e) => tasks.push(Math.round(e.duration))));
      observer.observe({ type: 'longtask' });
      let seen = null, done = false;
      const start = performance.now();
      const watch = async () => {
        while (!done && seen === null) {
          await frame();
          if (shows(article.text, annotations)) seen = await task() - start;
        }
      };
      const watching = watch();
      await window.articleAnnotator.load(article, annotations);
      const script = performance.now() - start;
      await frame();
      const paint = await task() - start;
      done = true;
      await watching;
      await sleep(300);
      observer.disconnect();
      return { paint, script, seen: seen ?? paint, longest: Math.max(0, ...tasks), tasks };
    },

    // The floor once more: its article written into an open page.
    async write(url) {
      const html = await (await fetch(url)).text();
      const article = document.querySelector('article[data-annotator]');
      await quiet();
      return (await painted(() => { article.innerHTML = html; })).paint;
    },

    // This many additions and removals in the middle of the view.
    async edits(at, count) {
      const edit = editor(await middle(at));
      const times = { add: [], addScript: [], remove: [], removeScript: [] };
      for (let i = 0; i < count; i += 1) {
        const added = await painted(() => edit.add());
        await sleep(60); await idle();
        const removed = await painted(() => edit.remove(added.answer));
        await sleep(60); await idle();
        times.add.push(added.paint); times.addScript.push(added.script);
        times.remove.push(removed.paint); times.removeScript.push(removed.script);
      }
      return times;
    },

    // The number of blocks an edit touches, and of changes in the article outside any block.
    async touched(at) {
      const edit = editor(await middle(at));
      const blocks = new Set();
      let elsewhere = 0;
      const observer = new MutationObserver((records) => records.forEach(({ target }) => {
        const block = (target.nodeType === 1 ? target : target.parentElement).closest('[data-block]');
        if (block) blocks.add(block.dataset.block); else elsewhere += 1;
      }));
      observer.observe(document.querySelector('article[data-annotator]'), { subtree: true, childList: true, characterData: true, attributes: true });
      const id = await edit.add();
      await frame(); await task();
      await edit.remove(id);
      await frame(); await task();
      observer.disconnect();
      return { blocks: blocks.size, elsewhere };
    },

    // Forty frames of 200 pixels from each of three places: the time from frame to frame.
    async scroll() {
      const times = [];
      for (const part of [0.1, 0.45, 0.8]) {
        scrollTo({ top: document.documentElement.scrollHeight * part, behavior: 'instant' });
        await quiet();
        let last = await frame();
        for (let i = 0; i < 40; i += 1) {
          scrollBy({ top: 200, behavior: 'instant' });
          const now = await frame();
          times.push(now - last);
          last = now;
        }
      }
      return times;
    },

    // The whole text in 120 frames: the number of dropped frames.
    async sweep() {
      scrollTo({ top: 0, behavior: 'instant' });
      await quiet();
      let last = await frame();
      let dropped = 0;
      for (let i = 1; i <= 120; i += 1) {
        scrollTo({ top: (document.documentElement.scrollHeight - innerHeight) * i / 120, behavior: 'instant' });
        const now = await frame();
        dropped += Math.max(0, Math.round((now - last) * 60 / 1000) - 1);
        last = now;
      }
      return dropped;
    },

    async exports(url, count, format) {
      const { article, annotations } = await (await fetch(url)).json();
      // As a program has texts: in one piece, not as slices of the answer.
      const { text } = article;
      const plain = () => JSON.stringify({
        format: 'article-annotator', version: 1, article,
        annotations: annotations.map(({ id, kind, start, end }) => ({
          id, kind, spans: [{ start, end, exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(end, end + 32) }], note: '', tags: [],
        })),
      }, null, 2);
      const times = [];
      let length = 0, longest = 0, blocks = [];
      for (let i = 0; i < count; i += 1) {
        await quiet();
        const made = await watched(() => (window.articleAnnotator ? window.articleAnnotator.export(format) : plain()));
        times.push(made.time);
        longest = Math.max(longest, ...made.blocks.map(([, block]) => block));
        blocks = made.blocks;
        length = made.answer.length;
      }
      return { times, length, longest, blocks };
    },

    // A file with everything, imported into an empty article and undone: the time of each, and the freezes.
    async imports(url, format) {
      const { article } = await (await fetch(url)).json();
      const content = await window.articleAnnotator.export(format);
      await window.articleAnnotator.load(article, [], { replace: true });
      await quiet();
      const made = await watched(() => window.articleAnnotator.import(content, format));
      const undone = await watched(() => window.articleAnnotator.undo());
      const redone = await watched(() => window.articleAnnotator.redo());
      const longest = (blocks) => Math.max(0, ...blocks.map(([, block]) => block));
      return {
        time: made.time, longest: longest(made.blocks), blocks: made.blocks,
        undo: undone.time, undoLongest: longest(undone.blocks), undoBlocks: undone.blocks,
        redo: redone.time, redoLongest: longest(redone.blocks), redoBlocks: redone.blocks,
      };
    },

    // So many articles of 5 KB with 20 annotations, a record each, and one of 1 MB with 10,000 annotations in one record,
    // straight into the storage. Returns the characters.
    async fillLibrary(count) {
      const [{ name }] = await indexedDB.databases();
      const db = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); });
      const write = db.transaction('records', 'readwrite'), store = write.objectStore('records');
      const time = '2024-05-17T10:00:00.000Z';
      const line = 'The council agreed on Tuesday to close the bridge, and nobody knows until when.\n';
      let length = 0;
      const put = (value, key) => {
        const record = JSON.stringify(value);
        length += record.length;
        store.put(record, key);
      };
      const annotation = (at) => ({ id: `a${at}`, spans: [{ start: at * 80 + 6, end: at * 80 + 17 }], detail: { claim: {} },
        note: 'Compare with the full recording of Tuesday, and ask the office.', tags: ['bridge'],
        origin: 'hand', created: time, modified: time });
      for (let n = 0; n < count; n += 1) {
        const id = `article-${n}`, text = `News.\n${line.repeat(31)}This was number ${n}.\n${line.repeat(31)}`;
        put({ id, schema: 1, revision: 1, details: { title: 'A report' }, begins: 'News.', counts: [0, 20, 0],
          bytes: text.length, used: time, history: [0, 0] }, ['entry', id]);
        store.put('1', ['revision', id]);
        put({ text }, ['text', id]);
        for (let at = 0; at < 20; at += 1) put(annotation(at), ['annotation', id, `a${at}`]);
      }
      const text = line.repeat(12_500), annotations = Array.from({ length: 10_000 }, (_, at) => annotation(at));
      put({ id: 'giant', schema: 1, revision: 1, details: { title: 'A book' }, begins: 'News.', counts: [0, 10_000, 0],
        bytes: text.length, used: time, history: [0, 0] }, ['entry', 'giant']);
      store.put('1', ['revision', 'giant']);
      put({ text }, ['text', 'giant']);
      put({ actors: [], annotations }, ['pack', 'giant']);
      await new Promise((done) => { write.oncomplete = done; });
      db.close();
      return length;
    },

    // A search in the library, from the input to the frame that shows all of it.
    async searchLibrary(words, wanted) {
      const field = () => document.getElementById('stored-words');
      const sum = () => document.getElementById('stored-sum');
      if (!field()) {
        while (!window.articleAnnotator) await sleep(20);
        await window.articleAnnotator.ready;
        [...document.querySelectorAll('header button')].find((b) => b.textContent.trim() === 'Open' || b.getAttribute('aria-label') === 'Open').click();
        while (!field()) await frame();
        await quiet();
      }
      const is = (found) => sum().getAttribute('aria-busy') === 'false' && sum().textContent.startsWith(`${found} of`);
      const { time, blocks } = await watched(async () => {
        field().value = words;
        field().dispatchEvent(new InputEvent('input', { bubbles: true }));
        do await frame(); while (wanted == null ? sum().getAttribute('aria-busy') === 'true' : !is(wanted.toLocaleString('en')));
        await task();
      });
      return { time: Math.round(time), longest: Math.max(0, ...blocks.map(([, block]) => block)), sum: sum().textContent };
    },

    // Opens each list beside the text in turn, so many times.
    async panels(runs) {
      const tabs = () => [...document.querySelectorAll('[role=tab]')];
      const sort = (tab) => tab.matches('.of-cards') ? ' (cards)' : tab.matches('.of-rows') ? ' (list)' : '';
      const opened = tabs().map((tab) => ({ name: tab.getAttribute('aria-label') + sort(tab), times: [] }));
      for (let run = 0; run < runs; run += 1) {
        for (const [place, one] of opened.entries()) {
          await sleep(400);
          one.times.push((await painted(() => tabs()[place].click())).paint);
        }
      }
      return opened;
    },

    // The article's marks, to compare the two pages.
    marks: () => [...document.querySelectorAll('article[data-annotator] mark')].map((m) =>
      [m.closest('[data-block]').dataset.block, m.className, m.dataset.ids, m.dataset.start || '', m.dataset.twice || '', m.textContent].join('|')),

    // The app's page without this article and its state, for the floor.
    shell() {
      const body = document.body.cloneNode(true);
      body.querySelectorAll('script, noscript, dialog, li.card, .toast, #broken').forEach((x) => x.remove());
      body.querySelector('article[data-annotator]').replaceChildren();
      const styles = [...document.querySelectorAll('link[rel=stylesheet]')].map((l) => new URL(l.href).pathname);
      return { body: body.outerHTML, styles };
    },
  };
  Object.defineProperty(window, '__bench', { value: bench });
})();
