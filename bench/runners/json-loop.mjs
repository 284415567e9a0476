/** The least that reading a capture can cost: its lines, each parsed, and nothing done with them. */
import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

const buffer = Buffer.allocUnsafeSlow(1 << 20);
const handle = openSync(process.argv[2], 'r');
let rest = '';
let count = 0;
for (;;) {
  const length = readSync(handle, buffer);
  if (length === 0) break;
  const text = rest + buffer.toString('utf8', 0, length);
  let from = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
    JSON.parse(text.slice(from, end));
    count += 1;
    from = end + 1;
  }
  rest = text.slice(from);
}
closeSync(handle);
console.log(count);
