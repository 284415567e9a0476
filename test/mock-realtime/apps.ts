import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the applications that the migration is tried on. */
export const apps = path.join(import.meta.dirname, '../apps');

/** What somebody wrote down of an application, in its `app.json`. */
export interface AppNotes {
  /** What the script that drives it observes where all goes well, in either version. */
  readonly observed: unknown;
  /** What the migration leaves to a person, and why nothing else could decide it. */
  readonly leftOvers: readonly { readonly says: string; readonly why: string }[];
  /** What a person does about it: a text that occurs once becomes another one. */
  readonly byHand: readonly Patch[];
}

interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export function notesOf(name: string): AppNotes {
  return JSON.parse(readFileSync(path.join(apps, name, 'app.json'), 'utf8')) as AppNotes;
}

/** Does in an application's folder what is left to a person. */
export function mendByHand(folder: string, patches: readonly Patch[]): void {
  for (const { file, from, to } of patches) {
    const target = path.join(folder, file);
    const parts = readFileSync(target, 'utf8').split(from);
    if (parts.length !== 2) throw new Error(`${target} has ${parts.length - 1} times ${from}`);
    writeFileSync(target, parts.join(to));
  }
}

/** The texts of the sources below a folder of applications, by their paths. */
export function textsBelow(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((one) => /[\\/]src[\\/].*\.\w+$/.test(one))
    .sort();
  return new Map(files.map((one) => [one, readFileSync(path.join(folder, one), 'utf8')]));
}
