import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { memoryMethod } from './measure.mjs';
import { slowRuns, slowSeconds } from './rounds.mjs';
import { targetHead, targetRows } from './targets.mjs';
import { stageNames } from './where.mjs';

const readme = path.join(path.dirname(fileURLToPath(import.meta.url)), 'README.md');

/** Markdown of a whole run. */
export function reportText({ runs, loadBefore, baseline, tables }) {
  return [
    machineText(runs, loadBefore),
    table(head, baseline.map(cells)),
    ...tables.flatMap(({ document, rows }) => [
      `### ${document.title}`,
      document.facts,
      table(head, rows.map(cells)),
      ...lingering(rows),
    ]),
    ...section('### Against the targets', targetText(tables)),
    ...section('### Where our time goes', stageText(tables, baseline)),
  ].join('\n\n');
}

/** Puts figures between the marks of that name in the README. */
export async function writeReport(text, mark) {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const before = readFileSync(readme, 'utf8');
  const [top, , bottom] = before.split(new RegExp(`${begin}|${end}`));
  const after = `${top}${begin}\n\n${text}\n\n${end}${bottom}`;
  const options = await resolveConfig(readme);
  writeFileSync(readme, await format(after, { ...options, parser: 'markdown' }));
}

const head = [
  'tool',
  'version',
  'wall s',
  'min … max',
  'cpu s',
  'peak MiB',
  'files',
  'KiB out',
  'runs',
];

function machineText(runs, loadBefore) {
  const cpus = os.cpus();
  const system = `${os.platform()} ${os.arch()}`;
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB of memory`;
  const loads = [loadBefore, os.loadavg()[0]].map((one) => one.toFixed(1)).join(' before and ');
  return [
    `Node ${process.versions.node}, ${system}, ${cpus.length} cores, ${memory}; load average ${loads} after.`,
    `Cold processes, medians of ${runs} runs after a warm-up`,
    `(of ${Math.min(runs, slowRuns)} where one takes more than ${slowSeconds} s).`,
    `Peak memory: ${memoryMethod.join('; or, where that is more, ') || 'not measured on this system'}.`,
  ].join('\n');
}

function cells(row) {
  const facts = [row.label, row.version];
  if (row.outcome !== 'ok') return [...facts, row.outcome, '', '', '', '', '', String(row.runs)];
  const { median, min, max } = row.seconds;
  return [
    ...facts,
    median.toFixed(2),
    `${min.toFixed(2)} … ${max.toFixed(2)}`,
    row.cpuSeconds?.toFixed(2) ?? '',
    row.peakMiB?.toFixed(0) ?? '',
    row.output.files === 0 ? '' : String(row.output.files),
    row.output.files === 0 ? '' : (row.output.bytes / 1024).toFixed(0),
    String(row.runs),
  ];
}

/** Says of whom the wall time is not the whole story. */
function lingering(rows) {
  return rows
    .filter((one) => one.outcome === 'ok' && one.lingerSeconds > 0.1)
    .map(
      (one) => `What ${one.label} started went on for ${one.lingerSeconds.toFixed(2)} s after it.`,
    );
}

function targetText(tables) {
  const rows = targetRows(tables);
  return rows.length === 0 ? undefined : table(targetHead, rows);
}

function stageText(tables, baseline) {
  const known = tables.filter(({ stages }) => stages !== undefined);
  if (known.length === 0) return undefined;
  const start = `${(baseline[0].seconds.median * 1000).toFixed(0)}`;
  return [
    `Milliseconds by node's profiler, which slows the run a little; a known document; \`node -e 0\` takes ${start}.`,
    table(
      ['document', ...stageNames],
      known.map(({ document, stages }) => [
        document.name,
        ...stageNames.map((name) => stages.get(name).toFixed(0)),
      ]),
    ),
  ].join('\n\n');
}

function section(title, text) {
  return text === undefined ? [] : [title, text];
}

export function table(heads, rows) {
  const line = (one) => `| ${one.join(' | ')} |`;
  const rule = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  return [heads, rule, ...rows].map(line).join('\n');
}
