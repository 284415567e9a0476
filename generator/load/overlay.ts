import path from 'node:path';
import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { suggest } from '../base/nearest.ts';
import { pointerTo } from '../base/pointer.ts';
import { diskReader } from './document-reader.ts';
import type { SourceFile } from './document.ts';
import { EditedValue, type Step } from './edited-value.ts';
import { isUrl, refPath } from './outer-refs.ts';
import { readOverlayText, type OverlayText } from './overlay-text.ts';

/** Overlay files, read and understood, ready to be applied to a document. */
export interface Overlays {
  readonly actions: readonly Action[];
  readonly findings: readonly Finding[];
  /** The files, absolute, for those who wait for a change of them. */
  readonly inputs: readonly string[];
  /** Their texts by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A document that overlays were applied to. */
export interface Overlaid {
  readonly source: SourceFile;
  readonly findings: readonly Finding[];
  /** Where what stands at a place of the edited document was written: in the document, or in an overlay. */
  readonly originOf: (at: Origin) => Origin;
}

/** One action of an overlay (OpenAPI Overlay 1.0 "Action Object"). */
export interface Action {
  readonly at: Origin;
  /** The file that the overlay says it is about; undefined where it is about the document. */
  readonly extends: Extended | undefined;
  readonly target: string;
  /** The places of a document that the target selects. */
  readonly select: (document: unknown) => readonly (readonly Step[])[];
  readonly remove: boolean;
  /** What is put in; undefined where nothing is. */
  readonly update: { readonly value: unknown; readonly at: Origin } | undefined;
}

/** A file of the document that an overlay names (OpenAPI Overlay 1.0 "Overlay Object", `extends`). */
export interface Extended {
  /** Absolute. */
  readonly path: string;
  /** As the overlay has it. */
  readonly text: string;
  readonly at: Origin;
}

/** Reads overlay files in their order. What is wrong with them comes back as findings, and nothing is to be applied then. */
export async function readOverlays(files: readonly string[], cwd: string): Promise<Overlays> {
  const reader = diskReader(cwd);
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  const actions: Action[] = [];
  const inputs: string[] = [];
  for (const one of files) {
    const read = readOverlayText(path.resolve(cwd, one), reader);
    inputs.push(read.path);
    if (read.text !== undefined) texts.set(read.file, read.text);
    findings.push(...read.findings);
    if (read.findings.length === 0) actions.push(...(await readActions(read, findings)));
  }
  return { actions, findings, inputs, texts };
}

/** Applies actions to a document, one after the other, each to what those before it left. */
export function applyOverlays(source: SourceFile, actions: readonly Action[]): Overlaid {
  const edited = new EditedValue(source.value, { file: source.file, pointer: '' });
  const findings = actions.flatMap((action) => applyAction(action, edited, source.file));
  // JSON is YAML too, so whoever reads the text once more may take it for what the name of the file says.
  const text = JSON.stringify(edited.value, undefined, 2);
  return {
    source: { ...source, value: edited.value, text },
    findings,
    originOf: (at) => (at.file === source.file ? edited.originOf(at.pointer) : at),
  };
}

function applyAction(action: Action, edited: EditedValue, file: string): readonly Finding[] {
  const { at, target, update, remove } = action;
  const targetAt = under(at, 'target');
  let places: readonly (readonly Step[])[];
  try {
    places = action.select(edited.value);
  } catch (error) {
    return [invalid(targetAt, `the target ${target} cannot be looked for: ${textOf(error)}`)];
  }
  if (places.length === 0) {
    const message = `the target ${target} selects nothing in ${file}`;
    return [finding('overlay-no-match', 'warning', targetAt, message)];
  }
  if (remove) {
    if (places.some((place) => place.length === 0))
      return [invalid(targetAt, 'a document cannot be removed as a whole')];
    // From the last to the first, so that places in a list stay what they are.
    for (const place of places.toReversed()) edited.remove(place);
    return [];
  }
  if (update === undefined) return [];
  const open = places.filter((place) => !isThere(edited, place, update.value));
  if (open.length > 0) return applyUpdate(open, update, edited, targetAt);
  const message = `${file} has at ${target} all that it would be given`;
  return [finding('overlay-no-effect', 'warning', at, message, 'the action is no longer needed')];
}

/** What is put into a list is one item of it. */
function isThere(edited: EditedValue, place: readonly Step[], update: unknown): boolean {
  const target = edited.at(place);
  return Array.isArray(target)
    ? edited.has(place, [update])
    : isRecord(target) && edited.has(place, update);
}

function applyUpdate(
  places: readonly (readonly Step[])[],
  update: { readonly value: unknown; readonly at: Origin },
  edited: EditedValue,
  targetAt: Origin,
): readonly Finding[] {
  for (const place of places) {
    const target = edited.at(place);
    if (Array.isArray(target)) edited.append(place, update.value, update.at);
    else if (isRecord(target) && isRecord(update.value))
      edited.merge(place, update.value, update.at);
    else {
      const message = isRecord(target)
        ? 'what an object is updated with must be an object'
        : `the target is ${JSON.stringify(target)}, and only objects and lists can be updated`;
      return [invalid(isRecord(target) ? update.at : targetAt, message)];
    }
  }
  return [];
}

async function readActions(
  { value, file, path: overlay }: OverlayText,
  findings: Finding[],
): Promise<readonly Action[]> {
  const root = { file, pointer: '' };
  const extended = extendedBy(own(value, 'extends'), overlay, root);
  const problems = checkOverlay(value, root);
  findings.push(...problems);
  const list = own(value, 'actions');
  if (problems.length > 0 || !Array.isArray(list)) return [];
  const { compile } = await loadJsonPath();
  const actions: Action[] = [];
  for (const [index, one] of list.entries()) {
    const at = under(root, 'actions', index);
    const wrong = checkAction(one, at);
    findings.push(...wrong);
    if (wrong.length > 0) continue;
    const target = String(own(one, 'target'));
    const update = own(one, 'update');
    try {
      actions.push({
        at,
        extends: extended,
        target,
        select: compile(target),
        remove: own(one, 'remove') === true,
        update: update === undefined ? undefined : { value: update, at: under(at, 'update') },
      });
    } catch (error) {
      const message = `the target ${target} is no JSONPath (RFC 9535): ${textOf(error)}`;
      findings.push(invalid(under(at, 'target'), message));
    }
  }
  return actions;
}

/** A URL is how a document is known elsewhere; a path leads from the overlay to a file. */
function extendedBy(value: unknown, overlay: string, root: Origin): Extended | undefined {
  if (typeof value !== 'string' || isUrl(value)) return undefined;
  return { path: refPath(value, overlay), text: value, at: under(root, 'extends') };
}

const overlayKeys = ['overlay', 'info', 'extends', 'actions'];
const actionKeys = ['target', 'description', 'update', 'remove'];

function checkOverlay(value: unknown, root: Origin): readonly Finding[] {
  if (!isRecord(value)) return [invalid(root, 'an overlay is an object with actions')];
  const { overlay: version } = value;
  if (version === undefined) return [invalid(root, 'an overlay begins with overlay: 1.0.0')];
  if (typeof version !== 'string' || !/^1\.0\.\d+$/.test(version)) {
    const message = `OpenAPI Overlay ${JSON.stringify(version)} is not supported, 1.0.0 is`;
    return [invalid(under(root, 'overlay'), message)];
  }
  const info = own(value, 'info');
  return [
    ...strangeKeys(value, overlayKeys, root),
    ...(typeof own(info, 'title') === 'string' && own(info, 'version') !== undefined
      ? []
      : [invalid(info === undefined ? root : under(root, 'info'), 'info needs title and version')]),
    ...(['string', 'undefined'].includes(typeof own(value, 'extends'))
      ? []
      : [invalid(under(root, 'extends'), 'extends must name a file, or be a URL')]),
    ...(Array.isArray(own(value, 'actions')) ? [] : [invalid(root, 'actions must be a list')]),
  ];
}

function checkAction(value: unknown, at: Origin): readonly Finding[] {
  if (!isRecord(value)) return [invalid(at, 'an action is an object with a target')];
  const remove = own(value, 'remove');
  return [
    ...strangeKeys(value, actionKeys, at),
    ...(typeof own(value, 'target') === 'string' ? [] : [invalid(at, 'an action needs a target')]),
    ...(remove === undefined || typeof remove === 'boolean'
      ? []
      : [invalid(under(at, 'remove'), 'remove must be true or false')]),
    ...(remove === true || Object.hasOwn(value, 'update')
      ? []
      : [invalid(at, 'an action needs update, or remove: true')]),
  ];
}

/** A misspelt key would silently do nothing. */
function strangeKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  at: Origin,
): readonly Finding[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key) && !key.startsWith('x-'))
    .map((key) => {
      const message = `${JSON.stringify(key)} is no key here`;
      return finding('overlay-invalid', 'error', under(at, key), message, suggest(key, known));
    });
}

async function loadJsonPath(): Promise<{ readonly compile: (target: string) => Action['select'] }> {
  const { JSONPathEnvironment } = await import('json-p3');
  // Documents are bounded where they are read; the limit of the library counts what it visits.
  const environment = new JSONPathEnvironment({ maxRecursionDepth: Number.MAX_SAFE_INTEGER });
  type Value = Parameters<typeof environment.query>[1];
  return {
    compile: (target) => {
      const query = environment.compile(target);
      return (document) => query.query(document as Value).locations();
    },
  };
}

function under(at: Origin, ...keys: readonly (string | number)[]): Origin {
  return { file: at.file, pointer: pointerTo(at.pointer, ...keys) };
}

function invalid(at: Origin, message: string): Finding {
  return finding('overlay-invalid', 'error', at, message);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
