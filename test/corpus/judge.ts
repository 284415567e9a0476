import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeOfficially } from '../../generator/verdict/official.ts';
import { corpus, folderOf, verdictFile, type Sample, type Verdict } from './samples.ts';

/** More places than these say nothing new. */
const mostErrors = 40;

/** Asks the official parser about every document, and remembers what it says. Takes minutes. */
export async function rememberVerdicts(samples: readonly Sample[]): Promise<void> {
  const verdicts: Verdict[] = [];
  for (const sample of samples) verdicts.push(await verdictOn(sample));
  writeFileSync(verdictFile, `${JSON.stringify(verdicts, undefined, 2)}\n`);
}

async function verdictOn(sample: Sample): Promise<Verdict> {
  const file = realpathSync(path.join(corpus, sample.file));
  const folder = realpathSync(folderOf(sample));
  const findings = await judgeOfficially(file, readFileSync(file, 'utf8'), (other) =>
    readWithin(folder, other),
  );
  const errors = findings.filter((one) => one.level === 'error');
  const places = errors.map(({ rule, at }) => ({
    code: rule.slice(rule.indexOf('/') + 1),
    file: path.relative(folder, path.resolve(at.file)).split(path.sep).join('/'),
    pointer: at.pointer,
  }));
  const distinct = new Map(places.map((one) => [JSON.stringify(one), one]));
  return {
    name: sample.name,
    accepted: errors.length === 0,
    errors: [...distinct.values()].slice(0, mostErrors),
  };
}

function readWithin(folder: string, file: string): string | undefined {
  try {
    const real = realpathSync(file);
    return real.startsWith(folder + path.sep) ? readFileSync(real, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
