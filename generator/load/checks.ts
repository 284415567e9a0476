import type { Checked, Finding, Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { NameTable } from '../base/names.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import type { Check, NamedCheck } from '../model/check.ts';
import { checkOfShape } from '../model/check-of-shape.ts';
import { withoutCircles } from '../model/check-circles.ts';
import { withCheckTags } from '../model/check-tags.ts';
import { lookUpNode } from './check-node.ts';
import { toRules, type CheckContext } from './check-rules.ts';
import type { Sources } from './document.ts';
import {
  dynamicRefs,
  noScope,
  scopeKey,
  type DynamicRefs,
  type DynamicScope,
} from './dynamic-refs.ts';
import type { LoadedModel } from './load.ts';
import { readRefSiblings, type RefSiblings } from './ref-siblings.ts';
import { addressOf, createResolver, refOrigin, type Node, type Resolver } from './resolve.ts';
import { nameFromPlace } from './type-name.ts';

/**
 * What values must satisfy to be what a model's shapes are made of, one check for each named shape, and one for each schema that only
 * checks refer to. `model` is what the passes have made of `loaded`: names are those that types have in the end.
 */
export function readChecks(
  sources: Sources,
  loaded: LoadedModel,
  model: ApiModel,
): Checked<readonly NamedCheck[]> {
  const findings = new Map<string, Finding>();
  const tell = (one: Finding): void => {
    findings.set(`${one.rule} ${addressOf(one.at)}`, one);
  };
  const checks = new Reading(sources, loaded, model, tell).checks();
  return { value: withCheckTags(withoutCircles(checks)), findings: [...findings.values()] };
}

/** Where a shape's check comes from: its schema as it stands, or its shape, with what its schema says beside it. */
type Way = 'schema' | 'shape';

/** A schema whose check is still to be read, and the scope in which it is. */
interface Waiting {
  readonly name: string;
  readonly node: Node;
  readonly scope: DynamicScope;
}

class Reading {
  readonly #sources: Sources;
  readonly #model: ApiModel;
  readonly #resolver: Resolver;
  readonly #siblings: RefSiblings;
  readonly #dynamic: DynamicRefs;
  readonly #tell: (finding: Finding) => void;
  readonly #contexts = new Map<DynamicScope, CheckContext>();
  readonly #names = new NameTable();
  /** The names of checks by the addresses of the schemas that they are read from. */
  readonly #named = new Map<string, string>();
  readonly #ways = new Map<string, Way>();
  /** Schemas that no shape is made of, and that references lead to. */
  readonly #waiting: Waiting[] = [];

  constructor(
    sources: Sources,
    loaded: LoadedModel,
    model: ApiModel,
    tell: (finding: Finding) => void,
  ) {
    this.#sources = sources;
    this.#model = model;
    // Whatever leads nowhere has been found by the loader.
    const told: Finding[] = [];
    this.#resolver = createResolver(sources, told);
    this.#siblings = readRefSiblings(sources, this.#resolver);
    this.#dynamic = dynamicRefs(this.#resolver);
    this.#tell = tell;
    for (const one of model.shapes) this.#names.claim(one.name, []);
    this.#settleWays(entriesOf(loaded, model), loaded);
  }

  checks(): readonly NamedCheck[] {
    const checks = this.#model.shapes.map((one): NamedCheck => {
      return { name: one.name, check: this.#checkOf(one), origin: one.origin };
    });
    // Reading one may name further ones.
    for (const { name, node, scope } of this.#waiting) {
      checks.push({ name, check: toRules(node, this.#contextIn(scope)), origin: node.at });
    }
    return checks;
  }

  #contextIn(scope: DynamicScope): CheckContext {
    const known = this.#contexts.get(scope);
    if (known !== undefined) return known;
    const context: CheckContext = {
      nameOf: (ref, { at }) => {
        const target = this.#resolver.target(ref, refOrigin(at));
        const end = target === undefined ? undefined : this.#siblings.follow(target);
        return end === undefined ? undefined : this.#nameOf(end, scope);
      },
      nameAt: ({ at }) => (this.#isUsual(at, scope) ? this.#named.get(addressOf(at)) : undefined),
      dynamicNames: (node) =>
        this.#dynamic.targets(node, scope).flatMap((target) => {
          const end = this.#siblings.follow(target);
          return end === undefined ? [] : [this.#nameOf(end, scope)];
        }),
      within: ({ at }) => {
        const inner = this.#dynamic.enter(scope, at);
        return inner === scope ? context : this.#contextIn(inner);
      },
      counts: this.#siblings.count,
      follow: this.#resolver.follow,
      tell: this.#tell,
    };
    this.#contexts.set(scope, context);
    return context;
  }

  /** True where dynamic references lead from a schema to what they lead to from the same schema by itself. */
  #isUsual(at: Origin, scope: DynamicScope): boolean {
    if (scope === noScope) return true;
    return scopeKey(this.#dynamic.enter(scope, at)) === scopeKey(this.#dynamic.enter(noScope, at));
  }

  /** Decides for each shape whether the schema at its origin is the whole of it. */
  #settleWays(entries: ReadonlyMap<string, string>, { made }: LoadedModel): void {
    let within = false;
    for (const one of this.#model.shapes) {
      const entry = entries.get(one.name);
      // What was taken out of a shape stands behind it.
      if (entry !== undefined) within = made.has(entry);
      const address = addressOf(one.origin);
      const whole = entry === undefined ? this.#isPlain(one) : true;
      const way: Way = !within && whole ? 'schema' : 'shape';
      this.#ways.set(one.name, way);
      if (way === 'shape') continue;
      // A component goes before what has been taken out of it at the same place.
      if (entry !== undefined || !this.#named.has(address)) this.#named.set(address, one.name);
      else this.#ways.set(one.name, 'shape');
    }
  }

  /** True for a shape inside another one that says what its schema says: nothing was put together, and no null taken out. */
  #isPlain({ origin, shape }: NamedShape): boolean {
    const node = lookUpNode(this.#sources, origin);
    if (!isRecord(node?.value) || /\/allOf\/\d+$/.test(origin.pointer)) return false;
    const { value } = node;
    const has = (keyword: string): boolean => Object.hasOwn(value, keyword);
    if (has('$ref') || has('nullable') || has('x-nullable')) return false;
    const choices = choosing.filter(has);
    if (shape.kind === 'object') {
      const type = own(value, 'type');
      return choices.length === 0 && (type === undefined || type === 'object');
    }
    const [only] = choices;
    if (choices.length !== 1 || (only !== 'anyOf' && only !== 'oneOf')) return false;
    return shape.kind === 'union' && !holdsNull(own(value, only));
  }

  #checkOf(one: NamedShape): Check {
    const node = lookUpNode(this.#sources, one.origin);
    if (this.#ways.get(one.name) === 'schema' && node !== undefined) {
      return toRules(node, this.#contextIn(noScope));
    }
    return checkOfShape(one.shape);
  }

  #nameOf(node: Node, scope: DynamicScope): string {
    const isUsual = this.#isUsual(node.at, scope);
    const inner = isUsual ? noScope : this.#dynamic.enter(scope, node.at);
    const address = addressOf(node.at) + (isUsual ? '' : ` ${scopeKey(inner)}`);
    const known = this.#named.get(address);
    if (known !== undefined) return known;
    const name = this.#names.claim(nameFromPlace(node.at), ['Schema', 'Type']);
    this.#named.set(address, name);
    this.#waiting.push({ name, node, scope: inner });
    return name;
  }
}

/** The keywords that say something beside the type of a value; some of them make shapes that stand at the same place. */
const choosing = [
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if'],
  ...['dependencies', 'dependentRequired', 'dependentSchemas', 'const', 'enum'],
];

function holdsNull(members: unknown): boolean {
  if (!Array.isArray(members)) return true;
  return members.some((one: unknown) => {
    const type = own(one, 'type');
    const types: readonly unknown[] = Array.isArray(type) ? type : [type];
    const values = own(one, 'enum');
    const named: readonly unknown[] = Array.isArray(values) ? values : [own(one, 'const')];
    return types.includes('null') || named.includes(null) || own(one, 'nullable') === true;
  });
}

/** The names that shapes were loaded with, by the names that they have now; of those that were not taken out of others. */
function entriesOf({ value }: LoadedModel, model: ApiModel): ReadonlyMap<string, string> {
  const loaded = new Map((value?.shapes ?? []).map((one) => [one.name, one]));
  const kept = new Map<string, string>();
  for (const { name, origin } of model.shapes) {
    const same = loaded.get(name);
    if (same !== undefined && addressOf(same.origin) === addressOf(origin)) kept.set(name, name);
  }
  // What is left of the loaded ones has another name now; the first at its place is it.
  const others = new Map<string, string>();
  for (const { name, origin } of loaded.values()) {
    if (!kept.has(name)) others.set(addressOf(origin), name);
  }
  for (const { name, origin } of model.shapes) {
    const address = addressOf(origin);
    const before = kept.has(name) ? undefined : others.get(address);
    if (before === undefined) continue;
    kept.set(name, before);
    others.delete(address);
  }
  return kept;
}
