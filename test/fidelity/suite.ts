import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../output/emit.ts';

/** A schema of the JSON Schema Test Suite with its instances. */
export interface SuiteGroup {
  readonly id: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly SuiteTest[];
}

export interface SuiteTest {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

const folder = path.join(root, 'test/fixtures/json-schema-test-suite');

/**
 * The groups of one draft. Left out are schemas that refer to other hosts or change what references are relative to, and
 * instances such as "ignores non-objects", by which a schema without a type that describes keys takes everything that is no object:
 * every reader takes such a schema for an object, and so do we.
 */
export function suiteGroups(draft: string): readonly SuiteGroup[] {
  const files = readdirSync(path.join(folder, draft)).filter((file) => !leftOut.has(file));
  return files.sort().flatMap((file) => {
    const text = readFileSync(path.join(folder, draft, file), 'utf8');
    const groups = JSON.parse(text) as readonly Omit<SuiteGroup, 'id'>[];
    return groups
      .map((group, index) => ({ ...group, id: `${path.parse(file).name}-${String(index)}` }))
      .filter(({ schema }) => !remote.test(JSON.stringify(schema)))
      .map((group) => ({
        ...group,
        tests: group.tests.filter((test) => !/ignor/i.test(test.description)),
      }));
  });
}

const leftOut = new Set(['refRemote.json', 'definitions.json']);
const remote = /localhost:1234|json-schema\.org|"\$id"|"\$anchor"/;
