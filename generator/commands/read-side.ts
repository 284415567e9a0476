import type { Finding, Origin } from '../base/finding.ts';
import type { ApiModel, Flow } from '../model/api.ts';
import type { ReportSide } from '../report/report.ts';
import type { DiffInput } from './diff-input.ts';
import { entryModel } from './manifest-entry.ts';
import { readModel } from './read-model.ts';

/** A side of a diff that was read, as far as it could be. */
export interface ReadSide {
  readonly label: string;
  /** Undefined where an error left nothing to compare. */
  readonly model: ApiModel | undefined;
  readonly findings: readonly Finding[];
  /** Texts by the names that origins and findings use. A manifest has none: nobody knows lines in the documents behind it. */
  readonly texts: ReadonlyMap<string, string>;
  /** Where what has an origin in the model was written. */
  readonly originOf: (at: Origin) => Origin;
}

/** Reads a side: a document by all that generate does, but for the official parser; or the model that a manifest holds. */
export async function readSide(
  input: DiffInput,
  { cwd, allowRefs }: { readonly cwd: string; readonly allowRefs: readonly string[] },
): Promise<ReadSide> {
  const { label, reader } = input;
  if (input.kind === 'manifest') {
    const model = entryModel(input.entry, input.folder, reader.nameOf);
    return { label, model, findings: [], texts: new Map(), originOf: (at) => at };
  }
  const { target } = input;
  const options = { cwd, allowRefs, verdict: 'quick', reader, ...target } as const;
  const read = await readModel(target.document, options);
  const { whole: model, findings, texts, originOf } = read;
  return {
    label,
    model,
    findings: model === undefined ? findings : findings.filter(isNews),
    texts,
    originOf,
  };
}

/** What keeps a document from being what it says; notes are told by validate. */
function isNews({ level }: Finding): boolean {
  return level !== 'info';
}

/** A side as a report shows it. */
export function reportSide(label: string, model: ApiModel): ReportSide {
  const { title, version, source, messages } = model;
  const count = (flow: Flow): number => messages.filter((one) => one.flow === flow).length;
  return {
    label,
    title,
    version,
    file: source.file,
    format: source.format,
    events: { received: count('received'), sent: count('sent') },
  };
}
