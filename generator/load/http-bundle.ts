import { finding, type Finding } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { proseLines } from '../base/prose.ts';
import type { ApiModel, Perspective } from '../model/api.ts';
import type { HttpDocument, HttpValue } from '../model/http.ts';
import type { Side } from '../model/side.ts';
import type { Sources } from './document.ts';
import {
  httpMethods,
  httpObjects,
  type HttpKind,
  type HttpPart,
  type HttpWay,
} from './http-parts.ts';
import { HttpSchemas } from './http-schemas.ts';
import { formatOf } from './load.ts';
import {
  childOf,
  childrenOf,
  createResolver,
  refOrigin,
  type Node,
  type Resolver,
} from './resolve.ts';

/**
 * Makes one document of an OpenAPI document and the files that it refers to. What has no type is left out, and so are discriminators
 * that would put the name of a schema in the place of what is on the wire. A schema that is the very node of a type of the events'
 * model is that type, on the side that one has to do with there.
 */
export function bundleHttp(
  sources: Sources,
  model: Pick<ApiModel, 'shapes' | 'perspective'>,
  findings: Finding[],
): HttpDocument {
  const resolver = createResolver(sources, findings);
  const root: Node = { value: sources.root.value, at: { file: sources.root.file, pointer: '' } };
  const bundle = new Bundle(root, sources, model, resolver, findings);
  return {
    source: { file: root.at.file, format: formatOf(root.value) ?? '', hash: sources.hash },
    ...bundle.finish(),
  };
}

/** Whose way it is: asked or answered, and whether the other end does the asking. */
interface Direction {
  readonly way: HttpWay;
  readonly turned: boolean;
}

class Bundle {
  readonly #root: Node;
  readonly #resolver: Resolver;
  readonly #findings: Finding[];
  readonly #schemas: HttpSchemas;
  readonly #perspective: Perspective;
  readonly #operationIds = new Set<string>();

  constructor(
    root: Node,
    sources: Sources,
    model: Pick<ApiModel, 'shapes' | 'perspective'>,
    resolver: Resolver,
    findings: Finding[],
  ) {
    this.#root = root;
    this.#resolver = resolver;
    this.#findings = findings;
    this.#perspective = model.perspective;
    this.#schemas = new HttpSchemas(root, sources, model, resolver);
  }

  finish(): Pick<HttpDocument, 'value' | 'shared'> {
    const document = this.#copy(this.#root, 'document', { way: 'answered', turned: false });
    const { schemas, shared } = this.#schemas.finish();
    const components = document['components'] as HttpValue | undefined;
    const value = { ...document, components: { ...components, schemas } };
    return { value, shared };
  }

  #copy(node: Node, kind: HttpKind, direction: Direction): HttpValue {
    if (!isRecord(node.value)) return {};
    if (typeof node.value['$ref'] === 'string') return this.#refer(node, kind, direction);
    const { parts, plain } = httpObjects[kind];
    const copied: [string, unknown][] = [];
    for (const [key, value] of Object.entries(node.value)) {
      const type = Object.hasOwn(plain, key) ? plain[key] : undefined;
      const part = Object.hasOwn(parts, key) ? parts[key] : undefined;
      if (typeof value === type) copied.push([key, cleaned(key, value)]);
      else if (part !== undefined && !(kind === 'components' && key === 'schemas'))
        copied.push([key, this.#copyPart(childOf(node, key), part, direction)]);
    }
    return kind === 'operation' ? this.#named(node, copied) : Object.fromEntries(copied);
  }

  /** An operation's name must be its own, or there would be two of it. */
  #named(node: Node, copied: readonly (readonly [string, unknown])[]): HttpValue {
    const id = own(node.value, 'operationId');
    if (typeof id !== 'string' || !this.#operationIds.has(id)) {
      if (typeof id === 'string') this.#operationIds.add(id);
      return Object.fromEntries(copied);
    }
    const message = `another operation is called ${id} already; this one has no name of its own`;
    const { at } = childOf(node, 'operationId');
    this.#findings.push(finding('operation-name-taken', 'warning', at, message));
    return Object.fromEntries(copied.filter(([key]) => key !== 'operationId'));
  }

  /** A reference to a component stays one; what is turned round, or stands in another file, is copied to where it is used. */
  #refer(node: Node, kind: HttpKind, direction: Direction): HttpValue {
    const ref = String(own(node.value, '$ref'));
    const isOwn = node.at.file === this.#root.at.file && componentRef.test(ref);
    if (isOwn && !direction.turned) {
      return this.#resolver.target(ref, refOrigin(node.at)) === undefined ? {} : { $ref: ref };
    }
    const end = this.#resolver.follow(node);
    return end === undefined ? {} : this.#copy(end, kind, direction);
  }

  #copyPart(node: Node, { kind, holds, way, turned }: HttpPart, outer: Direction): unknown {
    const direction = { way: way ?? outer.way, turned: outer.turned !== (turned === true) };
    const copy = (one: Node): unknown =>
      kind === 'schema'
        ? this.#schemas.copy(one, this.#sideOf(direction))
        : this.#copy(one, kind, direction);
    switch (holds) {
      case 'one':
        return copy(node);
      case 'list':
        return Array.isArray(node.value)
          ? node.value.map((_, index) => copy(childOf(node, index)))
          : [];
      case 'map':
        return Object.fromEntries(
          childrenOf(node)
            .filter(({ key }) => !key.startsWith('x-'))
            .map((one) => [one.key, copy(one)]),
        );
    }
  }

  /** A client sends what it asks and reads what is answered; a server, and a webhook, the other way round. */
  #sideOf({ way, turned }: Direction): Side {
    return (way === 'asked') !== (turned !== (this.#perspective === 'server')) ? 'write' : 'read';
  }
}

const componentRef =
  /^#\/components\/(?:responses|parameters|requestBodies|headers|pathItems)\/[^/]+$/;

/** Prose as a comment may hold it. */
function cleaned(key: string, value: unknown): unknown {
  return (key === 'description' || key === 'summary') && typeof value === 'string'
    ? proseLines(value, 80).join('\n')
    : value;
}

/** How many endpoints a document has. */
export function countEndpoints({ value }: Pick<HttpDocument, 'value'>): number {
  const items = Object.values((value['paths'] ?? {}) as HttpValue);
  return items
    .flatMap((item) => httpMethods.map((method) => own(item, method)))
    .filter((one) => one !== undefined).length;
}
