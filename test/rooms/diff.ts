import { diff, reportText, type DiffReport, type DiffRequest } from '../../generator/index.ts';
import { inCaseFolder } from '../case-folder.ts';
import { filesOf, findFence, type Page, type Results } from '../page.ts';

/**
 * Compares `before.yaml` with `after.yaml` (or `.json`), which files of `given` may stand beside; `config` (JSON) becomes
 * `wireshape.config.json`, `options` (JSON) what else is asked for. What comes out: the `changes`, gravest first, each with what it means to
 * whom; the `candidates`, the `semver` verdicts, the `report` as the command prints it, and `findings`.
 */
export async function run(page: Page): Promise<Results> {
  const options = JSON.parse(findFence(page, 'options') ?? '{}') as Partial<DiffRequest>;
  const files = new Map(['before', 'after', 'given'].flatMap((kind) => [...filesOf(page, kind)]));
  const config = findFence(page, 'config');
  return inCaseFolder(async (folder) => {
    folder.write(files);
    if (config !== undefined) folder.write(new Map([['wireshape.config.json', config]]));
    const nameOf = (side: string): string =>
      files.has(`${side}.json`) ? `${side}.json` : `${side}.yaml`;
    const { report, findings } = await diff({
      before: nameOf('before'),
      after: nameOf('after'),
      cwd: folder.path,
      configFile: config === undefined ? undefined : 'wireshape.config.json',
      events: { received: undefined, sent: undefined },
      perspective: undefined,
      settings: {},
      allowRefs: [],
      prove: false,
      failOn: undefined,
      today: '2026-06-30',
      ...options,
    });
    const all = report?.findings ?? findings;
    return {
      ...(report === undefined ? {} : await toldOf(report)),
      findings: all
        .map(({ at, level, rule, message }) => {
          const place =
            at.line === undefined
              ? `${at.file}#${at.pointer}`
              : `${at.file}:${at.line}:${at.column ?? 1}`;
          return `${place}  ${level}  ${rule}  ${message}`;
        })
        .join('\n'),
    };
  });
}

async function toldOf(report: DiffReport): Promise<Results> {
  const { semver, candidates } = report;
  return {
    changes: report.rows.map(changeText).join('\n'),
    candidates: candidates
      .map(({ kind, from, to, evidence }) => `${kind}  ${from} -> ${to}  ${evidence.join('; ')}`)
      .join('\n'),
    semver: `source ${semver.source.bump}\nwire ${semver.wire.bump}`,
    report: (
      await reportText(report, 'text', {
        paint: (_style, text) => text,
        columns: 100,
        verbose: true,
      })
    ).trimEnd(),
  };
}

function changeText(row: DiffReport['rows'][number]): string {
  const { sort, rule, place, message, waiver } = row;
  const [source, wire] = [row.source, row.wire].map(({ level, effect }) =>
    effect === 'none' ? level : `${effect} ${level}`,
  );
  const waived = waiver === undefined ? '' : `; waived: ${waiver.reason}`;
  return `${sort}  ${rule}  ${place}: ${message} (source ${String(source)}, wire ${String(wire)}${waived})`;
}
