import { finding, unreachable, type Finding } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { suggest } from '../base/nearest.ts';
import type { MapEntry } from './map-entry.ts';
import { basisKeys, exactlyOne, isStepKind, stepKeys, together } from './map-keys.ts';
import { stepId } from './step-id.ts';
import type {
  AddedValue,
  InType,
  MapValue,
  MigrationStep,
  SplitEvent,
  StepBasis,
  StepKind,
} from './step.ts';

/** What a row is read with. */
export interface StepReading {
  readonly sources: Readonly<Record<string, string>>;
  /** Labels of sources that some evidence has begun with. */
  readonly used: Set<string>;
  readonly findings: Finding[];
  readonly isTaken: (id: string) => boolean;
}

/** Reads a row of a map; undefined where something is wrong with it. */
export function readStep(row: MapEntry, reading: StepReading): MigrationStep | undefined {
  const { findings } = reading;
  const before = findings.length;
  const kind = kindOf(row);
  if (kind === undefined) return undefined;
  row.knowOnly([...Object.keys(stepKeys[kind]), ...Object.keys(basisKeys)]);
  checkChoice(row, kind);
  const basis = readBasis(row, reading);
  const { id: given, ...step } = { ...basis, ...readWhat(row, kind) };
  checkConfirmed(row, reading);
  if (findings.length > before) return undefined;
  return { ...step, id: given === '' ? stepId(step, reading.isTaken) : given };
}

/** The first key that is a kind. */
function kindOf(row: MapEntry): StepKind | undefined {
  if (!isRecord(row.value)) {
    row.wrong('a step is keys and values, with its kind in front: move-field: voice');
    return undefined;
  }
  const keys = Object.keys(row.value);
  const kinds = keys.filter(isStepKind);
  const [kind, second] = kinds;
  if (kind !== undefined && second === undefined) return kind;
  if (kind !== undefined) {
    row.wrong(`a step does one thing, and here are ${kinds.join(' and ')}`);
    return undefined;
  }
  const [first = ''] = keys;
  if (first === '') row.wrong('a step has its kind in front: move-field: voice');
  else
    (row.get(first) ?? row).wrong(
      `${first} is no kind of step`,
      suggest(first, Object.keys(stepKeys)),
    );
  return undefined;
}

/** Keys of which exactly one is said, and keys that come together. */
function checkChoice(row: MapEntry, kind: StepKind): void {
  const choice = exactlyOne[kind];
  const said = choice?.filter((key) => row.get(key) !== undefined);
  if (choice !== undefined && said?.length !== 1) {
    const what = said === undefined || said.length === 0 ? 'none' : said.join(' and ');
    row.wrong(`${kind} says one of ${choice.join(', ')}, not ${what}`);
  }
  for (const pair of together[kind] ?? []) {
    const [there, absent] = pair.toSorted((key) => (row.get(key) === undefined ? 1 : -1));
    if (there === undefined || absent === undefined) continue;
    if (row.get(there) !== undefined && row.get(absent) === undefined)
      row.wrong(`${absent} is missing`, `it comes with ${there}`);
  }
}

function readBasis(row: MapEntry, reading: StepReading): StepBasis {
  return {
    id: row.get('id')?.text() ?? '',
    why: row.need('why').text(),
    evidence: readEvidence(row, reading),
    lossy: row.get('lossy')?.text(),
    lossyBack: row.get('lossyBack')?.text(),
    silent: row.get('silent')?.flag() ?? false,
    option: row.get('option')?.text(),
    at: row.at,
  };
}

/** A text that begins with a label says where that is from; a single word that is no label was probably meant to be one. */
function readEvidence(row: MapEntry, { sources, used }: StepReading): readonly string[] {
  const entry = row.need('evidence');
  const labels = Object.keys(sources);
  return entry.texts().map((text) => {
    const [label = '', ...rest] = text.split(' ');
    const source = Object.hasOwn(sources, label) ? sources[label] : undefined;
    if (source === undefined) {
      if (rest.length === 0 && /^[\w-]+$/.test(label) && label !== '')
        entry.wrong(`there is no source ${label}`, suggest(label, labels));
      return text;
    }
    used.add(label);
    return rest.length === 0 ? source : `${source}, ${rest.join(' ')}`;
  });
}

/** What a draft says of a step is a guess until a person has said otherwise. */
function checkConfirmed(row: MapEntry, { findings }: StepReading): void {
  const confirmed = row.get('confirmed');
  const open = confirmed?.value === false ? confirmed : undefined;
  const todo = ['why', 'lossy', 'lossyBack'].map((key) => row.get(key)).find(isToDo);
  const at = open ?? todo;
  if (at === undefined) return;
  const message = 'nobody has confirmed this step yet';
  const hint = 'look at it, say why it is right, and take confirmed: false away';
  findings.push(finding('migration-unconfirmed', 'error', at.at, message, hint));
}

/** True for a text that somebody is still to write. */
export function isToDo(entry: MapEntry | undefined): boolean {
  return typeof entry?.value === 'string' && /^TODO\b/.test(entry.value);
}

type What = MigrationStep extends infer Step
  ? Step extends StepBasis
    ? Omit<Step, keyof StepBasis>
    : never
  : never;

function readWhat(row: MapEntry, kind: StepKind): What {
  const subject = row.need(kind);
  switch (kind) {
    case 'rename-event': {
      const flow = row.need('flow').choice(['received', 'sent']);
      const whenBack = row.get('whenBack')?.condition();
      return { kind, flow, from: subject.text(), to: row.need('to').text(), whenBack };
    }
    case 'split-event': {
      const flow = row.need('flow').choice(['received', 'sent']);
      return { kind, flow, from: subject.text(), to: readTargets(row.need('to')) };
    }
    case 'rename-type': {
      const [when, whenBack] = [row.get('when')?.condition(), row.get('whenBack')?.condition()];
      return { kind, from: subject.text(), to: row.need('to').text(), when, whenBack };
    }
    case 'rename-field':
      return { kind, from: subject.path(), to: row.need('to').text(), ...readIn(row) };
    case 'move-field':
      return { kind, from: subject.path(), to: row.need('to').path(), ...readIn(row) };
    case 'wrap-value':
      return { kind, path: subject.path(), as: row.need('as').text(), ...readIn(row) };
    case 'map-value':
      return {
        kind,
        path: subject.path(),
        values: row.need('values').pairs(),
        back: row.get('back')?.pairs(),
        others: readOthers(row),
        ...readIn(row),
      };
    case 'drop-field':
      return readDrop(row, subject);
    case 'add-field':
      return { kind, path: subject.path(), value: readAdded(row), ...readIn(row) };
    case 'change-header': {
      const [value, to] = [row.get('value')?.text(), row.get('to')?.text()];
      return { kind, header: subject.text(), value, to };
    }
    case 'change-endpoint':
      return {
        kind,
        method: row.get('method')?.text(),
        from: subject.text(),
        to: row.need('to').text(),
      };
    case 'change-import':
      return {
        kind,
        from: subject.text(),
        to: row.get('to')?.text(),
        names: row.get('names')?.names() ?? {},
        gone: row.get('gone')?.texts() ?? [],
      };
    default:
      return unreachable(kind);
  }
}

function readDrop(row: MapEntry, subject: MapEntry): What {
  const path = subject.path();
  const item = row.get('item');
  if (item !== undefined && !path.endsWith('[]'))
    item.wrong('only a path that ends in [] has items', `drop-field: ${path}[]`);
  row.need('lossy', 'say what the key said');
  return { kind: 'drop-field', path, item: item?.condition(), ...readIn(row) };
}

/** What is dropped is lost, and somebody has to say what that is. */
function readOthers(row: MapEntry): MapValue['others'] {
  const others = row.get('others')?.choice(['keep', 'drop']) ?? 'keep';
  if (others === 'drop') row.need('lossy', 'others: drop loses what is not listed');
  return others;
}

function readTargets(entry: MapEntry): SplitEvent['to'] {
  const targets = entry.items().map(readTarget);
  if (targets.length === 0) entry.wrong('must not be empty');
  return targets;
}

function readTarget(entry: MapEntry): SplitEvent['to'][number] {
  entry.knowOnly(['event', 'when']);
  return { event: entry.need('event').text(), when: entry.get('when')?.condition() };
}

function readIn(row: MapEntry): InType {
  return { in: row.need('in').texts(), when: row.get('when')?.condition() };
}

function readAdded(row: MapEntry): AddedValue {
  const [copied, asked] = [row.get('copied'), row.get('asked')];
  if (copied !== undefined) return { kind: 'copied', from: copied.path() };
  if (asked === undefined) return { kind: 'constant', value: row.get('value')?.json() ?? null };
  return { kind: 'asked', question: asked.text(), standIn: row.get('standIn')?.json() ?? null };
}
