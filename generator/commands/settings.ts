import path from 'node:path';
import type { RuleLevel } from '../base/levels.ts';
import type { FormatTypes } from '../passes/type-formats.ts';
import type { Selection } from '../passes/select-events.ts';

/**
 * How types are made of a document. In a config they stand at the top, at an API and at a version: what is nearer to the version
 * goes before; lists of files and folders are put together, and so are names, formats and rules, key by key.
 */
export interface Settings {
  /** Folders, besides the document's own, that references may lead into. */
  readonly allowRefs?: readonly string[];
  /** OpenAPI Overlay 1.0 files that are applied to the document, in this order, before it is read. */
  readonly overlays?: readonly string[];
  /**
   * Names of types: the new name by the one that a type would have (`EventPayload`), or by its place in the document
   * (`components/schemas/event`).
   */
  readonly names?: Readonly<Record<string, string>>;
  /** The events that are wanted; all others, and what only they need, are left out. */
  readonly include?: Selection;
  /** The events that are not wanted; they, and what only they need, are left out. */
  readonly exclude?: Selection;
  /** Types for values of a format, by its name (`date-time`); `string` where nothing is said. */
  readonly formats?: FormatTypes;
  /** A folder of templates that take the place of ours, by their names. */
  readonly templates?: string;
  /** Levels of rules, by their names; `off` leaves their findings out. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  /** Warnings are errors, but those whose level `rules` sets: for those who own the document. */
  readonly strict?: boolean;
  /** Pages for people beside the types: `reference.md`, every event and what it holds, and `api.md`, every exported name. */
  readonly reference?: boolean;
  /** Functions that check values, `validators.ts`: for each type, and for all events of a flow. */
  readonly validators?: boolean;
}

/** One setting out of two; `inner` goes before. */
export function mergeSettings(outer: Settings, inner: Settings): Settings {
  const allowRefs = both(outer.allowRefs, inner.allowRefs);
  const overlays = both(outer.overlays, inner.overlays);
  const names = keyed(outer.names, inner.names);
  const formats = keyed(outer.formats, inner.formats);
  const rules = keyed(outer.rules, inner.rules);
  return {
    ...outer,
    ...inner,
    ...(allowRefs && { allowRefs }),
    ...(overlays && { overlays }),
    ...(names && { names }),
    ...(formats && { formats }),
    ...(rules && { rules }),
  };
}

/** The keys of all settings. */
export const settingKeys = [
  'allowRefs',
  'overlays',
  'names',
  'include',
  'exclude',
  'formats',
  'templates',
  'rules',
  'strict',
  'reference',
  'validators',
] as const satisfies readonly (keyof Settings)[];

/** The settings that an object holds beside other keys. */
export function settingsIn(holder: Settings): Settings {
  return Object.fromEntries(
    settingKeys.flatMap((key) => (holder[key] === undefined ? [] : [[key, holder[key]]])),
  );
}

/** The settings with paths that are absolute. */
export function resolveSettings(settings: Settings, folder: string): Settings {
  const { allowRefs, overlays, templates, formats } = settings;
  const absolute = (one: string): string => path.resolve(folder, one);
  return {
    ...settings,
    ...(allowRefs === undefined ? {} : { allowRefs: allowRefs.map(absolute) }),
    ...(overlays === undefined ? {} : { overlays: overlays.map(absolute) }),
    ...(templates === undefined ? {} : { templates: absolute(templates) }),
    ...(formats === undefined ? {} : { formats: importsFrom(formats, absolute) }),
  };
}

/** The formats with imports of files changed; names of packages stay as they are. */
export function importsFrom(formats: FormatTypes, change: (file: string) => string): FormatTypes {
  return Object.fromEntries(
    Object.entries(formats).map(([format, one]) => [
      format,
      typeof one === 'object' && 'import' in one && isFile(one.import)
        ? { ...one, import: change(one.import) }
        : one,
    ]),
  );
}

function isFile(specifier: string): boolean {
  return /^\.{1,2}\//.test(specifier) || path.isAbsolute(specifier);
}

function both(
  outer: readonly string[] | undefined,
  inner: readonly string[] | undefined,
): readonly string[] | undefined {
  return outer === undefined ? inner : [...outer, ...(inner ?? [])];
}

function keyed<T>(
  outer: Readonly<Record<string, T>> | undefined,
  inner: Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> | undefined {
  return outer === undefined ? inner : { ...outer, ...inner };
}
