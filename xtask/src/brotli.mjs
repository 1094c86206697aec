// Prints the raw and the brotli size (quality 11) of each file named on the command line, in that order.
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const sizes = process.argv.slice(2).map(async path => {
  const raw = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return [raw.length, (await promisify(brotliCompress)(raw, { params })).length];
});
for (const size of await Promise.all(sizes)) console.log(...size);
