import type { StepKind } from './step.ts';

/** What may stand under a key of a map. */
export type MapKeyType =
  /** A text that is not empty. */
  | 'text'
  /** One such text, or a list of them. */
  | 'texts'
  /** `received` or `sent`. */
  | 'flow'
  /** A path into a type: `content[].text`. */
  | 'path'
  /** Keys or paths, each with the value it must have, or a list of which it has one. */
  | 'condition'
  | 'flag'
  /** What becomes what: an object by the old text, or a list of `from` and `to`. */
  | 'pairs'
  /** What becomes of a value that is not listed. */
  | 'others'
  /** Old names with new ones. */
  | 'names'
  /** Events with the condition of each. */
  | 'targets'
  /** Any JSON value. */
  | 'json';

/** A key of a row: what it holds, and what that says. */
export interface MapKey {
  readonly type: MapKeyType;
  readonly required: boolean;
  readonly says: string;
}

type Keys = Readonly<Record<string, MapKey>>;

function need(type: MapKeyType, says: string): MapKey {
  return { type, required: true, says };
}

function may(type: MapKeyType, says: string): MapKey {
  return { type, required: false, says };
}

/** What every step may say, whatever it does. */
export const basisKeys: Keys = {
  why: need('text', 'Why the step is right, for those who review the map and read the guide.'),
  evidence: need(
    'texts',
    'Files, pages, messages on the wire. One that begins with a label of sources stands for it.',
  ),
  id: may('text', 'What reports call the step; made of what it does where it is left out.'),
  lossy: may('text', 'What gets lost on the way to the new version.'),
  lossyBack: may('text', 'What gets lost on the way back.'),
  silent: may('flag', 'Nobody gets an error for the old shape: nothing happens, and that is all.'),
  option: may('text', 'The choice of the user that it belongs to; source is only reported else.'),
  confirmed: may('flag', 'False in a draft: a person has to look at the step first.'),
};

const inType: Keys = {
  in: need('texts', 'The types of the old version that hold it.'),
  when: may('condition', 'What the old object has to hold; the step always acts where left out.'),
};

const flow: Keys = { flow: need('flow', 'Which way the event travels, seen from the client.') };

/** What a step of each kind says besides; under the key that is its kind stands what it is about. */
export const stepKeys: Readonly<Record<StepKind, Keys>> = {
  'rename-event': {
    'rename-event': need('text', 'What the event was called.'),
    to: need('text', 'What it is called now.'),
    ...flow,
    whenBack: may('condition', 'Which events of the new name are meant on the way back.'),
  },
  'split-event': {
    'split-event': need('text', 'The event that became several.'),
    to: need('targets', 'The events that it became.'),
    ...flow,
  },
  'rename-type': {
    'rename-type': need('text', 'A type of the old version.'),
    to: need('text', 'The type of the new version that its objects become.'),
    when: may('condition', 'Which objects become it, where there are several types to become.'),
    whenBack: may('condition', 'Which objects of the new type are meant on the way back.'),
  },
  'rename-field': {
    'rename-field': need('path', 'The path of the old key.'),
    to: need('text', 'The new key, in the same object.'),
    ...inType,
  },
  'move-field': {
    'move-field': need('path', 'The path of the value in the old type.'),
    to: need('path', 'Its path in the new type.'),
    ...inType,
  },
  'wrap-value': {
    'wrap-value': need('path', 'The path of the value in the old type.'),
    as: need('text', 'The key that holds it now; [] for a list of one.'),
    ...inType,
  },
  'map-value': {
    'map-value': need('path', 'The path of the value in the old type.'),
    values: need('pairs', 'What each old value becomes.'),
    back: may('pairs', 'What each new value becomes on the way back, where it is not the same.'),
    others: may('others', 'What becomes of other values; they are kept where it is left out.'),
    ...inType,
  },
  'drop-field': {
    'drop-field': need('path', 'The path of what is gone from the old type.'),
    item: may('condition', 'Where the path ends in []: which items go. All others stay.'),
    lossy: need('text', 'What it said, and nothing says any more.'),
    ...inType,
  },
  'add-field': {
    'add-field': need('path', 'The path of what only the new type has.'),
    value: may('json', 'The value that it always has.'),
    copied: may('path', 'The path in the old type of the value that it repeats.'),
    asked: may('text', 'The question that only the user can answer.'),
    standIn: may('json', 'The value that data gets where the user is asked.'),
    ...inType,
  },
  'change-header': {
    'change-header': need('text', 'A header of the connection, or Sec-WebSocket-Protocol.'),
    value: may('text', 'Its old value; any where it is left out.'),
    to: may('text', 'Its new value; the header goes away where it is left out.'),
  },
  'change-endpoint': {
    'change-endpoint': need('text', 'The path of the URL.'),
    to: need('text', 'The path of the new URL.'),
    method: may('text', 'POST, or WEBSOCKET for a connection; any where it is left out.'),
  },
  'change-import': {
    'change-import': need('text', 'The module; with /* at its end, all modules below it.'),
    to: may('text', 'The module that has it now; none has, where it is left out.'),
    names: may('names', 'Names of it that are otherwise in the new one.'),
    gone: may('texts', 'Names of it that the new one does not have.'),
  },
};

export function isStepKind(kind: string): kind is StepKind {
  return Object.hasOwn(stepKeys, kind);
}

/** Of which of these keys a step says exactly one. */
export const exactlyOne: Readonly<Partial<Record<StepKind, readonly string[]>>> = {
  'add-field': ['value', 'copied', 'asked'],
};

/** Keys that another key calls for, and is called for by. */
export const together: Readonly<Partial<Record<StepKind, readonly (readonly [string, string])[]>>> =
  { 'add-field': [['asked', 'standIn']] };

/** What a map says besides its steps. */
export const mapKeys: Keys = {
  format: need('text', 'Always wireshape-migration/1.'),
  api: need('text', 'The API, as the config calls it.'),
  from: need('text', 'The version that somebody has.'),
  to: need('text', 'The version that they are to have.'),
  sources: may('names', 'Labels that evidence begins with, and what each stands for.'),
};

export const mapFormat = 'wireshape-migration/1';

/** What a waiver says. */
export const waiverKeys: Keys = {
  change: need('texts', 'The id of a change, or a pattern of ids with * behind the kind.'),
  why: need('text', 'Why no step has to answer it.'),
};
