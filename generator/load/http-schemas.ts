import { own } from '../base/json.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import { sharedMark, type HttpValue, type SharedType } from '../model/http.ts';
import type { Side } from '../model/side.ts';
import { alternativesOf, indexShapes } from '../model/walk.ts';
import type { Sources } from './document.ts';
import { readDiscriminator } from './http-discriminator.ts';
import { admitsNull, copySchema, proseOf } from './http-schema.ts';
import { componentRef, createSlot, settleKeys, type Slot } from './http-slots.ts';
import { readRefSiblings, type RefSiblings } from './ref-siblings.ts';
import { addressOf, childOf, childrenOf, refOrigin, type Node, type Resolver } from './resolve.ts';
import { nameFromPlace } from './type-name.ts';

/** A reference whose text is known when all slots are. */
interface Pending {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly slot: Slot;
  readonly side: Side;
}

/** Names that a module of HTTP types has for itself. */
const reserved = new Set([
  'paths',
  'webhooks',
  'components',
  'operations',
  '$defs',
  'WithRequired',
]);

/** The schemas of a document, gathered while it is copied; each for the sides that it is used on. */
export class HttpSchemas {
  readonly #resolver: Resolver;
  readonly #siblings: RefSiblings;
  readonly #model: Pick<ApiModel, 'shapes'>;
  readonly #shapes: ReadonlyMap<string, NamedShape>;
  readonly #components: readonly (Node & { readonly key: string })[];
  /** By address: that of a schema, and those of references that lead to nothing but it. */
  readonly #slots = new Map<string, Slot>();
  readonly #waiting: (readonly [slot: Slot, side: Side])[] = [];
  readonly #shared: SharedType[] = [];
  readonly #pending: Pending[] = [];

  constructor(root: Node, sources: Sources, model: Pick<ApiModel, 'shapes'>, resolver: Resolver) {
    this.#resolver = resolver;
    this.#siblings = readRefSiblings(sources, resolver);
    this.#model = model;
    // An inline shape stands behind the one that holds it, so the first is that of the whole schema.
    const shapes = model.shapes.toReversed();
    this.#shapes = new Map(shapes.map((shape) => [addressOf(shape.origin), shape]));
    const components = childrenOf(childOf(childOf(root, 'components'), 'schemas'));
    this.#components = components;
    for (const node of components) this.#addSlot(node, node.key, true);
    // What a component only refers to goes by its name.
    for (const node of components) {
      const slot = this.#slots.get(addressOf(node.at));
      for (const { at } of this.#targetsOf(node)) {
        if (slot === undefined || this.#slots.has(addressOf(at))) break;
        this.#slots.set(addressOf(at), slot);
      }
    }
  }

  /** A schema as it stands in the bundle. */
  copy(node: Node, side: Side): unknown {
    return this.#copyInto(node, side, undefined);
  }

  /** All components, the document's own ones first; those that nothing refers to are there to be read. */
  finish(): { readonly schemas: HttpValue; readonly shared: readonly SharedType[] } {
    this.#fill();
    for (const node of this.#components) {
      const slot = this.#slots.get(addressOf(node.at));
      if (slot?.values.size === 0) {
        this.#waiting.push([slot, this.#onlySide(node)]);
        this.#fill();
      }
    }
    const slots = [...new Set(this.#slots.values())].filter((one) => one.values.size > 0);
    const keys = settleKeys(slots);
    for (const { holder, key, slot, side } of this.#pending) {
      holder[key] = componentRef(keys.get(slot)?.[side] ?? '');
    }
    const schemas = new Map<string, unknown>();
    for (const slot of slots) {
      for (const [side, value] of slot.values) {
        const key = keys.get(slot)?.[side] ?? '';
        // Where both sides are one, the first stands for both.
        if (!schemas.has(key)) schemas.set(key, value);
      }
    }
    return { schemas: Object.fromEntries(schemas), shared: this.#shared };
  }

  /** The values that are asked for, and those that they ask for in turn. */
  #fill(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const [slot, side] = next;
      if (!slot.values.has(side)) slot.values.set(side, this.#valueOf(slot, side));
    }
  }

  #valueOf(slot: Slot, side: Side): unknown {
    const chain = [slot.node, ...this.#targetsOf(slot.node)];
    for (const node of chain) {
      const other = this.#slots.get(addressOf(node.at));
      if (other !== undefined && other !== slot) return this.#refer(other, side, slot);
      const shape = this.#sharedShape(node, side);
      if (shape !== undefined) return this.#placeholder(shape, side);
    }
    return this.#copyOpen(chain.at(-1) ?? slot.node, side, slot);
  }

  #copyInto(node: Node, side: Side, inside: Slot | undefined): unknown {
    if (!this.#isPlainRef(node)) return this.#copyOpen(node, side, inside);
    const slot = this.#slotBehind(node);
    return slot === undefined
      ? {}
      : this.#refer(slot, side, inside, { ...proseOf(node.value) }, '$ref');
  }

  /** A schema that is more than a reference. */
  #copyOpen(node: Node, side: Side, inside: Slot | undefined): unknown {
    return copySchema(node, {
      copy: (child) => this.#copyInto(child, side, inside),
      discriminator: (holder) =>
        readDiscriminator(holder, node, {
          components: this.#components,
          resolver: this.#resolver,
          refer: (reference, mapping, key) => {
            const slot = this.#slotBehind(reference);
            if (slot !== undefined) this.#refer(slot, side, inside, mapping, key);
          },
        }),
    });
  }

  #refer(
    slot: Slot,
    side: Side,
    inside: Slot | undefined,
    holder: Record<string, unknown> = {},
    key = '$ref',
  ): HttpValue {
    this.#waiting.push([slot, side]);
    this.#pending.push({ holder, key, slot, side });
    inside?.needs.add(slot);
    holder[key] = '';
    return holder;
  }

  /** Where a reference leads: to what has a place already, or else to a type of the events, or to the end of all references. */
  #slotBehind(node: Node): Slot | undefined {
    const targets = this.#targetsOf(node);
    const known = targets.find(({ at }) => this.#slots.has(addressOf(at)));
    if (known !== undefined) return this.#slots.get(addressOf(known.at));
    const end = targets.find((one) => this.#shapeAt(one) !== undefined) ?? targets.at(-1);
    return end && this.#addSlot(end, nameFromPlace(end.at), false);
  }

  #addSlot(node: Node, key: string, isOwn: boolean): Slot {
    const chain = [node, ...this.#targetsOf(node)];
    const [shape] = chain.flatMap((one) => this.#shapeAt(one) ?? []);
    const slot = createSlot(node, key, isOwn, shape);
    this.#slots.set(addressOf(node.at), slot);
    return slot;
  }

  /** A reference beside which nothing else counts. */
  #isPlainRef(node: Node): boolean {
    return typeof own(node.value, '$ref') === 'string' && !this.#siblings.count(node);
  }

  /** The nodes behind a plain reference, the nearest first; none where it leads nowhere. */
  #targetsOf(node: Node): readonly Node[] {
    const targets: Node[] = [];
    if (!this.#isPlainRef(node) || this.#resolver.follow(node) === undefined) return targets;
    for (let current = node; this.#isPlainRef(current);) {
      const next = this.#resolver.target(String(own(current.value, '$ref')), refOrigin(current.at));
      if (next === undefined) return [];
      targets.push(next);
      current = next;
    }
    return targets;
  }

  /** The type of the events that is made of this very node. An inline one says nothing of null, so what admits it is left alone. */
  #shapeAt(node: Node): NamedShape | undefined {
    const shape = this.#shapes.get(addressOf(node.at));
    return shape === undefined || admitsNull(node.value) ? undefined : shape;
  }

  #sharedShape(node: Node, side: Side): NamedShape | undefined {
    const shape = this.#shapeAt(node);
    const name = shape && typeNameOn(shape, side);
    return name === undefined || reserved.has(name) ? undefined : shape;
  }

  /** Stands for a type; its keys are there for whoever makes some of them required. */
  #placeholder(shape: NamedShape, side: Side): HttpValue {
    const [only, another] = alternativesOf(shape.shape, indexShapes(this.#model));
    const fields = only?.kind === 'object' && another === undefined ? only.fields : [];
    const properties = Object.fromEntries(fields.map(({ key }) => [key, {}]));
    this.#shared.push({ shape: shape.name, side });
    return { type: 'object', properties, [sharedMark]: this.#shared.length - 1 };
  }

  /** The side of a component that nothing uses: read, unless its type has no such side. */
  #onlySide(node: Node): Side {
    const [shape] = [node, ...this.#targetsOf(node)].flatMap((one) => this.#shapeAt(one) ?? []);
    return shape?.sides.read === false && shape.param !== undefined ? 'write' : 'read';
  }
}

/** The name under which a shape is exported on a side, if it is. */
function typeNameOn({ name, sides, param }: NamedShape, side: Side): string | undefined {
  if (side === 'write') return param?.name;
  return sides.read ? name : undefined;
}
