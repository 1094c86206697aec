// Runs in every page before the page's own scripts: records errors, and finds things as a user would. It does not change
// the page, apart from one hidden property.
(() => {
  if (window !== window.top) return;
  const KEY = '__e2e problems';
  const problems = () => { try { return JSON.parse(sessionStorage.getItem(KEY) || '[]'); } catch { return []; } };
  const keep = (line) => { try { sessionStorage.setItem(KEY, JSON.stringify([...problems(), line])); } catch { /* opaque origin */ } };
  addEventListener('securitypolicyviolation', (e) =>
    keep(`policy: ${e.effectiveDirective} blocked ${e.blockedURI} ${e.sample || ''} at ${e.sourceFile}:${e.lineNumber}`), true);
  addEventListener('error', (e) => keep(`error: ${e.message || (e.target && e.target.outerHTML)} at ${e.filename}:${e.lineno}`), true);
  addEventListener('unhandledrejection', (e) => keep(`unhandled rejection: ${e.reason}`));
  const log = console.error;
  console.error = (...all) => { keep(`console.error: ${all.map(String).join(' ')}`); log.apply(console, all); };
  // No action may leave the focus on the page itself. Looked at before the next key or press, and at the end. A press on what
  // takes no focus is the browser's own way to drop it.
  const FOCUSABLE = 'button, a[href], input, select, textarea, summary, label, dialog, iframe, [tabindex]';
  const focus = { had: null, did: 'opening the page' };
  const label = (el) => `${el.outerHTML.slice(0, 100)}…`;
  const lost = () => {
    const gone = focus.had && document.activeElement === document.body;
    if (gone) keep(`the focus was lost by ${focus.did}: before, it was on ${focus.had}`);
    if (gone) focus.had = null;
  };
  addEventListener('focusin', (e) => { focus.had = label(e.target); }, true);
  addEventListener('keydown', (e) => { lost(); focus.did = `the key ${e.key}`; }, true);
  addEventListener('pointerdown', (e) => {
    lost();
    focus.did = `a press on ${label(e.target)}`;
    if (!e.target.closest(FOCUSABLE)) focus.had = null;
  }, true);
  addEventListener('pagehide', lost, true);
  const events = [];
  let unsaved = false;
  addEventListener('article-annotator:ready', () => {
    events.push('article-annotator:ready');
    articleAnnotator.on('change', () => { unsaved = true; });
    articleAnnotator.on('save', (told) => { unsaved = !told.ok; });
  });

  const tidy = (text) => text.replace(/\s+/g, ' ').trim();
  const spoken = (el) => {
    const copy = el.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true], svg, style').forEach((x) => x.remove());
    return tidy(copy.textContent);
  };
  const name = (el) => {
    const by = el.getAttribute('aria-labelledby');
    if (by) return tidy(by.split(/\s+/).map((id) => (document.getElementById(id) || {}).textContent || '').join(' '));
    if (el.hasAttribute('aria-label')) return tidy(el.getAttribute('aria-label'));
    if (el.labels && el.labels.length) return tidy([...el.labels].map(spoken).join(' '));
    return spoken(el) || tidy(el.getAttribute('title') || '');
  };
  const visible = (el) => {
    const box = el.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const CONTROLS = 'button, a[href], summary, input, textarea, select, [role=button], [role=radio], [role=menuitem], [role=option], [role=switch], [role=tab]';
  const controls = (scope, wanted) => [...document.querySelectorAll(scope)].flatMap((root) => [...root.querySelectorAll(CONTROLS)])
    .filter((el) => (wanted.endsWith(' …') ? name(el).startsWith(wanted.slice(0, -2)) : name(el) === wanted) && (visible(el) || [...(el.labels || [])].some(visible)));
  // Whether the control waits in the header's menu, where there is one.
  const hidden = (scope, wanted) => [...document.querySelectorAll(scope)].some((root) => [...root.querySelectorAll('#more button')].some((el) => name(el) === wanted));
  const control = (scope, wanted) => controls(scope, wanted)[0] || null;
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const middle = (box) => ({ x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) });
  // As a user would: scrolls to what is outside the window, or under what stays in place: the header, the foot, the search among tabs, and the head of
  // the cards.
  const show = (el) => {
    const box = el.getBoundingClientRect();
    const out = box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
    const { x, y } = middle(box);
    const hit = out ? null : document.elementFromPoint(x, y);
    const over = hit?.closest('header, .footline, .ready-foot, .tab.find, .tabs, .cards-head, .panel-list');
    // If it is scrolled out of its own dialog, a click there meets something around the dialog.
    const beyond = hit && hit !== el && hit.contains(el);
    if (out || beyond || (over && !over.contains(el))) el.scrollIntoView({ block: 'center', behavior: 'instant' });
  };
  // The target of the last click and the element it met, for failure reports: the page may move in between.
  const aim = { at: 'nothing', met: 'nothing' };
  const brief = (node) => (node instanceof Element ? node.outerHTML.slice(0, 120) : String(node));
  for (const kind of ['pointerdown', 'click']) addEventListener(kind, (e) => { aim.met = `${kind} on ${brief(e.target)}`; }, true);
  // The point to click an element: its middle, if it stands still and nothing covers it; otherwise a sentence with the reason.
  const spot = async (el) => {
    if (!el) return 'it is not there';
    if (el.disabled || el.getAttribute('aria-disabled') === 'true') return 'it is disabled';
    const target = visible(el) ? el : [...(el.labels || [])].find(visible);
    if (!target) return 'it is not visible';
    show(target);
    await frame();
    const before = target.getBoundingClientRect();
    await frame();
    const box = target.getBoundingClientRect();
    const moved = document.getAnimations().some((a) => a.playState === 'running' && a.effect && a.effect.target && a.effect.target.contains(target));
    if (moved || before.top !== box.top || before.left !== box.left) return 'it is moving';
    const at = middle(box);
    const hit = document.elementFromPoint(at.x, at.y);
    const inside = hit && (target.contains(hit) || (hit.closest('label') && hit.closest('label').control === el));
    aim.at = brief(el);
    return inside ? at : `it is covered by ${hit ? hit.outerHTML.slice(0, 120) : 'nothing'} at ${at.x},${at.y}`;
  };

  const article = () => document.querySelector('article[data-annotator]');
  const blocks = () => [...article().querySelectorAll('[data-block]')].sort((a, b) => a.dataset.block - b.dataset.block);
  const textNodes = (el) => {
    const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walk.nextNode()) all.push(walk.currentNode);
    return all;
  };
  const text = () => blocks().map((b) => b.textContent).join('\n');
  // The DOM point of a UTF-16 offset in the text, in the character's own node rather than at the end of the one before.
  const point = (offset) => {
    let passed = 0;
    for (const block of blocks()) {
      for (const node of textNodes(block)) {
        if (offset < passed + node.length) return { node, at: offset - passed };
        passed += node.length;
      }
      if (offset <= passed) return null;
      passed += 1;
    }
    return null;
  };
  const rtl = (char) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(char);
  // The screen position just inside one edge of a character: `edge` is 'start' or 'end' in reading direction.
  const place = (offset, edge) => {
    const whole = text();
    const length = String.fromCodePoint(whole.codePointAt(offset)).length;
    const from = point(offset);
    const range = document.createRange();
    range.setStart(from.node, from.at);
    range.setEnd(from.node, Math.min(from.at + length, from.node.length));
    let box = range.getBoundingClientRect();
    // Clear of the header above, and of a docked sheet or toolbar below.
    if (box.top < 110 || box.bottom > innerHeight * 0.7) {
      scrollBy({ top: box.top - Math.max(120, innerHeight * 0.4), behavior: 'instant' });
      box = range.getBoundingClientRect();
    }
    const left = (edge === 'start') !== rtl(whole[offset]);
    return { x: left ? box.left + box.width * 0.15 : box.right - box.width * 0.15, y: box.top + box.height / 2 };
  };
  const find = (wanted, nth = 0) => {
    let at = -1;
    for (let i = 0; i <= nth; i += 1) {
      at = text().indexOf(wanted, at + 1);
      if (at < 0) throw new Error(`the article does not hold ${JSON.stringify(wanted)} (number ${nth + 1})`);
    }
    return at;
  };
  // Screen positions of both ends of a drag, measured after scrolling for either.
  const ends = (list) => {
    list.toReversed().forEach(([offset, edge]) => offset !== null && place(offset, edge));
    const found = list.map(([offset, edge]) => (offset === null ? null : place(offset, edge)));
    for (const at of found.filter(Boolean)) {
      const hit = document.elementFromPoint(at.x, at.y);
      if (!hit || !article().contains(hit)) throw new Error(`the words at ${at.x},${at.y} are covered by ${hit ? hit.outerHTML.slice(0, 120) : 'nothing'}`);
    }
    return found;
  };

  const marks = () => [...article().querySelectorAll('mark[data-ids]')]
    .map((m) => ({ text: m.textContent, kinds: [...m.classList].filter((c) => ['person', 'claim', 'quote'].includes(c)).sort(), ids: m.dataset.ids.split(' ') }));
  // The annotations as the marks alone show them; every inconsistency becomes a sentence.
  const shown = () => window.articleAnnotator.annotations().map((a) => {
    const drawn = marks().filter((m) => m.ids.includes(a.id));
    const seen = drawn.map((m) => m.text).join('');
    const said = a.spans.map((s) => s.exact);
    if (seen !== said.join('').replaceAll('\n', '')) return `${a.kind} ${JSON.stringify(said)} is drawn as ${JSON.stringify(seen)}`;
    if (!drawn.every((m) => m.kinds.includes(a.kind))) return `${a.kind} ${JSON.stringify(said)} is drawn with other classes`;
    const whole = window.articleAnnotator.article().text;
    if (!a.spans.every((s) => whole.slice(s.start, s.end) === s.exact)) return `${JSON.stringify(a.spans)} are not at their offsets`;
    return `${a.kind}: ${said.join(' … ')}`;
  });
  const cards = () => [...document.querySelectorAll('section[aria-label="Annotations"] li.card, #panel li.card')].filter(visible).map((c) => ({
    kind: ['person', 'claim', 'quote'].find((k) => c.classList.contains(k)),
    text: tidy((c.querySelector('.what, .print-only') || c).textContent),
    open: c.classList.contains('is-open'),
  }));
  const strangers = () => performance.getEntriesByType('resource').map((e) => e.name)
    .filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== location.origin);

  Object.defineProperty(window, '__e2e', {
    value: { problems: () => { lost(); return problems(); }, events, tidy, name, visible, controls, control, hidden, spot, article, blocks, text, find, place, ends, marks, shown, cards, strangers, frame, aim, unsaved: () => unsaved },
  });
})();
