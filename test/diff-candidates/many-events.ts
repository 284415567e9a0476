import type { ApiModel, Message, NamedShape } from '../../generator/model/api.ts';
import { noDoc, type Field, type Shape } from '../../generator/model/shape.ts';

/** A model of as many events, which have fields in common and one of their own. */
export function manyEvents(count: number, prefix: string): ApiModel {
  const origin = { file: `${prefix}.yaml`, pointer: '' };
  const named = Array.from({ length: count }, (_, index): NamedShape => {
    const at = { ...origin, pointer: `/components/schemas/Event${String(index)}` };
    const fields = [
      fieldOf('type', { kind: 'literal', value: `${prefix}.${String(index)}.done` }),
      ...['id', 'at', `part${String(index)}`, `group${String(index % 50)}`].map((key) =>
        fieldOf(key, text),
      ),
    ];
    const source = { title: undefined, name: undefined, doc: noDoc, origin: at };
    const shape: Shape = {
      kind: 'object',
      fields,
      patterns: [],
      rest: undefined,
      implied: false,
      source,
    };
    const name = `${prefix === 'order' ? 'Old' : 'New'}Event${String(index)}`;
    return {
      name,
      param: undefined,
      shape,
      sides: { read: true, write: false },
      doc: noDoc,
      origin: at,
    };
  });
  const messages = named.map(({ name, origin: at }, index): Message => ({
    name,
    tags: [[`${prefix}.${String(index)}.done`]],
    flow: 'received',
    shape: { kind: 'ref', name },
    doc: noDoc,
    origin: at,
  }));
  return {
    title: prefix,
    version: '1',
    source: { file: origin.file, format: 'AsyncAPI 3.0.0', hash: '' },
    shapes: named,
    messages,
    unions: [{ flow: 'received', name: 'Received', tag: ['type'] }],
    perspective: 'client',
    channels: [],
    operations: [],
  };
}

const text: Shape = { kind: 'scalar', scalar: 'string', format: undefined, limits: undefined };

function fieldOf(key: string, shape: Shape): Field {
  const origin = { file: '', pointer: `/${key}` };
  return { key, shape, required: true, access: 'both', doc: noDoc, origin };
}
