// As much of vitest as a file of tests needs that is run by itself: each test counts, and a failure is told.
import assert from 'node:assert/strict';

export const results = [];

export function describe(_name, body) {
  body();
}

export function it(name, body) {
  results.push({ name, body });
}

export const test = it;

export async function runAll() {
  const told = [];
  for (const { name, body } of results) {
    try {
      await body();
      told.push(`ok ${name}`);
    } catch (error) {
      told.push(`failed ${name}: ${String(error.message).split('\n')[0]}`);
    }
  }
  return told;
}

export function expect(actual) {
  return {
    toBe: (wanted) => assert.equal(actual, wanted),
    toEqual: (wanted) => assert.deepEqual(actual, wanted),
    toMatchObject: (wanted) => assert.deepEqual(partOf(actual, wanted), wanted),
    toHaveLength: (wanted) => assert.equal(actual.length, wanted),
    toContain: (wanted) => assert.ok(actual.includes(wanted)),
    toBeUndefined: () => assert.equal(actual, undefined),
  };
}

function partOf(actual, wanted) {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return actual;
  return Object.fromEntries(
    Object.keys(wanted).map((key) => [key, partOf(actual?.[key], wanted[key])]),
  );
}
