/**
 * Measures our command beside its peers, in one run: `npm run bench [-- DOCUMENT...] [--write]`.
 *
 * A DOCUMENT is a part of a document's name (`ga`, `synthetic-1000`); `--write` puts the figures into bench/README.md.
 * RUNS in the environment is how often each row is measured, 5 by default.
 */
import os from 'node:os';
import { writeDocuments } from './documents.mjs';
import { installPeers, installedVersion, isInstalled } from './install-peers.mjs';
import {
  ourCommand,
  ourDiffCommand,
  ourDiffRows,
  ourMigrateCommand,
  ourPackCommand,
  ourRows,
  ourVersion,
  takeOurs,
} from './ours.mjs';
import { peers } from './peers.mjs';
import { reportText, writeReport } from './report.mjs';
import { measureRows } from './rounds.mjs';
import { whereTimeGoes } from './where.mjs';
import { emptyFolder, removeWork, work } from './work.mjs';
const runs = Number(process.env.RUNS ?? 5);

await main(process.argv.slice(2));

async function main(args) {
  const wanted = args.filter((one) => !one.startsWith('--'));
  installPeers();
  const hasOurs = takeOurs();
  if (!hasOurs) console.error('dist/ is not there (npm run build): our rows will be missing');
  const documents = writeDocuments(emptyFolder('documents')).filter(
    (one) => wanted.length === 0 || wanted.some((part) => one.name.includes(part)),
  );
  const loadBefore = os.loadavg()[0];
  const baseline = await measureRows('node', runs, [
    {
      label: 'node -e 0',
      version: process.versions.node,
      memory: 'kept',
      writes: false,
      command: () => ['-e', '0'],
    },
  ]);
  const tables = [];
  for (const document of documents) {
    const rows = await measureRows(document.name, runs, [
      ...(hasOurs ? oursFor(document) : []),
      ...peersFor(document),
    ]);
    const runsOurs =
      document.exitCode === undefined &&
      document.pair === undefined &&
      document.config === undefined &&
      document.project === undefined &&
      rows.some(({ label, outcome }) => label === ourRows[0].label && outcome === 'ok');
    tables.push({
      document,
      rows,
      stages: runsOurs ? await whereTimeGoes(document, runs) : undefined,
    });
  }
  const text = reportText({ runs, loadBefore, baseline, tables });
  console.log(text);
  const isFine = tables.every(({ rows }) => rows.every(({ outcome }) => outcome === 'ok'));
  if (isFine) removeWork();
  else console.error(`what the tools said is in ${work}`);
  if (args.includes('--write')) await writeReport(text, 'figures');
}

function oursFor(document) {
  if (document.pair !== undefined) return ourDiffsFor(document);
  if (document.config !== undefined) return [ourPackFor(document)];
  if (document.project !== undefined) return [ourMigrateFor(document)];
  return ourRows.map((row) => ({
    label: row.label,
    version: ourVersion,
    memory: row.memory,
    writes: document.exitCode === undefined,
    exitCode: document.exitCode,
    command: (output, folder) => ourCommand(document, folder, output, row.options),
  }));
}

function ourDiffsFor(document) {
  return ourDiffRows
    .filter(({ only = document.name }) => only === document.name)
    .map((row) => ({
      label: row.label,
      version: ourVersion,
      memory: row.memory,
      writes: false,
      command: () => ourDiffCommand(document, row.options),
    }));
}

function ourPackFor(document) {
  return {
    label: 'wireshape pack',
    version: ourVersion,
    memory: 'kept',
    writes: true,
    command: (output) => ourPackCommand(document, output),
  };
}

function ourMigrateFor(document) {
  return {
    label: 'wireshape migrate',
    version: ourVersion,
    memory: 'kept',
    writes: false,
    command: () => ourMigrateCommand(document),
  };
}

function peersFor(document) {
  const able = peers.filter(({ reads }) => document[reads] !== undefined);
  return able.filter(isInstalled).map((peer) => ({
    label: peer.label,
    version: installedVersion(peer),
    memory: 'kept',
    writes: peer.writes,
    command: (output) => peer.command(document, output),
  }));
}
