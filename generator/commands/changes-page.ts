import path from 'node:path';
import { toolVersion } from '../base/tool.ts';
import { displayName } from '../load/document-reader.ts';
import { generatedMark } from '../render/drafts.ts';
import { renderReport } from '../report/render-report.ts';
import type { ApiTarget } from './api-targets.ts';
import { judgeModels, reportOf } from './compare-models.ts';
import { targetName } from './config.ts';
import { placedWaivers } from './diff-choice.ts';
import { entryModel } from './manifest-entry.ts';
import type { ManifestVersion } from './manifest.ts';
import { reportSide } from './read-side.ts';

/**
 * The page of what changed from one version of an API to another. It says the same on every day and of documents in every folder: no
 * waiver expires, lines are not told, and documents are named from the folder of the config.
 */
export async function changesPage(
  { api, output, folder, diff }: ApiTarget,
  before: ManifestVersion,
  after: ManifestVersion,
): Promise<string> {
  const modelOf = (one: ManifestVersion) =>
    entryModel(one, output, (file) => displayName(file, folder));
  const models = { before: modelOf(before), after: modelOf(after) };
  const { rules: levels = {} } = diff;
  const judged = judgeModels({ ...models, levels, waivers: placedWaivers(diff), today: noDay });
  const labelOf = (one: ManifestVersion): string => targetName({ api, version: one.name });
  const report = reportOf(judged, {
    before: reportSide(labelOf(before), models.before),
    after: reportSide(labelOf(after), models.after),
    findings: [],
    proof: undefined,
    placeOf: (origin) => ({ ...origin, line: undefined, column: undefined }),
  });
  // That a description has other words is counted; to list them all would bury what somebody looks for.
  const rows = report.rows.filter((one) => one.kind !== 'description-changed');
  const text = await renderReport(
    'markdown',
    { ...report, rows },
    {
      paint: (_style, painted) => painted,
      columns: 100,
      verbose: true,
    },
  );
  return `${banner(before, after)}\n\n${text}`;
}

/** Before every last day. */
const noDay = '0000-01-01';

/** The first line of a generated file, as a comment of Markdown. */
function banner(...versions: readonly ManifestVersion[]): string {
  const sources = versions.map(({ model: { source } }) => {
    const name = path.posix.basename(source.file).replaceAll('--', '- -');
    return `${name} (sha256 ${source.hash})`;
  });
  return `<!-- ${generatedMark} ${toolVersion} from ${sources.join(' and ')}. Do not edit. -->`;
}
