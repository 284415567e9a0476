import type { NameTable } from '../base/names.ts';
import { quote } from '../base/text.ts';
import type { Conversion } from './conversion.ts';
import { namedEvents } from './plan.ts';
import { typesOf, type TurnSides } from './turn-names.ts';

/** Two functions for each type that events hold, or nothing does, and that a map has steps for: the views of what makes one of the other. */
export function valueTurns(
  { plan, before, after }: TurnSides,
  conversion: Conversion,
  names: NameTable,
): readonly object[] {
  const events = new Set(namedEvents(before.model).map(({ type }) => type));
  // What stands only inside other values is converted with them.
  const holders = new Map<string, string[]>();
  for (const [holder, rows] of conversion) {
    for (const row of rows) {
      if (row.kind === 'inside') holders.set(row.type, [...(holders.get(row.type) ?? []), holder]);
    }
  }
  const matters = (name: string): boolean =>
    !events.has(name) && (holders.get(name)?.some((one) => events.has(one)) ?? true);
  return [...conversion].flatMap(([name, rows]): readonly object[] => {
    if (!matters(name) || rows.every(({ kind }) => kind === 'inside' || kind === 'new')) return [];
    const own = typesOf(before.index.get(name), before);
    const others = (plan.types.get(name)?.to ?? []).map(({ type }) =>
      typesOf(after.index.get(type), after),
    );
    const read = choice(others.map((one) => one.read ?? one.write));
    const write = choice(others.map((one) => one.write ?? one.read));
    const signatures = [
      [own.read ?? own.write, read],
      [own.write ?? own.read, write],
    ].flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [[a, b] as const]));
    if (signatures.length === 0) return [];
    const view = (verb: string, from: string, to: string, turned: typeof signatures): object => ({
      what: name,
      before: from,
      after: to,
      name: names.claim(`${verb}${name}`),
      type: quote(name),
      turn: verb,
      signatures: [...new Map(turned.map((one) => [one.join(), one])).values()].map(([a, b]) => {
        return { from: a, to: b };
      }),
    });
    const back = signatures.map(([a, b]) => [b, a] as const);
    return [
      view('upgrade', before.name, after.name, signatures),
      view('downgrade', after.name, before.name, back),
    ];
  });
}

function choice(types: readonly (string | undefined)[]): string | undefined {
  const known = types.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : [...new Set(known)].join(' | ');
}
