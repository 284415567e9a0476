import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A schema of the JSON Schema Test Suite with the values that it is tried on. */
export interface Group {
  readonly id: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly Case[];
}

interface Case {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

/** The groups of a folder of the JSON Schema Test Suite, each named after its file and its place there. */
export function groupsIn(folder: string): readonly Group[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && file !== 'refRemote.json')
    .sort();
  return files.flatMap((file) => {
    const groups = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as readonly Group[];
    const name = file.slice(0, -'.json'.length);
    return groups.map((group, at) => ({ ...group, id: `${name}-${String(at)}` }));
  });
}
