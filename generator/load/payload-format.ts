import { finding, type Finding } from '../base/finding.ts';
import { childOf, type Node } from './resolve.ts';

/** How a payload is read: as one of JSON Schema's dialects, as Avro, or not at all. */
export type SchemaFormat = 'schema' | 'avro' | 'other';

/** A schema and the language that it is written in. */
export interface FormattedSchema {
  readonly node: Node;
  readonly format: SchemaFormat;
}

/** How a payload of a media type is read (AsyncAPI "Schema formats table"). */
export function schemaFormat(mediaType: unknown): SchemaFormat {
  if (typeof mediaType !== 'string') return 'other';
  const [type = ''] = mediaType.trim().toLowerCase().split(/[;\s]/, 1);
  if (/^application\/(?:vnd\.aai\.asyncapi|vnd\.oai\.openapi|schema)(?:\+\w+)?$/.test(type)) {
    return 'schema';
  }
  return /^application\/(?:vnd\.apache\.)?avro(?:\+\w+)?$/.test(type) ? 'avro' : 'other';
}

/**
 * The schema in an AsyncAPI 3.0 "Multi Format Schema Object", with its format; a plain schema is itself, in the format that its
 * message names. A format that cannot be read is a finding.
 */
export function unwrapSchema(
  node: Node,
  outer: SchemaFormat,
  follow: (node: Node) => Node | undefined,
  findings: Finding[],
): FormattedSchema | undefined {
  const named = childOf(node, 'schemaFormat');
  const inner = childOf(node, 'schema');
  if (named.value === undefined || inner.value === undefined) return { node, format: outer };
  const format = schemaFormat(named.value);
  if (format === 'other') {
    findings.push(formatFinding(named));
    return { node: inner, format };
  }
  const end = follow(inner);
  return end && { node: end, format };
}

/** The finding for a format that cannot be read; `node` is the place that names it. */
export function formatFinding({ value, at }: Node): Finding {
  const text = `payloads in the format ${JSON.stringify(value)} cannot be read; the type is unknown`;
  return finding('payload-format', 'warning', at, text, adviceFor(String(value)));
}

function adviceFor(format: string): string {
  if (/protobuf/i.test(format)) {
    return 'let protoc make types of it (ts-proto, protobuf-es), or give the payload as JSON Schema';
  }
  return 'JSON Schema, OpenAPI and Avro schemas are read; give the payload as one of them';
}
