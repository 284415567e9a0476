import { finding, hasErrors, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { readSources, type ReadOptions, type Sources } from '../load/document.ts';
import { bundleHttp, countEndpoints } from '../load/http-bundle.ts';
import { formatOf } from '../load/load.ts';
import type { ApiModel } from '../model/api.ts';
import type { HttpDocument } from '../model/http.ts';

/** The HTTP side of an API, as far as it could be read. */
export interface HttpSide {
  /** Undefined where an error left nothing to emit. */
  readonly document: HttpDocument | undefined;
  readonly findings: readonly Finding[];
  /** Every file that was read or would have been, absolute. */
  readonly inputs: readonly string[];
  /** The texts of these files by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads an OpenAPI document as the HTTP side of a model; without a model, only to say what was read. */
export function readHttp(
  file: string,
  model: ApiModel | undefined,
  options: ReadOptions,
): HttpSide {
  const { value: sources, ...read } = readSources(file, options);
  if (sources === undefined || model === undefined) return { ...read, document: undefined };
  const findings: Finding[] = [...read.findings, ...formatFindings(sources)];
  if (hasErrors(findings)) return { ...read, findings, document: undefined };
  const document = bundleHttp(sources, model, findings);
  if (countEndpoints(document) === 0) {
    const message = 'the document describes no endpoint';
    const at = { file: sources.root.file, pointer: '' };
    findings.push(finding('no-endpoints', 'warning', at, message, 'endpoints stand in paths'));
  }
  return { ...read, findings, document: hasErrors(findings) ? undefined : document };
}

function formatFindings({ root }: Sources): readonly Finding[] {
  const format = formatOf(root.value);
  if (format?.startsWith('OpenAPI 3.') === true) return [];
  const key = ['openapi', 'asyncapi', 'swagger'].find((one) => own(root.value, one) !== undefined);
  const at = { file: root.file, pointer: key === undefined ? '' : `/${key}` };
  const message = 'the HTTP side of an API is told by an OpenAPI 3.x document, which this is not';
  return [finding('format-unknown', 'error', at, message)];
}
