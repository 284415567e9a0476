import { syntheticSizes } from './documents.mjs';
import { ourRows } from './ours.mjs';

/** What a run should take at most, from measurements of json-schema-to-typescript on a quiet machine. */
const limits = {
  small: { seconds: 0.43, peakMiB: 103 },
  large: { seconds: 2.2, peakMiB: 223 },
  growth: 5,
};

/**
 * Our rows against their targets, as lines of a list; undefined where there is nothing of ours to judge. Nothing fails
 * by them: a machine may be slow or busy, and what counts is the peer in the same run.
 */
export function targetLines(tables) {
  const [small, large] = syntheticSizes.map((size) => `synthetic-${size}`);
  const lines = ourRows.flatMap(({ label }) => [
    ...tables
      .filter(({ document }) => !document.name.startsWith('synthetic'))
      .map((one) => againstPeer(one, label, 'json-schema-to-typescript', limits.small)),
    againstPeer(find(tables, large), label, 'json-schema-to-typescript, unformatted', limits.large),
    growth(find(tables, small), find(tables, large), label),
  ]);
  const found = lines.filter((one) => one !== undefined);
  return found.length === 0 ? undefined : found.map((one) => `- ${one}`).join('\n');
}

function againstPeer(table, label, peerLabel, limit) {
  const ours = row(table, label);
  if (ours === undefined) return undefined;
  const peer = row(table, peerLabel);
  const beside = peer === undefined ? '' : `; ${peerLabel} in this run ${figures(peer)}`;
  const verdict = fits(ours, limit) ? 'met' : 'not met';
  const besidePeer = peer === undefined ? '' : fits(ours, asLimit(peer)) ? ' (no more)' : ' (more)';
  return `${table.document.name}, ${label}: ${figures(ours)}, target ${limit.seconds} s and ${limit.peakMiB} MiB ${verdict}${beside}${besidePeer}.`;
}

function growth(small, large, label) {
  const [before, after] = [row(small, label), row(large, label)];
  if (before === undefined || after === undefined) return undefined;
  const factor = after.seconds.median / before.seconds.median;
  const verdict = factor <= limits.growth ? 'met' : 'not met';
  return `${syntheticSizes.join(' to ')} events, ${label}: ${factor.toFixed(2)} times, target ${limits.growth} ${verdict}.`;
}

function find(tables, name) {
  return tables.find(({ document }) => document.name === name);
}

function row(table, label) {
  const found = table?.rows.find((one) => one.label === label);
  return found?.outcome === 'ok' ? found : undefined;
}

function asLimit({ seconds, peakMiB }) {
  return { seconds: seconds.median, peakMiB };
}

function fits({ seconds, peakMiB }, limit) {
  return seconds.median <= limit.seconds && (peakMiB ?? 0) <= (limit.peakMiB ?? Infinity);
}

function figures({ seconds, peakMiB }) {
  return `${seconds.median.toFixed(2)} s and ${peakMiB?.toFixed(0) ?? 'unknown'} MiB`;
}
