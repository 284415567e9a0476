import type { Deviation } from '../deviations.ts';
import { noField, noType, type Difference } from './declaration.ts';
import type { Version } from './tables.ts';

/** What is left of the differences, and of the deviations, when each difference is laid beside the deviations of its field. */
export interface Explained {
  readonly unexplained: readonly Difference[];
  readonly unused: readonly Deviation[];
}

/**
 * A deviation explains what its kind and its text say and nothing more: `null` one null, `optional` one absence, `field` a field
 * of the type that it names. A type that stands in such a field alone is explained with it.
 */
export function explain(
  version: Version,
  found: readonly Difference[],
  deviations: readonly Deviation[],
): Explained {
  const own = deviations.filter((one) => one.version === version);
  const used = new Set<Deviation>();
  const added = new Set<string>();
  const left = found.filter((difference) => {
    const rows = own.filter(
      (one) => one.type === difference.type && one.field === difference.field,
    );
    if (!isExplained(difference, rows)) return true;
    for (const row of rows) used.add(row);
    if (difference.facts === noField) {
      for (const [name] of difference.ours.matchAll(/\b[A-Z]\w+/g))
        added.add(`${difference.side} ${name}`);
    }
    return false;
  });
  return {
    unexplained: left.filter(
      ({ side, type, facts }) => facts !== noType || !added.has(`${side} ${type}`),
    ),
    unused: own.filter((one) => !used.has(one)),
  };
}

function isExplained(difference: Difference, rows: readonly Deviation[]): boolean {
  if (rows.length === 0) return false;
  const [field, ...others] = rows.filter((one) => one.kind === 'field');
  if (field !== undefined)
    return others.length === 0 && rows.length === 1 && isNewField(difference, field);
  const facts = difference.facts.split(' | ');
  const ours = difference.ours.split(' | ');
  const more = ours.filter((part) => !facts.includes(part));
  const less = facts.filter((part) => !ours.includes(part));
  const allowed = rows.map((one) => (one.kind === 'null' ? 'null' : 'absent'));
  return less.length === 0 && more.sort().join() === [...allowed].sort().join();
}

/** The text begins with the type, `integer, seconds since 1970, may be absent`, and says whether the field may be absent. */
function isNewField(difference: Difference, deviation: Deviation): boolean {
  if (difference.facts !== noField) return false;
  const parts = difference.ours.split(' | ');
  const type = parts.filter((part) => part !== 'absent' && part !== 'null').join(' | ');
  const said = deviation.ours.replaceAll('`', '');
  if (difference.side === 'write' && said.includes('only received')) return false;
  const name = /^[A-Z]\w*$/.test(type) ? 'object' : type;
  return (
    (said === name || said.startsWith(`${name}, `) || said.startsWith(`${name} `)) &&
    parts.includes('absent') === said.includes('may be absent') &&
    parts.includes('null') === said.includes('null')
  );
}
