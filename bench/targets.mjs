import { syntheticSizes } from './documents.mjs';
import { ourRows } from './ours.mjs';

/** What a run should take at most: json-schema-to-typescript's figures on a quiet machine, and how time may grow. */
const small = { seconds: 0.43, peakMiB: 103, peer: 'json-schema-to-typescript' };
const large = { seconds: 2.2, peakMiB: 223, peer: 'json-schema-to-typescript, unformatted' };
const growth = 5;

export const targetHead = ['document', 'row', 'took', 'at most', '', 'the peer in this run', ''];

/**
 * Our rows against their targets, as rows of a table. Nothing fails by them: a machine may be slow or busy, and then
 * the peer in the same run says more than the figure of a quiet one.
 */
export function targetRows(tables) {
  const [less, more] = syntheticSizes.map((size) => `synthetic-${size}`);
  const targets = tables
    .filter(({ document }) => document.name !== less)
    .map((table) => ({ table, limit: table.document.name === more ? large : small }));
  const grown = [less, more].map((name) => tables.find(({ document }) => document.name === name));
  return [
    ...targets.flatMap(({ table, limit }) =>
      ourRows.map(({ label }) => against(table, label, limit)),
    ),
    ...ourRows.map(({ label }) => growthOf(grown, label)),
  ].filter((one) => one !== undefined);
}

function against(table, label, limit) {
  const ours = findRow(table, label);
  if (ours === undefined) return undefined;
  const peer = findRow(table, limit.peer);
  return [
    table.document.name,
    label,
    figures(ours),
    figures(limit),
    fits(ours, limit) ? 'met' : 'missed',
    ...(peer === undefined ? ['', ''] : [figures(peer), fits(ours, peer) ? 'no more' : 'more']),
  ];
}

function growthOf([before, after], label) {
  const [less, more] = [findRow(before, label), findRow(after, label)];
  if (less === undefined || more === undefined) return undefined;
  const factor = more.seconds / less.seconds;
  const verdict = factor <= growth ? 'met' : 'missed';
  return [
    `${before.document.name} to ${after.document.name}`,
    label,
    `${factor.toFixed(2)} times`,
    `${growth} times`,
    verdict,
    '',
    '',
  ];
}

function findRow(table, label) {
  const found = table?.rows.find((one) => one.label === label);
  if (found?.outcome !== 'ok') return undefined;
  return { seconds: found.seconds.median, peakMiB: found.peakMiB };
}

function fits(one, limit) {
  return one.seconds <= limit.seconds && (one.peakMiB ?? 0) <= (limit.peakMiB ?? Infinity);
}

function figures({ seconds, peakMiB }) {
  return `${seconds.toFixed(2)} s, ${peakMiB?.toFixed(0) ?? '?'} MiB`;
}
