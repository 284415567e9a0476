import { finding, hasErrors, type Checked, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import type { ApiModel, EventUnion, Flow, Perspective } from '../model/api.ts';
import { readAsyncApi2, readAsyncApi3 } from './asyncapi.ts';
import { createBuilder } from './builder.ts';
import { readTraffic } from './channels.ts';
import type { Sources } from './document.ts';
import { readEndpoints } from './endpoints.ts';
import { readLifecycles } from './lifecycle.ts';
import { readOpenApi, type EventComponents } from './openapi.ts';
import { seenFrom } from './perspective.ts';
import { childOf, type Node } from './resolve.ts';

/** What the document itself does not say. */
export interface LoadOptions {
  /** The exported names of the event unions. */
  readonly unionNames: Readonly<Record<Flow, string>>;
  /** For OpenAPI: which components hold the events. */
  readonly components: EventComponents;
  /** Whose eyes the types are made for. */
  readonly perspective: Perspective;
}

/** A document's model, and which of its shapes no JSON Schema describes as a whole: they have names, but no check of their own. */
export interface LoadedModel extends Checked<ApiModel | undefined> {
  readonly made: ReadonlySet<string>;
}

/** The kind of a document, by its version field; undefined where it is none that we read. */
export function formatOf(document: unknown): string | undefined {
  for (const [key, name] of [
    ['asyncapi', 'AsyncAPI'],
    ['openapi', 'OpenAPI'],
  ] as const) {
    const version = own(document, key);
    if (typeof version === 'string') return `${name} ${version}`;
  }
  return undefined;
}

/**
 * Reads a document's model as it stands: names given, references kept, nothing decided yet that a pass decides. `http` is the OpenAPI
 * document that describes the endpoints beside the events.
 */
export function loadModel(sources: Sources, options: LoadOptions, http?: Sources): LoadedModel {
  const findings: Finding[] = [];
  const root: Node = { value: sources.root.value, at: { file: sources.root.file, pointer: '' } };
  const format = formatOf(root.value);
  const builder = createBuilder(withFiles(sources, http), findings);
  if (format?.startsWith('AsyncAPI 3.')) readAsyncApi3(root, builder, findings);
  else if (format?.startsWith('AsyncAPI 2.')) readAsyncApi2(root, builder, findings);
  else if (format?.startsWith('OpenAPI 3.'))
    readOpenApi(root, options.components, builder, findings);
  else {
    findings.push(formatFinding(root, format));
    return { value: undefined, findings, made: new Set() };
  }
  const endpoints = http && readEndpoints(http, options.perspective, builder);
  const { shapes, messages: read, made } = builder.finish();
  const traffic = format.startsWith('AsyncAPI')
    ? readTraffic(root, builder.resolver, read)
    : { channels: [], operations: [] };
  const told = { messages: read, ...traffic };
  const { messages, channels, operations } = seenFrom(options.perspective, told, root, findings);
  if (messages.length === 0 && !hasErrors(findings)) {
    findings.push(noEvents(root, shapes.length));
  }
  const lifecycles = readLifecycles(root, findings);
  const info = own(root.value, 'info');
  const model: ApiModel = {
    title: textOf(own(info, 'title')),
    version: textOf(own(info, 'version')),
    source: { file: sources.root.file, format, hash: sources.hash },
    shapes,
    messages,
    unions: (['received', 'sent'] as const)
      .filter((flow) => messages.some((message) => message.flow === flow))
      .map((flow): EventUnion => ({ flow, name: options.unionNames[flow], tag: undefined })),
    perspective: options.perspective,
    channels,
    operations,
    ...(endpoints === undefined ? {} : { endpoints }),
    ...(lifecycles === undefined ? {} : { lifecycles }),
  };
  return { value: model, findings, made };
}

/** Both documents' files: they refer to the same ones, and each is read once. */
function withFiles(sources: Sources, http: Sources | undefined): Sources {
  if (http === undefined) return sources;
  return {
    ...sources,
    files: new Map([...http.files, ...sources.files]),
    refused: new Map([...(http.refused ?? []), ...(sources.refused ?? [])]),
  };
}

function formatFinding(root: Node, format: string | undefined): Finding {
  const hint = 'AsyncAPI 2.x and 3.x and OpenAPI 3.x are';
  const key = ['asyncapi', 'openapi'].find((one) => own(root.value, one) !== undefined);
  if (key === undefined) {
    const message = 'this is neither an AsyncAPI nor an OpenAPI document';
    return finding('format-unknown', 'error', root.at, message, hint);
  }
  const { at } = childOf(root, key);
  if (format !== undefined) {
    return finding('format-unknown', 'error', at, `${format} is not supported`, hint);
  }
  const message = `the version under "${key}" must be a text`;
  return finding('format-unknown', 'error', at, message, `write it in quotes: ${key}: '3.0.0'`);
}

function noEvents(root: Node, schemas: number): Finding {
  const what = schemas === 0 ? 'neither a message nor a schema' : 'no message';
  const message = `the document describes ${what}`;
  const hint = 'messages stand in channels and in components.messages';
  return finding('no-events', 'warning', root.at, message, hint);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
