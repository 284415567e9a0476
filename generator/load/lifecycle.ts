import { finding, type Finding } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { suggest } from '../base/nearest.ts';
import type {
  Join,
  Lifecycle,
  LifecycleStep,
  Lifecycles,
  TextAt,
  ThingId,
  ValueAt,
} from '../model/lifecycle.ts';
import type { Literal } from '../model/shape.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';

/** In which order messages come, as `x-lifecycle` at the top of a document says; undefined where it says nothing. */
export function readLifecycles(root: Node, findings: Finding[]): Lifecycles | undefined {
  const node = childOf(root, 'x-lifecycle');
  if (node.value === undefined) return undefined;
  return new LifecycleReading(findings).read(node);
}

const topKeys = ['starts', 'things'];
const thingKeys = [
  'in',
  'asks',
  'opens',
  'continues',
  'closes',
  'cuts',
  'atOnce',
  'aside',
  'mayStay',
  'joins',
];

/** What cannot be read is told and left out, so that the rest of it still serves. */
class LifecycleReading {
  readonly #findings: Finding[];

  constructor(findings: Finding[]) {
    this.#findings = findings;
  }

  read(node: Node): Lifecycles {
    this.#know(node, topKeys);
    const starts = this.#list(childOf(node, 'starts')).flatMap((one) => this.#text(one));
    const known = new Set<string>();
    const things: Lifecycle[] = [];
    for (const one of childrenOf(this.#record(childOf(node, 'things')))) {
      things.push(this.#thing(one, one.key, known));
      known.add(one.key);
    }
    return { starts, things };
  }

  #thing(node: Node, name: string, known: ReadonlySet<string>): Lifecycle {
    this.#know(node, thingKeys);
    const part = (key: string): Node => childOf(node, key);
    const closes = this.#steps(part('closes'));
    if (closes.length === 0) this.#tell(node, `${name} has nothing that closes it`);
    return {
      name,
      inside: this.#inside(part('in'), known),
      asks: this.#asks(part('asks')),
      opens: this.#steps(part('opens')),
      continues: this.#steps(part('continues')),
      closes,
      cuts: this.#values(part('cuts')),
      atOnce: this.#count(part('atOnce')),
      aside: this.#values(part('aside')),
      mayStay: this.#flag(part('mayStay')),
      joins: this.#list(part('joins')).map((one) => this.#join(one)),
    };
  }

  #inside(node: Node, known: ReadonlySet<string>): Lifecycle['inside'] {
    const [first] = childrenOf(this.#record(node));
    if (first === undefined) return undefined;
    if (known.has(first.key)) return { thing: first.key, id: this.#id(first) };
    const hint = suggest(first.key, [...known]) ?? 'what holds others comes before them';
    this.#tell(first, `there is no ${first.key} before it`, hint);
    return undefined;
  }

  #asks(node: Node): Lifecycle['asks'] {
    return childrenOf(this.#record(node)).map((one) => {
      if (one.value !== null) this.#know(one, ['unless']);
      return { event: one.key, unless: this.#values(childOf(one, 'unless')) };
    });
  }

  #steps(node: Node): readonly LifecycleStep[] {
    return childrenOf(this.#record(node)).map((one) => ({ event: one.key, id: this.#id(one) }));
  }

  #join(node: Node): Join {
    this.#know(node, ['pieces', 'whole']);
    return {
      pieces: this.#texts(childOf(node, 'pieces')),
      whole: this.#texts(childOf(node, 'whole')),
    };
  }

  #texts(node: Node): readonly TextAt[] {
    return childrenOf(this.#record(node)).flatMap((one) =>
      this.#text(one).map((path) => ({ event: one.key, path: path.split('.') })),
    );
  }

  #values(node: Node): readonly ValueAt[] {
    return childrenOf(this.#record(node)).map((one) => {
      const values = this.#list(one).flatMap((each) => this.#literal(each));
      return { path: one.key.split('.'), values };
    });
  }

  /** One path, or a list of them. */
  #id(node: Node): ThingId {
    const paths = typeof node.value === 'string' ? [node] : this.#list(node);
    return paths.flatMap((one) => this.#text(one)).map((path) => path.split('.'));
  }

  #literal(node: Node): readonly Literal[] {
    const { value } = node;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return [value];
    if (typeof value === 'number') return [value];
    this.#tell(node, 'this must be a text, a number, true, false or null');
    return [];
  }

  #text(node: Node): readonly string[] {
    if (typeof node.value === 'string' && node.value !== '') return [node.value];
    this.#tell(node, 'this must be a text');
    return [];
  }

  #count(node: Node): number | undefined {
    const { value } = node;
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    this.#tell(node, 'this must be a whole number above 0');
    return undefined;
  }

  #flag(node: Node): boolean {
    if (node.value !== undefined && typeof node.value !== 'boolean') {
      this.#tell(node, 'this must be true or false');
    }
    return node.value === true;
  }

  #list(node: Node): readonly Node[] {
    const { value } = node;
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((_, index) => childOf(node, index));
    this.#tell(node, 'this must be a list');
    return [];
  }

  #record(node: Node): Node {
    if (node.value === undefined || isRecord(node.value)) return node;
    this.#tell(node, 'this must have keys and values');
    return { ...node, value: undefined };
  }

  #know(node: Node, keys: readonly string[]): void {
    for (const { key, ...child } of childrenOf(this.#record(node))) {
      if (!keys.includes(key)) this.#tell(child, `${key} means nothing here`, suggest(key, keys));
    }
  }

  #tell(node: Node, message: string, hint?: string): void {
    this.#findings.push(finding('lifecycle-invalid', 'warning', node.at, message, hint));
  }
}
