import { syntheticSizes } from './documents.mjs';
import { ourRows } from './ours.mjs';

const [less, more] = syntheticSizes.map((size) => `synthetic-${size}`);

/** json-schema-to-typescript's figures on a quiet machine. */
const small = { seconds: 0.43, peakMiB: 103, peer: 'json-schema-to-typescript' };
const large = { seconds: 2.2, peakMiB: 223, peer: 'json-schema-to-typescript, unformatted' };
/** Not to be brought down is all that is asked. */
const hostile = { seconds: 5, peakMiB: 512, peer: undefined };

/** What a run should take at most, by the document. */
const limits = {
  ga: small,
  published: small,
  [more]: large,
  'openapi-part': { ...small, peer: 'openapi-typescript' },
  'openapi-whole': { seconds: 1.5, peakMiB: 223, peer: 'openapi-typescript' },
  'hostile-depth': hostile,
  'hostile-aliases': hostile,
  'hostile-union': hostile,
};

/** What other commands should take at most, by the document and the row. */
const otherLimits = [
  { name: 'diff-beta-ga', label: 'wireshape diff', seconds: 0.5 },
  { name: 'diff-beta-ga', label: 'wireshape diff --prove', seconds: 5 },
  { name: 'diff-synthetic-5000', label: 'wireshape diff', seconds: 3 },
  { name: 'pack', label: 'wireshape pack', seconds: 6 },
  { name: 'migrate', label: 'wireshape migrate', seconds: 5 },
].map((one) => ({ ...one, peakMiB: undefined, peer: '@asyncapi/diff alone' }));

/** By how much time and memory may grow from one document to another: as much as the document does. */
const growths = [
  { from: less, to: more, times: 5 },
  { from: 'openapi-part', to: 'openapi-whole', times: 7.4 },
];

export const targetHead = ['document', 'row', 'took', 'at most', '', 'the peer in this run', ''];

/**
 * Our rows against their targets, as rows of a table. Nothing fails by them: a machine may be slow or busy, and then
 * the peer in the same run says more than the figure of a quiet one.
 */
export function targetRows(tables) {
  const labels = ourRows.map(({ label }) => label);
  const find = (name) => tables.find(({ document }) => document.name === name);
  const targets = tables.filter(({ document }) => document.name in limits);
  return [
    ...targets.flatMap((table) =>
      labels.map((label) => against(table, label, limits[table.document.name])),
    ),
    ...otherLimits.map((limit) => against(find(limit.name), limit.label, limit)),
    ...growths.flatMap(({ from, to, times }) =>
      labels.map((label) => growthOf([find(from), find(to)], label, times)),
    ),
  ].filter((one) => one !== undefined);
}

function against(table, label, limit) {
  const ours = findRow(table, label);
  if (ours === undefined) return undefined;
  const peer = limit.peer === undefined ? undefined : findRow(table, limit.peer);
  return [
    table.document.name,
    label,
    figures(ours),
    figures(limit),
    fits(ours, limit) ? 'met' : 'missed',
    ...(peer === undefined ? ['', ''] : [figures(peer), fits(ours, peer) ? 'no more' : 'more']),
  ];
}

function growthOf([before, after], label, times) {
  const [one, other] = [findRow(before, label), findRow(after, label)];
  if (one === undefined || other === undefined) return undefined;
  const time = other.seconds / one.seconds;
  const memory = (other.peakMiB ?? 0) / (one.peakMiB ?? 1);
  return [
    `${before.document.name} to ${after.document.name}`,
    label,
    `${time.toFixed(2)} times, ${memory.toFixed(2)} times`,
    `${times} times`,
    Math.max(time, memory) <= times ? 'met' : 'missed',
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
  const memory = peakMiB === undefined ? '' : `, ${peakMiB.toFixed(0)} MiB`;
  return `${seconds.toFixed(2)} s${memory}`;
}
