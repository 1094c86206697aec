// Finds quotations in a text as Hypothesis does: word for word, otherwise by the package `approx-string-match` with up
// to half of their letters wrong. Arguments: the package's folder, and a file with the text and the quotations as JSON.
// Prints how many were found, and the milliseconds it took.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { default: search } = await import(pathToFileURL(`${folder}/build/src/index.js`));
const [text, quotations] = JSON.parse(readFileSync(file, "utf8"));

const start = performance.now();
const isFound = (quotation) =>
  text.includes(quotation) || search(text, quotation, Math.min(256, quotation.length / 2)).length > 0;
const found = quotations.filter(isFound).length;
console.log(found, Math.round(performance.now() - start));
