import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { isRecord, own } from '../../generator/base/json.ts';
import { pointerSegments } from '../../generator/base/pointer.ts';
import { ref, type Schema } from '../output/document.ts';

/** The payload of a message with all that it refers to, apart from the document that it stands in. */
export interface Payload {
  /** The name of the schema that is the payload. */
  readonly name: string;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The payloads of a document, each with its own copies of what it refers to; those that lead nowhere are left out. */
export function payloadsOf(file: string): readonly Payload[] {
  const found = new Map<string, Payload>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isRecord(value)) return;
    const payload = own(value, 'payload');
    if (isRecord(payload) && own(value, 'schemaFormat') === undefined) {
      const bundled = bundle(payload, file);
      if (bundled !== undefined) found.set(JSON.stringify(bundled), bundled);
    }
    Object.values(value).forEach(visit);
  };
  visit(valueOf(file));
  return [...found.values()];
}

function bundle(payload: object, file: string): Payload | undefined {
  const schemas: Record<string, Schema> = {};
  const names = new Map<string, string>();
  const lost: string[] = [];
  const nameOf = (reference: string, from: string): string => {
    const [other = '', pointer = ''] = reference.split('#');
    const target = other === '' ? from : path.resolve(path.dirname(from), other);
    const place = `${target}#${pointer}`;
    const known = names.get(place);
    if (known !== undefined) return known;
    const wanted = pointerSegments(pointer).at(-1) ?? 'Schema';
    const name = Object.hasOwn(schemas, wanted) ? `${wanted}${String(names.size)}` : wanted;
    names.set(place, name);
    schemas[name] = {};
    const value = existsSync(target)
      ? pointerSegments(pointer).reduce(own, valueOf(target))
      : undefined;
    if (!isRecord(value)) lost.push(place);
    else schemas[name] = copy(value, target) as Schema;
    return name;
  };
  const copy = (value: unknown, from: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => copy(one, from));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const leads = key === '$ref' && typeof inner === 'string';
        return [key, leads ? own(ref(nameOf(inner, from)), '$ref') : copy(inner, from)];
      }),
    );
  };
  const reference = own(payload, '$ref');
  if (typeof reference === 'string') {
    const name = nameOf(reference, file);
    return lost.length > 0 ? undefined : { name, schemas };
  }
  const name = 'Payload';
  schemas[name] = {};
  schemas[name] = copy(payload, file) as Schema;
  return lost.length > 0 ? undefined : { name, schemas };
}

const values = new Map<string, unknown>();

function valueOf(file: string): unknown {
  if (!values.has(file)) values.set(file, yaml.load(readFileSync(file, 'utf8')));
  return values.get(file);
}
