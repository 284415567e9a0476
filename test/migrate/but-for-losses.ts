import { isRecord } from '../../generator/base/json.ts';
import { pointerSegments } from '../../generator/base/pointer.ts';
import type { Loss } from './run-converters.ts';

const hole = Symbol('hole');

/** Whether a value that came back is the one that was given, but for what losses name: their places may hold anything, or nothing. */
export function sameButForLosses(given: unknown, back: unknown, losses: readonly Loss[]): boolean {
  const holed = losses.reduce((sum, { path }) => withHole(sum, pointerSegments(path)), given);
  return same(holed, back);
}

function withHole(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || value === hole) return hole;
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => (String(index) === step ? withHole(one, rest) : one));
  }
  if (!isRecord(value)) throw new Error(`no value has a ${step}`);
  return { ...value, [step]: withHole(value[step], rest) };
}

function same(holed: unknown, back: unknown): boolean {
  if (holed === hole) return true;
  if (Array.isArray(holed)) {
    if (!Array.isArray(back)) return false;
    // An item that was lost has left no gap.
    const kept = holed.length === back.length ? holed : holed.filter((one) => one !== hole);
    return kept.length === back.length && kept.every((one, index) => same(one, back[index]));
  }
  if (!isRecord(holed) || !isRecord(back)) return Object.is(holed, back) || holed === back;
  const keys = new Set([...Object.keys(holed), ...Object.keys(back)]);
  return [...keys].every((key) => {
    const [a, b] = [own(holed, key), own(back, key)];
    return a === hole || (a !== undefined && b !== undefined && same(a, b)) || a === b;
  });
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
