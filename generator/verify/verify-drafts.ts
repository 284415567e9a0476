import type { Finding } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';
import type { Draft } from '../render/drafts.ts';
import { checkOpenEnums } from './check-enums.ts';
import { checkTags } from './check-tags.ts';
import { checkTypes } from './check-types.ts';
import { compileDrafts, type Compiled } from './compile.ts';
import { defect, positionIn } from './defect.ts';
import { findPlaces } from './places.ts';
import { probeDraft, tagProbes, type ExportedUnion } from './probe-tags.ts';

/** What drafts are meant to export. */
export interface Exported {
  readonly names: readonly string[];
  readonly unions: readonly ExportedUnion[];
}

/**
 * Asks the TypeScript compiler about the drafts of a model. They must compile; no name, field or union member may be lost;
 * nothing may turn out to be `any`, nor `never` where the document admits a value; each tag literal must narrow its union to
 * one member; open enums must keep their known values. Whatever fails is a defect of ours.
 */
export async function verifyDrafts(
  drafts: readonly Draft[],
  model: ApiModel,
  exported: Exported,
): Promise<readonly Finding[]> {
  const probes = tagProbes(model, exported.unions);
  const compiled = await compileDrafts(drafts, probeDraft(probes));
  // What does not compile has types that mean nothing, and what is lost cannot be asked.
  const broken = checkCompiles(compiled);
  if (broken.length > 0) return broken;
  const { places, missing } = findPlaces(model, compiled);
  const lost = [...checkNames(compiled, model, exported.names), ...missing];
  if (lost.length > 0) return lost;
  return [
    ...checkTypes(model, compiled, places),
    ...checkTags(compiled, probes),
    ...checkOpenEnums(compiled, places),
  ];
}

function checkCompiles({ ts, diagnostics, sources }: Compiled): readonly Finding[] {
  return diagnostics.map(({ file, start, code, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/\s+/g, ' ');
    const source = file ?? sources[0];
    if (source === undefined) throw new Error('there are no drafts to compile');
    return defect(positionIn(source, start ?? 0), `the output does not compile: TS${code} ${text}`);
  });
}

function checkNames(
  { exports }: Compiled,
  model: ApiModel,
  names: readonly string[],
): readonly Finding[] {
  const at = { file: model.source.file, pointer: '' };
  return names
    .filter((name) => !exports.has(name))
    .map((name) => defect(at, `the index does not export ${name}`));
}
