// Starts the program this worker is named after, `files`, `documents`, `pdf` or `analysis`. The page requests it for the program's first
// task, with the build's id in `?v=`. Messages wait until the program listens.

const program = self.name;
const wanted = new URL(location.href).searchParams.get('v');
const beside = (name) => new URL(`${name}${location.search}`, import.meta.url);

function checkBuild(build) {
  if (wanted && build !== wanted) throw new Error('the site was updated a moment ago, reload the page to go on with the new version');
}

async function compile() {
  const answer = await fetch(beside(`${program}_bg.wasm`));
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const module = await WebAssembly.compile(await answer.arrayBuffer());
  const [section] = WebAssembly.Module.customSections(module, 'build');
  checkBuild(section && new TextDecoder().decode(section));
  return module;
}

try {
  const [{ default: start, build }, module] = await Promise.all([import(beside(`${program}.js`)), compile()]);
  checkBuild(build);
  await start({ module_or_path: module });
} catch (error) {
  postMessage(['failed', error?.message ?? String(error)]);
}
