import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runShapes } from './codemod/run-shapes.ts';
import { changed, readShapeCases } from './codemod/shape-cases.ts';

const folder = path.join(import.meta.dirname, 'codemod/shapes');
const update = process.env['UPDATE_SHAPES'] === '1';

describe.each(readdirSync(folder))('%s', (page) => {
  const file = path.join(folder, page);
  const cases = readShapeCases(readFileSync(file, 'utf8'));
  test.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
    const made = runShapes(one.before);
    if (update) writeFileSync(file, changed(readFileSync(file, 'utf8'), one, made));
    else {
      expect(Object.fromEntries(made.after)).toEqual(Object.fromEntries(one.after));
      expect(made.leftOvers).toEqual(one.leftOvers);
    }
    expect(made.again).toBe(0);
  });
});
