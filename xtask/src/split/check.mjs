// Instantiates all parts of the program together, as the page does, and fails in words if they do not fit.
import { readFileSync } from 'node:fs';

const [start, ...named] = process.argv.slice(2);
const module = (path) => new WebAssembly.Module(readFileSync(path));

const imports = {};
const first = module(start);
for (const { module, name } of WebAssembly.Module.imports(first)) (imports[module] ??= {})[name] = () => {};
const parts = { first: new WebAssembly.Instance(first, imports).exports };
while (named.length) {
  const [name, path] = named.splice(0, 2);
  parts[name] = new WebAssembly.Instance(module(path), parts).exports;
}

// Place 0 is a null pointer's. A table that holds no function at all holds something else.
for (const table of Object.values(parts.first).filter((it) => it instanceof WebAssembly.Table)) {
  const places = Array.from({ length: table.length }, (_, at) => table.get(at));
  const holes = places.flatMap((it, at) => (at > 0 && it === null ? [at] : []));
  if (places.some((it) => typeof it === 'function') && holes.length) {
    throw new Error(`${holes.length} places of the table of functions are in no part, the first of them ${holes[0]}`);
  }
}
