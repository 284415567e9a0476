import type { ApiModel } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { childShapes } from '../model/walk.ts';
import { holderOf, type FieldSpot } from './field-spots.ts';
import { nameWords } from './name-words.ts';
import { likenessOf, ShapeFeatures, type Likeness } from './shape-likeness.ts';
import { WordWeights } from './word-weights.ts';

/** Fields by the event that holds them. */
type Spots = ReadonlyMap<string, readonly FieldSpot[]>;

/** What fields of two versions are measured by. */
export class FieldScale {
  readonly weights: WordWeights;
  readonly #before: ShapeFeatures;
  readonly #after: ShapeFeatures;
  readonly #repeated: Repeated;

  constructor(before: ApiModel, after: ApiModel, gone: Spots, come: Spots) {
    this.weights = new WordWeights([...keysOf(before), ...keysOf(after)]);
    this.#before = new ShapeFeatures(before);
    this.#after = new ShapeFeatures(after);
    this.#repeated = repeatedKeys(gone, come);
  }

  /** How alike two types are; one that is a list of the other is somewhat less. */
  types(one: Shape, other: Shape): Likeness {
    const whole = likenessOf(this.#before.of(one), this.#after.of(other));
    const [item, others] = [this.#before.itemOf(one), this.#after.itemOf(other)];
    if ((item === undefined) === (others === undefined)) return whole;
    const { share, support } = likenessOf(
      this.#before.of(item ?? one),
      this.#after.of(others ?? other),
    );
    const listed = { share: share * forList, support };
    return listed.share > whole.share ? listed : whole;
  }

  /** In how many objects a key went where the other one came. */
  times(one: FieldSpot, other: FieldSpot): number {
    return this.#repeated.get(`${one.field.key}\n${other.field.key}`)?.size ?? 0;
  }
}

const forList = 0.8;

/** Pairs of keys, each with the fields that went. */
type Repeated = ReadonlyMap<string, ReadonlySet<string>>;

function repeatedKeys(gone: Spots, come: Spots): Repeated {
  const found = new Map<string, Set<string>>();
  for (const [event, lost] of gone) {
    const gained = (come.get(event) ?? []).filter((one) => one.within.length === 0);
    const own = lost.filter((one) => one.within.length === 0);
    if (own.length * gained.length > mostRepeated) continue;
    for (const one of own) {
      for (const other of gained) {
        if (holderOf(one) !== holderOf(other)) continue;
        const key = `${one.field.key}\n${other.field.key}`;
        found.set(key, (found.get(key) ?? new Set()).add(one.change.id));
      }
    }
  }
  return found;
}

/** Where so much went and came, it says nothing of any two. */
const mostRepeated = 400;

/** The words of all keys of each object. */
function keysOf(model: ApiModel): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const visit = (shape: Shape): void => {
    if (shape.kind === 'object') found.push(shape.fields.flatMap(({ key }) => nameWords(key)));
    for (const child of childShapes(shape)) visit(child);
  };
  for (const { shape } of model.shapes) visit(shape);
  return found;
}
