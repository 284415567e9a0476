import { finding, type Finding } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import type { Node } from './nodes.ts';
import { placeUnder, type Subject } from './rule.ts';

/** What an address or URL has in braces, held against what is described. */
export function parameterFindings(
  rule: string,
  described: Node,
  names: readonly string[],
  where: string,
): readonly Finding[] {
  const { value, at } = described;
  if (!isRecord(value)) return [];
  return [
    ...names
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => finding(rule, 'error', at, `{${name}} in ${where} is not described here`)),
    ...Object.keys(value)
      .filter((name) => !names.includes(name))
      .map((name) => finding(rule, 'error', placeUnder(at, name), `${where} has no {${name}}`)),
  ];
}

/** Keys of channels with a query or a fragment. */
export function queryFindings({ nodes: { root, under } }: Subject): readonly Finding[] {
  return under(root, 'channels')
    .flatMap(({ value, at }) =>
      isRecord(value) ? Object.keys(value).map((key) => ({ key, at })) : [],
    )
    .filter(({ key }) => /[?#]/.test(key))
    .map(({ key, at }) =>
      finding(
        'channel-address',
        'error',
        placeUnder(at, key),
        `the channel "${key}" must have no "?" and no "#" in its name`,
      ),
    );
}
