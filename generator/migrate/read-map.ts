import { finding, type Checked, type Finding } from '../base/finding.ts';
import { MapEntry } from './map-entry.ts';
import { mapFormat, mapKeys, waiverKeys } from './map-keys.ts';
import { isToDo, readStep } from './read-step.ts';
import type { CoverWaiver, Migration, MigrationStep } from './step.ts';

/** What a map is, as far as it could be read; steps that something is wrong with are left out. */
export type ReadMap = Checked<Migration | undefined>;

/**
 * Reads a map from a value that YAML or JSON gave. `file` is its name as the user would write it; findings have pointers into it.
 * There is no map where what it is of does not stand there.
 */
export function readMap(value: unknown, file: string): ReadMap {
  const findings: Finding[] = [];
  const root = new MapEntry(value, { file, pointer: '' }, findings);
  root.knowOnly(['$schema', ...Object.keys(mapKeys), 'steps', 'waivers']);
  if (findings.length > 0 && root.get('steps') === undefined) return { value: undefined, findings };
  root.need('format', `format: ${mapFormat}`).choice([mapFormat]);
  const head = {
    api: root.need('api').text(),
    from: root.need('from').text(),
    to: root.need('to').text(),
    file,
  };
  if (head.from !== '' && head.from === head.to)
    root.need('to').wrong('is the version that it is from');
  const sources = root.get('sources')?.names() ?? {};
  if (findings.length > 0) return { value: undefined, findings };
  const steps = readSteps(root, sources, findings);
  const waivers = (root.get('waivers')?.items() ?? []).flatMap((one) => readWaivers(one, findings));
  return { value: { ...head, steps, waivers }, findings };
}

function readSteps(
  root: MapEntry,
  sources: Readonly<Record<string, string>>,
  findings: Finding[],
): readonly MigrationStep[] {
  const taken = new Map<string, MapEntry>();
  const used = new Set<string>();
  const steps = root
    .need('steps')
    .items()
    .flatMap((row): readonly MigrationStep[] => {
      const step = readStep(row, { sources, used, findings, isTaken: (id) => taken.has(id) });
      if (step === undefined) return [];
      if (taken.has(step.id)) {
        (row.get('id') ?? row).wrong(
          `a step before this one is called ${step.id} too`,
          'give it an id',
        );
        return [];
      }
      taken.set(step.id, row);
      return [step];
    });
  for (const label of Object.keys(sources)) {
    if (used.has(label)) continue;
    const at = root.get('sources')?.get(label)?.at ?? root.at;
    findings.push(
      finding('migration-source-unused', 'warning', at, `no evidence comes from ${label}`),
    );
  }
  return steps;
}

/** A waiver of several changes is several waivers. */
function readWaivers(row: MapEntry, findings: Finding[]): readonly CoverWaiver[] {
  const count = findings.length;
  row.knowOnly(Object.keys(waiverKeys));
  const changes = row.need('change').texts();
  const why = row.need('why').text();
  for (const change of changes) {
    if (/^[a-z-]+ .*[^*\s]/.test(change)) continue;
    row
      .need('change')
      .wrong(
        `${JSON.stringify(change)} would cover whatever comes`,
        'name the kind of the change, and more than * of what it is about',
      );
  }
  const reason = row.get('why');
  if (isToDo(reason))
    findings.push(
      finding(
        'migration-unconfirmed',
        'error',
        reason?.at ?? row.at,
        'nobody has said yet why no step has to answer this',
        'write a step, or the reason',
      ),
    );
  if (findings.length > count) return [];
  const entry = row.need('change');
  return entry.value === changes[0]
    ? changes.map((change) => ({ change, why, at: entry.at }))
    : entry.items().map((one) => ({ change: one.text(), why, at: one.at }));
}
