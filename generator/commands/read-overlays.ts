import { existsSync } from 'node:fs';
import { finding, type Finding, type Origin } from '../base/finding.ts';
import type { SourceFile } from '../load/document.ts';
import type { Action, Extended, Overlaid } from '../load/overlay.ts';

/** Overlays on their way into the reading of one document and of its HTTP side. */
export interface OverlayReading {
  readonly inputs: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /**
   * Applies them to a file that is read: those that name a file by `extends` to that one, all others to the document, which is the
   * first file. Undefined where there is nothing to apply.
   */
  readonly edit: ((file: SourceFile) => SourceFile) | undefined;
  /** What is wrong with the overlays. */
  readonly findings: readonly Finding[];
  /** What they did not find in the files that were read since this was asked for the last time. */
  readonly applied: () => readonly Finding[];
  /** Overlays about a file that nobody has read, to be asked when all are; `all` says whether the HTTP side was among them. */
  readonly unread: (all: 'all' | 'events') => readonly Finding[];
  /** Where what stands at a place of an edited file was written: in the file, or in an overlay. */
  readonly originOf: (at: Origin) => Origin;
  /** Findings about edited files, at the places where what they are about was written. */
  readonly placed: (findings: readonly Finding[]) => readonly Finding[];
}

/** Reads overlay files for one document; its code is loaded where there are any. */
export async function readOverlayFiles(
  files: readonly string[],
  cwd: string,
): Promise<OverlayReading> {
  if (files.length === 0) return nothing;
  const { applyOverlays, readOverlays } = await import('../load/overlay.ts');
  const { actions, findings, inputs, texts } = await readOverlays(files, cwd);
  /** By the names that findings use; a file that events and endpoints share is edited once. */
  const edited = new Map<string, Overlaid>();
  let document: string | undefined;
  let told: Finding[] = [];
  const originOf = (at: Origin): Origin => edited.get(at.file)?.originOf(at) ?? at;
  // The text that was judged is not the one that people see.
  const placed = (one: Finding): Finding =>
    edited.has(one.at.file)
      ? { ...one, at: { ...originOf(one.at), line: undefined, column: undefined } }
      : one;
  const edit = (file: SourceFile): SourceFile => {
    document ??= file.path;
    const known = edited.get(file.file);
    if (known !== undefined) return known.source;
    const own = actions.filter((one) => (one.extends?.path ?? document) === file.path);
    if (own.length === 0) return file;
    const overlaid = applyOverlays(file, own);
    edited.set(file.file, overlaid);
    told.push(...overlaid.findings);
    return overlaid.source;
  };
  return {
    inputs,
    texts,
    edit,
    findings,
    applied: () => {
      const all = told;
      told = [];
      return all;
    },
    unread: (all) => {
      const read = new Set([...edited.values()].map(({ source }) => source.path));
      return unreadFiles(actions, read, all);
    },
    originOf,
    placed: (all) => all.map(placed),
  };
}

/** Files that overlays are about and that were not read. Which endpoints there are, nobody knows who reads events alone. */
function unreadFiles(
  actions: readonly Action[],
  read: ReadonlySet<string>,
  all: 'all' | 'events',
): readonly Finding[] {
  const named = new Map(
    actions.flatMap(({ extends: one }): readonly [string, Extended][] =>
      one === undefined ? [] : [[`${one.at.file} ${one.path}`, one]],
    ),
  );
  return [...named.values()]
    .filter(({ path }) => !read.has(path) && (all === 'all' || !existsSync(path)))
    .map(({ at, text }) => {
      const message = `${text} is no file that the document refers to`;
      const hint = 'extends leads from the overlay to the document, or to a file behind a $ref';
      return finding('overlay-no-match', 'warning', at, message, hint);
    });
}

const nothing: OverlayReading = {
  inputs: [],
  texts: new Map(),
  edit: undefined,
  findings: [],
  applied: () => [],
  unread: () => [],
  originOf: (at) => at,
  placed: (findings) => findings,
};
