// Starts the worker's program. It is asked for at the first file that is written or read, and told by `?v=` of which
// build it is. It holds no part of the program: messages wait until the program listens.

const beside = (name) => new URL(`${name}${location.search}`, import.meta.url);

try {
  const { default: start } = await import(beside('worker.js'));
  await start({ module_or_path: beside('worker_bg.wasm') });
} catch (error) {
  postMessage(['failed', String(error)]);
}
