import { finding, hasErrors, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { readSources, type ReadOptions, type Sources } from '../load/document.ts';
import { bundleHttp, countEndpoints } from '../load/http-bundle.ts';
import { formatOf, loadModel, type LoadOptions } from '../load/load.ts';
import type { ApiModel } from '../model/api.ts';
import type { HttpDocument } from '../model/http.ts';
import { runPasses } from '../passes/run-passes.ts';
import type { Settings } from './settings.ts';

/** The HTTP side of an API, as far as it could be read. */
export interface HttpSide {
  /** Undefined where an error left nothing to emit. */
  readonly document: HttpDocument | undefined;
  /** The model of the events with the endpoints, and all shapes that these hold; undefined where there is no document. */
  readonly whole: ApiModel | undefined;
  readonly findings: readonly Finding[];
  /** Every file that was read or would have been, absolute. */
  readonly inputs: readonly string[];
  /** The texts of these files by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The events that an HTTP side belongs to. */
export interface EventSide {
  /** Undefined where an error left none; then there is nothing to say but what was read. */
  readonly model: ApiModel | undefined;
  readonly sources: Sources | undefined;
}

/** Reads an OpenAPI document as the HTTP side of events. */
export function readHttp(
  file: string,
  { model, sources: events }: EventSide,
  options: ReadOptions & LoadOptions & { readonly settings?: Settings | undefined },
): HttpSide {
  const nothing = { document: undefined, whole: undefined };
  const { value: sources, ...read } = readSources(file, options);
  if (sources === undefined || model === undefined || events === undefined) {
    return { ...read, ...nothing };
  }
  const findings: Finding[] = [...read.findings, ...formatFindings(sources)];
  if (hasErrors(findings)) return { ...read, ...nothing, findings };
  const document = bundleHttp(sources, model, findings);
  if (countEndpoints(document) === 0) {
    const message = 'the document describes no endpoint';
    const at = { file: sources.root.file, pointer: '' };
    findings.push(finding('no-endpoints', 'warning', at, message, 'endpoints stand in paths'));
  }
  const loaded = loadModel(events, options, sources);
  // What the shapes are called matters to nobody here: rest.ts has names of its own.
  findings.push(...loaded.findings.filter((one) => !one.rule.startsWith('name-')));
  const whole = loaded.value && runPasses(loaded.value, options.settings).value;
  return { ...read, document, whole, findings };
}

function formatFindings({ root }: Sources): readonly Finding[] {
  const format = formatOf(root.value);
  if (format?.startsWith('OpenAPI 3.') === true) return [];
  const key = ['openapi', 'asyncapi', 'swagger'].find((one) => own(root.value, one) !== undefined);
  const at = { file: root.file, pointer: key === undefined ? '' : `/${key}` };
  const message = 'the HTTP side of an API is told by an OpenAPI 3.x document, which this is not';
  return [finding('format-unknown', 'error', at, message)];
}
