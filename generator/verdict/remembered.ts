import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { toolVersion } from '../base/tool.ts';
import type { Assignment } from './official-child.ts';
import { verdictCacheFor } from './verdict-cache.ts';

export interface OfficialInput {
  /** The document, absolute. */
  readonly file: string;
  /** The document's and all its other files' texts, by absolute path; the parser is shown no others. */
  readonly texts: ReadonlyMap<string, string>;
  /** Ends the parser's process when nobody needs the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface OfficialOutcome {
  readonly findings: readonly Finding[];
  /** Where the findings come from; `skipped` where there are none, for the reason given. */
  readonly source: 'remembered' | 'parser' | 'skipped';
  readonly reason?: string;
}

/** Above this the parser's time and memory (19 seconds and a gigabyte for 8 MB) are for those who ask for it. */
const mostText = 512 * 1024;
const mostSeconds = 120;

/**
 * What the official parser says about a document, as `officialVerdict` has it. The parser runs in a process of its own
 * and only once for each content: what it said is remembered. Never rejects.
 */
export async function startOfficialVerdict(input: OfficialInput): Promise<OfficialOutcome> {
  const size = [...input.texts.values()].reduce((sum, text) => sum + text.length, 0);
  if (size > mostText) {
    return skipped(`the document is larger than ${mostText / 1024} KB`);
  }
  if ([...input.texts.values()].some((text) => text.includes('__proto__'))) {
    return skipped('it takes a key called __proto__ for something else');
  }
  const folder = path.dirname(input.file);
  const cache = verdictCacheFor(input.file);
  const name = fingerprint(input);
  const known = cache.read(name);
  if (isFindings(known)) {
    return {
      findings: known.map((one) => named(one, (file) => path.resolve(folder, file))),
      source: 'remembered',
    };
  }
  const outcome = await inTurn(() => runParser(input));
  if (outcome.source === 'parser') {
    cache.write(
      name,
      outcome.findings.map((one) => named(one, (file) => path.relative(folder, file))),
    );
  }
  return outcome;
}

let last: Promise<unknown> = Promise.resolve();

/** One parser at a time: several would take each other's processor, and the memory several times. */
function inTurn(run: () => Promise<OfficialOutcome>): Promise<OfficialOutcome> {
  const next = last.then(run);
  last = next;
  return next;
}

/** All that the verdict depends on: the texts, what they are called from one another, and who judges. */
function fingerprint({ file, texts }: OfficialInput): string {
  const hash = createHash('sha256');
  const folder = path.dirname(file);
  const add = (part: string): void => void hash.update(part).update('\0');
  add(toolVersion);
  add(parserVersion());
  add(path.basename(file));
  for (const [name, text] of [...texts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    add(slashed(path.relative(folder, name)));
    add(text);
  }
  return hash.digest('hex');
}

function parserVersion(): string {
  const require = createRequire(import.meta.url);
  return readFileSync(require.resolve('@asyncapi/parser/package.json'), 'utf8');
}

function isFindings(value: unknown): value is readonly Finding[] {
  return (
    Array.isArray(value) &&
    value.every((one) => typeof one === 'object' && one !== null && 'at' in one && 'rule' in one)
  );
}

function named(one: Finding, name: (file: string) => string): Finding {
  // JSON, between processes and on disk, drops what is undefined.
  return { ...one, hint: one.hint, at: { ...one.at, file: name(one.at.file) } };
}

/** Starts the parser's process and waits for its answer, its end, or the end of our patience. */
function runParser({ file, texts, signal }: OfficialInput): Promise<OfficialOutcome> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(skipped('nobody waited for it'));
    const child = startChild();
    const kill = (): void => void child.kill('SIGKILL');
    const settle = (outcome: OfficialOutcome): void => {
      clearTimeout(timer);
      process.off('exit', kill);
      signal?.removeEventListener('abort', abort);
      if (outcome.source === 'skipped') kill();
      resolve(outcome);
    };
    const skip = (reason: string): void => settle(skipped(reason));
    const abort = (): void => skip('nobody waited for it');
    const timer = setTimeout(() => {
      skip(`the parser took more than ${mostSeconds} seconds`);
    }, mostSeconds * 1000);
    process.once('exit', kill);
    signal?.addEventListener('abort', abort);
    child.once('message', (answer) => {
      if (isFindings(answer)) {
        const findings = answer.map((one) => named(one, (given) => given));
        settle({ findings, source: 'parser' });
      } else skip('the parser gave no answer');
    });
    child.once('error', (error) => {
      skip(`the parser could not be run: ${error.message}`);
    });
    child.once('exit', () => {
      skip('the parser ended without an answer');
    });
    child.send({ file, texts: [...texts] } satisfies Assignment);
  });
}

function skipped(reason: string): OfficialOutcome {
  return { findings: [], source: 'skipped', reason };
}

/** In dist/ the process has a file of its own; from source it needs somebody who reads TypeScript. */
function startChild(): ChildProcess {
  const source = import.meta.url.endsWith('.ts');
  const places = source ? ['./official-child.ts'] : ['./official-child.js', '../official-child.js'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const entry = files.find((file) => existsSync(file)) ?? files[0] ?? '';
  const execArgv = source ? ['--import', import.meta.resolve('jiti/register')] : [];
  const child = fork(entry, { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  try {
    // What the user waits for goes first.
    if (child.pid !== undefined) setPriority(child.pid, 10);
  } catch {
    // Not every system lets us.
  }
  return child;
}
