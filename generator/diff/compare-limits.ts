import type { Limits, ScalarShape } from '../model/shape.ts';
import { fits, type Fact } from './fact.ts';
import { subjectAt, type Slot } from './slot.ts';

type LocalFact = Omit<Fact, 'local'>;

/** Facts about limits, keyword by keyword. */
export function compareLimits(
  { at: before }: Slot,
  { at: after }: Slot,
  b: Limits = {},
  a: Limits = {},
): readonly LocalFact[] {
  const keywords = new Set([...Object.keys(b), ...Object.keys(a)]) as Set<keyof Limits>;
  return [...keywords].flatMap((keyword): readonly LocalFact[] => {
    const [one, other] = [b[keyword], a[keyword]];
    if (one === other) return [];
    const kind =
      one === undefined ? 'limit-added' : other === undefined ? 'limit-removed' : 'limit-changed';
    const ends = {
      before: one === undefined ? undefined : { at: before, text: JSON.stringify(one) },
      after: other === undefined ? undefined : { at: after, text: JSON.stringify(other) },
    };
    return [{ kind, subject: keyword, ...ends, leans: fits }];
  });
}

/** Facts about what a scalar is besides its TypeScript type: an integer, or of a format. */
export function compareFormats(
  { at: before }: Slot,
  { at: after }: Slot,
  b: ScalarShape,
  a: ScalarShape,
): readonly LocalFact[] {
  const facts: LocalFact[] = [];
  const subject = subjectAt(before);
  if (b.scalar !== a.scalar) {
    const ends = { before: { at: before, text: b.scalar }, after: { at: after, text: a.scalar } };
    facts.push({ kind: 'type-changed', subject, ...ends, leans: fits });
  }
  if (b.format !== a.format) {
    const ends = {
      before: b.format === undefined ? undefined : { at: before, text: b.format },
      after: a.format === undefined ? undefined : { at: after, text: a.format },
    };
    facts.push({ kind: 'format-changed', subject, ...ends, leans: fits });
  }
  return facts;
}
