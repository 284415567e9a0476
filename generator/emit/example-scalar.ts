import { unreachable } from '../base/finding.ts';
import { identifierWords } from '../base/identifier.ts';
import { singular } from '../base/names.ts';
import type { Json, Limits, ScalarShape } from '../model/shape.ts';
import type { Place } from './example-place.ts';
import { patternSample } from './pattern-sample.ts';
import { base64Example, formatExample } from './text-format.ts';

/** Values to try, the most telling first; which of them the shape admits is for the caller to say. */
export function* scalarCandidates(shape: ScalarShape, place: Place): Iterable<Json> {
  switch (shape.scalar) {
    case 'string':
      yield* textCandidates(shape, place);
      return;
    case 'integer':
    case 'number':
      yield* numberCandidates(shape, place);
      return;
    case 'boolean':
      yield place.turn % 2 === 0;
      return;
    case 'null':
      yield null;
      return;
    default:
      unreachable(shape.scalar);
  }
}

function* textCandidates({ format, limits = {} }: ScalarShape, place: Place): Iterable<string> {
  const { minLength = 0, maxLength = Infinity, pattern } = limits;
  const ofFormat = formatExample(format ?? '');
  if (ofFormat !== undefined) {
    yield ofFormat;
    if (minLength > ofFormat.length) yield* longer(ofFormat, minLength);
  }
  const text = textFor(place);
  yield text;
  if (text.length > maxLength) yield text.slice(0, maxLength);
  if (text.length < minLength && minLength <= longest) yield text.padEnd(minLength, ` ${text}`);
  if (pattern === undefined) return;
  for (const more of [1, 0, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128]) {
    const sample = patternSample(pattern, more + place.turn);
    if (sample !== undefined) yield sample;
  }
}

/** What is longer is no example. */
const longest = 400;

/** An address or a link of a length. */
function* longer(text: string, length: number): Iterable<string> {
  const missing = 'a'.repeat(Math.min(length, longest) - text.length);
  yield text + missing;
  yield missing + text;
}

/** A text that says what stands there: `item_001`, Base64, or the words of the key. */
function textFor({ key, holder, doc, turn }: Place): string {
  const number = String(turn + 1).padStart(3, '0');
  const words = wordsOf(key);
  const last = words.at(-1) ?? '';
  if (last === 'id' || last === 'ids') {
    const noun =
      words.at(-2) ??
      wordsOf(holder)
        .filter((one) => one !== 'param')
        .at(-1) ??
      'id';
    return `${noun}_${number}`;
  }
  if (/base-?64/i.test(doc.description ?? '')) return base64Example();
  const told = usualTexts.get(last) ?? (words.join(' ') || 'text');
  return turn === 0 ? told : `${told} ${String(turn + 1)}`;
}

/** What usually stands under such a key. */
const usualTexts: ReadonlyMap<string, string> = new Map([
  ['arguments', '{"city":"Paris"}'],
  ['delta', 'Hel'],
  ['instructions', 'Answer in one sentence.'],
  ['text', 'Hello!'],
  ['transcript', 'Hello!'],
]);

function wordsOf(name: string): readonly string[] {
  const parted = name.replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ');
  return identifierWords(parted.replaceAll('_', ' ')).map((one) => one.toLowerCase());
}

/** The key of one item of a list. */
export function itemKey(key: string): string {
  return singular(key);
}

function* numberCandidates({ scalar, limits = {} }: ScalarShape, place: Place): Iterable<number> {
  const { turn } = place;
  yield usualNumber(place, scalar) + turn;
  const step = limits.multipleOf ?? (scalar === 'integer' ? 1 : (widthOf(limits) ?? 10) / 10);
  const [low, high] = boundsOf(limits, step);
  if (low !== undefined) {
    yield low + turn * step;
    yield Math.ceil(low / step) * step + turn * step;
  }
  if (high !== undefined) {
    yield high - turn * step;
    yield Math.floor(high / step) * step - turn * step;
  }
  yield step * (turn + 1);
  yield 0;
}

function usualNumber({ key }: Place, scalar: ScalarShape['scalar']): number {
  const last = wordsOf(key).at(-1) ?? '';
  if (last === 'index') return 0;
  if (scalar === 'integer' && ['at', 'timestamp', 'created'].includes(last)) return 1_735_689_600;
  if (['ms', 'milliseconds', 'millis'].includes(last)) return 500;
  if (['token', 'tokens', 'seconds', 'count', 'total'].includes(last)) return 20;
  return 1;
}

function widthOf({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
}: Limits): number | undefined {
  const low = exclusiveMinimum ?? minimum;
  const high = exclusiveMaximum ?? maximum;
  return low === undefined || high === undefined || high <= low ? undefined : high - low;
}

/** The smallest and the largest number that may be, as far as limits say. */
function boundsOf(limits: Limits, step: number): readonly [number | undefined, number | undefined] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = limits;
  return [
    exclusiveMinimum === undefined
      ? minimum
      : Math.max(minimum ?? -Infinity, exclusiveMinimum + step),
    exclusiveMaximum === undefined
      ? maximum
      : Math.min(maximum ?? Infinity, exclusiveMaximum - step),
  ];
}
