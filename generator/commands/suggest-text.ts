import type { Drift } from '../base/wire-report.ts';
import { pathTokens } from './schema-spots.ts';

/** What an action is for: `Null in 4 messages of response.created and 2 of response.done.` */
export function sentenceOf(drifts: readonly Drift[]): string {
  const leads = [...new Set(drifts.map(leadOf))];
  return leads
    .map((lead) => {
      const some = drifts.filter((one) => leadOf(one) === lead);
      const counts = some.map(({ count, event }, index) => {
        const messages = index > 0 ? '' : ` message${count === 1 ? '' : 's'}`;
        return `${String(count)}${messages} of ${event}`;
      });
      return `${lead} in ${listing(counts)}.`;
    })
    .join(' ');
}

/** What is known of a field that no document explains. */
export function fieldText(drifts: readonly Drift[]): string {
  const events = listing([...new Set(drifts.map(({ event }) => event))]);
  const seen = drifts.flatMap(({ actual }) => actual.map(({ text }) => text));
  const isNull = seen.length > 0 && seen.every((one) => one === 'null');
  return `Undocumented; ${isNull ? 'always null' : 'seen'} in messages of ${events}.`;
}

function leadOf({ rule, path }: Drift): string {
  switch (rule) {
    case 'null-undeclared':
      return 'Null';
    case 'required-missing':
      return 'Missing';
    case 'type-otherwise':
      return 'Of another type';
    case 'value-undeclared':
      return 'Another value';
    case 'field-undeclared':
      return `Undeclared \`${pathTokens(path).at(-1) ?? ''}\``;
    case 'event-undeclared':
    case 'limit-broken':
      return 'Seen';
  }
}

function listing(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}
