import type { Finding, Origin } from '../base/finding.ts';
import type { SourceFile } from '../load/document.ts';
import type { Overlaid } from '../load/overlay.ts';

/** Overlays on their way into the reading of one document. */
export interface OverlayReading {
  readonly inputs: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /** Applies them to the document; undefined where there is nothing to apply. */
  readonly edit: ((root: SourceFile) => SourceFile) | undefined;
  /** What is wrong with the overlays; once they are applied, also what they did not find. */
  readonly findings: () => readonly Finding[];
  /** Where what stands at a place of the edited document was written: in the document, or in an overlay. */
  readonly originOf: (at: Origin) => Origin;
  /** Findings about the edited document, at the places where what they are about was written. */
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
  let document: string | undefined;
  let overlaid: Overlaid | undefined;
  const isEdited = (at: Origin): boolean => overlaid !== undefined && at.file === document;
  const originOf = (at: Origin): Origin => overlaid?.originOf(at) ?? at;
  // The text that was judged is not the one that people see.
  const placed = (one: Finding): Finding =>
    isEdited(one.at)
      ? { ...one, at: { ...originOf(one.at), line: undefined, column: undefined } }
      : one;
  return {
    inputs,
    texts,
    edit: (root) => {
      document = root.file;
      overlaid = applyOverlays(root, actions);
      return overlaid.source;
    },
    findings: () => [...findings, ...(overlaid?.findings ?? [])],
    originOf,
    placed: (all) => all.map(placed),
  };
}

const nothing: OverlayReading = {
  inputs: [],
  texts: new Map(),
  edit: undefined,
  findings: () => [],
  originOf: (at) => at,
  placed: (findings) => findings,
};
