import { own } from '../base/json.ts';
import { pascalCase } from '../base/names.ts';
import type { Endpoint, Perspective } from '../model/api.ts';
import { noDoc, type Doc, type Field, type ObjectShape, type Shape } from '../model/shape.ts';
import type { Builder } from './builder.ts';
import type { Sources } from './document.ts';
import { httpMethods } from './http-parts.ts';
import { toDoc } from './keywords.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';

/** Reads a schema where it stands. */
type ToShape = (schema: Node) => Shape;

/**
 * Reads the endpoints of an OpenAPI 3.x document: what each is asked with and what it answers become one object each. What it answers
 * where something went wrong is left out, as are security and servers.
 */
export function readEndpoints(
  { root }: Sources,
  perspective: Perspective,
  builder: Builder,
): readonly Endpoint[] {
  const document: Node = { value: root.value, at: { file: root.file, pointer: '' } };
  const reader = new EndpointReader(builder);
  return childrenOf(childOf(document, 'paths'))
    .filter(({ key }) => key.startsWith('/'))
    .flatMap((path) => {
      const [item] = reader.follow(path);
      return item === undefined ? [] : reader.endpoints(path.key, item, perspective);
    });
}

class EndpointReader {
  readonly #builder: Builder;

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  endpoints(path: string, item: Node, perspective: Perspective): readonly Endpoint[] {
    const [asks, answers] =
      perspective === 'server' ? (['received', 'sent'] as const) : (['sent', 'received'] as const);
    return httpMethods.flatMap((method) => {
      const operation = childOf(item, method);
      if (operation.value === undefined) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const { at } = operation;
      const wanted = pascalCase(`${method} ${path}`);
      const asked = this.#builder.addShape({
        name: `${wanted}Request`,
        side: asks,
        at,
        read: (toShape) => this.#askedShape(item, operation, toShape),
      });
      const answered = this.#builder.addShape({
        name: `${wanted}Answer`,
        side: answers,
        at,
        read: (toShape) => this.#answeredShape(operation, toShape),
      });
      return [
        {
          name,
          asked: { kind: 'ref', name: asked },
          answered: { kind: 'ref', name: answered },
          doc: proseOf(operation.value),
          origin: at,
        },
      ];
    });
  }

  /** The node behind references; none where they lead nowhere, of which the resolver tells. */
  follow(node: Node): readonly Node[] {
    const end = node.value === undefined ? undefined : this.#builder.resolver.follow(node);
    return end === undefined ? [] : [end];
  }

  #askedShape(item: Node, operation: Node, toShape: ToShape): Shape {
    const parameters = this.#parametersOf(item, operation);
    const groups = ['path', 'query', 'header', 'cookie'].flatMap((place): readonly Field[] => {
      const some = parameters.filter((one) => own(one.value, 'in') === place);
      if (some.length === 0) return [];
      const fields = some.map((one) => this.#fieldOf(one, nameOf(one, place), toShape));
      const shape = objectShape(fields, operation);
      return [
        fieldFrom(
          place,
          shape,
          fields.some((one) => one.required),
          operation,
        ),
      ];
    });
    const bodies = this.follow(childOf(operation, 'requestBody')).flatMap((body) =>
      contentFields(body, own(body.value, 'required') === true, toShape),
    );
    return objectShape([...groups, ...bodies], operation);
  }

  #answeredShape(operation: Node, toShape: ToShape): Shape {
    const responses = childrenOf(childOf(operation, 'responses'));
    const good = responses.filter(({ key }) => /^2(?:\d\d|XX)$/i.test(key));
    const told = good.length > 0 ? good : responses.filter(({ key }) => key === 'default');
    const members = told.flatMap((one) =>
      this.follow(one).map((response) => this.#answerShape(one, response, toShape)),
    );
    const [only, ...others] = members;
    if (only === undefined) return objectShape([], operation);
    return others.length === 0
      ? only
      : { kind: 'union', members, tag: undefined, source: sourceAt(operation) };
  }

  #answerShape(status: Node & { readonly key: string }, response: Node, toShape: ToShape): Shape {
    const number = /^\d+$/.test(status.key) ? Number(status.key) : undefined;
    const headers = childrenOf(childOf(response, 'headers')).flatMap((header) =>
      this.follow(header).map((one) => this.#fieldOf(one, header.key.toLowerCase(), toShape)),
    );
    return objectShape(
      [
        ...(number === undefined
          ? []
          : [fieldFrom('status', { kind: 'literal', value: number }, true, status)]),
        ...(headers.length === 0
          ? []
          : [
              fieldFrom(
                'headers',
                objectShape(headers, response),
                headers.some((one) => one.required),
                childOf(response, 'headers'),
              ),
            ]),
        ...contentFields(response, true, toShape),
      ],
      response,
    );
  }

  /** Those of the operation and, unless it has others of their names, those of its path. */
  #parametersOf(item: Node, operation: Node): readonly Node[] {
    const found = new Map<string, Node>();
    for (const holder of [item, operation]) {
      const list = childOf(holder, 'parameters');
      if (!Array.isArray(list.value)) continue;
      for (const index of list.value.keys()) {
        for (const one of this.follow(childOf(list, index))) {
          found.set(`${String(own(one.value, 'in'))} ${String(own(one.value, 'name'))}`, one);
        }
      }
    }
    return [...found.values()];
  }

  /** A parameter or a header. */
  #fieldOf(node: Node, key: string, toShape: ToShape): Field {
    const [media] = childrenOf(childOf(node, 'content'));
    const schema = media === undefined ? childOf(node, 'schema') : childOf(media, 'schema');
    const required = own(node.value, 'required') === true || own(node.value, 'in') === 'path';
    return { ...fieldFrom(key, shapeOf(schema, toShape), required, node), doc: toDoc(node.value) };
  }
}

/** What is sent as JSON is the body; what is sent otherwise goes by its media type. Of several, each may be missing. */
function contentFields(holder: Node, required: boolean, toShape: ToShape): readonly Field[] {
  const content = childrenOf(childOf(holder, 'content'));
  return content.map((media) => {
    const type = media.key.replace(/;.*$/s, '').trim().toLowerCase();
    const key = type === 'application/json' ? 'body' : type;
    const shape = shapeOf(childOf(media, 'schema'), toShape);
    return fieldFrom(key, shape, required && content.length === 1, media);
  });
}

function shapeOf(schema: Node, toShape: ToShape): Shape {
  return schema.value === undefined ? { kind: 'unknown' } : toShape(schema);
}

function nameOf(parameter: Node, place: string): string {
  const name = String(own(parameter.value, 'name'));
  return place === 'header' ? name.toLowerCase() : name;
}

function fieldFrom(key: string, shape: Shape, required: boolean, { at }: Node): Field {
  return { key, shape, required, access: 'both', doc: noDoc, origin: at };
}

function objectShape(fields: readonly Field[], node: Node): ObjectShape {
  return {
    kind: 'object',
    fields,
    patterns: [],
    rest: undefined,
    implied: false,
    source: sourceAt(node),
  };
}

function sourceAt({ at }: Node): ObjectShape['source'] {
  return { title: undefined, name: undefined, doc: noDoc, origin: at };
}

/** An operation's prose: its description, or its summary where it has none. */
function proseOf(operation: unknown): Doc {
  return toDoc({
    description: own(operation, 'description') ?? own(operation, 'summary'),
    deprecated: own(operation, 'deprecated'),
  });
}
