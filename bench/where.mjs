import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';
import { ourCode, ourCommand } from './ours.mjs';
import { median } from './rounds.mjs';
import { emptyFolder } from './work.mjs';

/** The stages by the source that a function comes from; the first row that fits counts. */
const stages = [
  ['read and parse', /^generator\/load\/document[^/]*$/],
  ['locate findings', /^generator\/load\/locate[^/]*\.ts$/],
  ['model', /^generator\/(load|model)\//],
  ['verdict', /^generator\/verdict\//],
  ['passes', /^generator\/passes\//],
  ['write', /^generator\/render\/drafts\.ts$/],
  ['emit', /^generator\/(emit|render)\//],
  ['command', /^generator\/(cli|commands)\//],
];

/** What the profiler itself names. */
const ownNames = { '(garbage collector)': 'garbage collection', '(idle)': 'waiting' };

const modules = 'modules';
const rest = 'node, other';

/** The order of the columns. */
export const stageNames = [
  ...new Set([modules, ...stages.map(([name]) => name), ...Object.values(ownNames), rest]),
];

/**
 * Where our command spends its time with a document that it knows, by node's own profiler, so that the product carries
 * no clock: milliseconds by stage, the medians of `runs` cold processes. A sample belongs to the stage of the innermost
 * function that has one; what has none and was called by the module loader is the loading of modules.
 *
 * @returns {Promise<Map<string, number>>}
 */
export async function whereTimeGoes(document, runs) {
  const folder = emptyFolder(`${document.name}-profiles`);
  const stageOf = stagesByPlace();
  const profiles = [];
  for (let round = 0; round <= runs; round += 1) {
    const profile = await profileOnce(document, folder);
    if (round > 0) profiles.push(millisecondsByStage(profile, stageOf));
  }
  return new Map(
    stageNames.map((name) => [name, median(profiles.map((one) => one.get(name) ?? 0))]),
  );
}

async function profileOnce(document, folder) {
  const output = mkdtempSync(path.join(folder, 'output-'));
  const profiles = mkdtempSync(path.join(folder, 'profile-'));
  const options = ['--cpu-prof', '--cpu-prof-interval', '250', '--cpu-prof-dir', profiles];
  const project = path.join(folder, 'project');
  const command = ourCommand(document, project, output, []);
  const { outcome } = await measure([...options, ...command], {
    cwd: project,
    log: path.join(folder, 'log.txt'),
    timeoutSeconds: 300,
  });
  if (outcome !== 'ok') throw new Error(`${outcome}: see ${path.join(folder, 'log.txt')}`);
  const [file] = readdirSync(profiles);
  return JSON.parse(readFileSync(path.join(profiles, file), 'utf8'));
}

function millisecondsByStage(profile, stageOf) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, { node, parent: undefined }]));
  for (const { id, children = [] } of profile.nodes)
    for (const child of children) nodes.get(child).parent = nodes.get(id);
  const stageById = new Map([...nodes].map(([id, entry]) => [id, stageOfStack(entry, stageOf)]));
  const result = new Map();
  profile.samples.forEach((id, index) => {
    const stage = stageById.get(id);
    result.set(stage, (result.get(stage) ?? 0) + profile.timeDeltas[index] / 1000);
  });
  return result;
}

function stageOfStack(entry, stageOf) {
  const own = ownNames[entry.node.callFrame.functionName];
  if (own !== undefined) return own;
  let loading = false;
  for (let at = entry; at !== undefined; at = at.parent) {
    const { url, lineNumber, functionName } = at.node.callFrame;
    const stage = stageOf(url, lineNumber);
    if (stage !== undefined) return stage;
    loading ||= url.startsWith('node:internal/modules/') || (url !== '' && functionName === '');
  }
  return loading ? modules : rest;
}

/** Finds the stage of a line in dist/, where a comment before each module names its source. */
function stagesByPlace() {
  const files = new Map();
  const names = readdirSync(ourCode, { recursive: true }).filter((one) => one.endsWith('.js'));
  for (const name of names) {
    let stage;
    const lines = readFileSync(path.join(ourCode, name), 'utf8').split('\n');
    files.set(
      path.join(ourCode, name),
      lines.map((line) => {
        const source = /^\/\/ ((?:generator|node_modules|templates)\/\S+)$/.exec(line)?.[1];
        if (source !== undefined) stage = stages.find(([, pattern]) => pattern.test(source))?.[0];
        return stage;
      }),
    );
  }
  return (url, line) =>
    url.startsWith('file:') ? files.get(fileURLToPath(url))?.[line] : undefined;
}
