// Makes the page's IndexedDB fail as in real browsers (mod.rs), from `fault(name)` until `heal()`. `said` collects what
// the header says meanwhile; `says(words, css)` waits for it, or for the text of another element. All requests and
// exceptions are real ones.
(() => {
  const name = `article-annotator ${location.pathname.replace(/[^/]*$/, '')}`;
  const opens = IDBDatabase.prototype, writes = IDBTransaction.prototype;
  const { transaction } = opens, { commit } = writes;
  let fault = null, healed = [];

  const aborts = (it, reason, words) => {
    Object.defineProperty(it, 'error', { value: new DOMException(words, reason) });
    it.abort();
  };
  const closes = (database) => {
    database.close();
    database.dispatchEvent(new Event('close'));
  };
  // A transaction stays alive as long as requests are made in it.
  const lives = (it, then) => {
    let sick = true;
    healed.push(() => { sick = false; });
    const ask = () => { if (sick) it.objectStore('records').get(['']).onsuccess = ask; else then(); };
    ask();
  };
  const ends = {
    NoRoom: (it) => aborts(it, 'QuotaExceededError', 'The current transaction exceeded its quota limitations.'),
    NoDisk: (it) => {
      const database = it.db;
      aborts(it, 'UnknownError', 'Connection is closing because of: IO error: .../000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3::WritableFileAppend::8)');
      closes(database);
    },
    Aborts: (it) => aborts(it, 'UnknownError', 'Internal error committing transaction.'),
    LosesConnection: (it) => {
      const database = it.db;
      aborts(it, 'UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again');
      closes(database);
    },
    Hangs: (it) => lives(it, () => it.abort()),
    CompletesLate: (it) => lives(it, () => commit.call(it)),
  };
  writes.commit = function () { return ends[fault] && this.mode === 'readwrite' ? ends[fault](this) : commit.call(this); };
  opens.transaction = function (...all) {
    if (fault === 'Closes') closes(this);
    return transaction.apply(this, all);
  };

  window.fault = async (wanted) => {
    fault = wanted;
    const asked = { Forgets: () => indexedDB.deleteDatabase(name), Outdated: () => indexedDB.open(name, 2) }[wanted]?.();
    if (!asked) return;
    const database = await new Promise((done, fail) => { asked.onsuccess = () => done(asked.result); asked.onerror = fail; });
    database?.close();
  };
  window.heal = () => {
    fault = null;
    healed.splice(0).forEach((heal) => heal());
  };

  const label = (css = '.saved') => document.querySelector(css)?.textContent.trim() ?? '';
  window.said = [label()];
  const heard = [];
  new MutationObserver(() => {
    const words = label();
    if (words !== window.said.at(-1)) window.said.push(words);
    heard.forEach((hear) => hear());
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  window.says = (words, css) => new Promise((done) => {
    const hear = () => { if (label(css).includes(words)) done(true); };
    heard.push(hear);
    hear();
  });
})();
