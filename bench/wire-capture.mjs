import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../test/fixtures/wire');

/**
 * Writes a capture of about so many bytes: the captured sessions again and again, each time with ids of their own, so that it is one
 * long capture and not the same one many times.
 */
export function writeCapture(file, bytes) {
  const sessions = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trimEnd());
  const parts = `${sessions.join('\n')}\n`.split(
    /((?:sess|event|item|resp|conv)_[A-Za-z0-9]{12,})/,
  );
  const handle = openSync(file, 'w');
  let written = 0;
  for (let round = 0; written < bytes; round += 1) {
    const text = parts.map((part, at) => (at % 2 === 1 ? freshId(part, round) : part)).join('');
    written += writeSync(handle, text);
  }
  closeSync(handle);
  return written;
}

/** Another id of the same kind and length, the same one for the same id in a round. */
function freshId(id, round) {
  const [kind = '', own = ''] = id.split('_');
  const hash = createHash('sha256').update(`${own} ${round}`).digest('hex');
  return `${kind}_${hash.slice(0, own.length)}`;
}
