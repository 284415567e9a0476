import type { FactObject, FactTree, FactValue } from './fact-tree.ts';
import { holderOf, lastKey, type Member, type Occurrence } from './places.ts';

/** The trees of one event in two versions; one side of the tables. */
export interface Trees {
  readonly before: FactTree;
  readonly after: FactTree;
}

/** True where the two trees differ at the change's place in the way that its kind says. */
export function isExplained(occurrence: Occurrence, trees: Trees): boolean {
  const { change } = occurrence;
  const at = new Around(occurrence, trees);
  switch (change.kind) {
    case 'field-added':
      return at.hasField('after') && at.lacksField('before');
    case 'field-removed':
      return at.hasField('before') && at.lacksField('after');
    case 'field-required':
      return at.differ(
        (one) => !one.required,
        (one) => one.required,
      );
    case 'field-optional':
      return at.differ(
        (one) => one.required,
        (one) => !one.required,
      );
    case 'null-added':
      return at.differ(
        (one) => !one.nullable,
        (one) => one.nullable,
      );
    case 'null-removed':
      return at.differ(
        (one) => one.nullable,
        (one) => !one.nullable,
      );
    case 'value-added':
      return at.differ(
        (one) => !one.forms.has(`=${change.subject}`),
        (one) => one.forms.has(`=${change.subject}`),
      );
    case 'value-removed':
      return at.differ(
        (one) => one.forms.has(`=${change.subject}`),
        (one) => !one.forms.has(`=${change.subject}`),
      );
    case 'values-opened':
      return at.differ(
        (one) => !one.forms.has('string'),
        (one) => one.forms.has('string'),
      );
    case 'values-closed':
      return at.differ(
        (one) => one.forms.has('string'),
        (one) => !one.forms.has('string'),
      );
    case 'member-added':
      return at.isNewMember(change.subject, 'after', 'before');
    case 'member-removed':
      return at.isNewMember(change.subject, 'before', 'after');
    case 'type-changed':
      return at.formsDiffer();
    default:
      return false;
  }
}

type Version = keyof Trees;

/** What the tables have at the place of a change. */
class Around {
  readonly #occurrence: Occurrence;
  readonly #trees: Trees;

  constructor(occurrence: Occurrence, trees: Trees) {
    this.#occurrence = occurrence;
    this.#trees = trees;
  }

  hasField(version: Version): boolean {
    return this.#holders(version).some((one) => one.keys.has(this.#key()));
  }

  lacksField(version: Version): boolean {
    return this.#holders(version).some((one) => !one.keys.has(this.#key()));
  }

  differ(before: (one: FactValue) => boolean, after: (one: FactValue) => boolean): boolean {
    return this.#values('before').some(before) && this.#values('after').some(after);
  }

  /** An object that the other version has not, or a kind of value. */
  isNewMember(label: string, here: Version, there: Version): boolean {
    const { path, members } = this.#occurrence;
    const own = fitting(this.#trees[here].objects.get(path) ?? [], members).found.filter((one) =>
      label.split(', ').every((part) => one.labels.has(part)),
    );
    const others = this.#trees[there].objects.get(path) ?? [];
    if (own.length > 0)
      return own.some((one) => !others.some((other) => other.signature === one.signature));
    const forms = new Set(this.#values(there).flatMap((one) => [...one.forms]));
    return this.#values(here).some((one) =>
      [...one.forms].some((form) => !forms.has(form) && isOfLabel(form, label)),
    );
  }

  formsDiffer(): boolean {
    const [before, after] = (['before', 'after'] as const).map((version) => [
      ...this.#values(version).map((one) => [...one.forms].toSorted().join()),
      ...(this.#trees[version].objects.get(this.#occurrence.path) ?? []).map(
        (one) => one.signature,
      ),
    ]);
    return (
      before !== undefined &&
      after !== undefined &&
      before.length > 0 &&
      after.length > 0 &&
      [...new Set(before)].toSorted().join() !== [...new Set(after)].toSorted().join()
    );
  }

  #key(): string {
    return lastKey(this.#occurrence.path);
  }

  #holders(version: Version): readonly FactObject[] {
    const { path, members } = this.#occurrence;
    return fitting(this.#trees[version].objects.get(holderOf(path)) ?? [], members).found;
  }

  #values(version: Version): readonly FactValue[] {
    const { path, members } = this.#occurrence;
    return fitting(this.#trees[version].values.get(path) ?? [], members).found;
  }
}

function isOfLabel(form: string, label: string): boolean {
  if (form === 'list') return label.endsWith('[]');
  if (form === 'map') return label.startsWith('Record<');
  return form === 'any' ? label === 'unknown' : form === label;
}

/**
 * Those that stand in the members of unions that a path goes through. A version whose union has no such member (it may have one object
 * for all, or call it otherwise) is taken as a whole.
 */
export function fitting<One extends { readonly tags: FactObject['tags'] }>(
  all: readonly One[],
  members: readonly Member[],
): { readonly found: readonly One[]; readonly isExact: boolean } {
  const found = all.filter(({ tags }) =>
    members.every(({ path, label }) => {
      const told = tags.get(path);
      return (
        told !== undefined &&
        label.split(', ').every((part) => part.split('|').some((one) => told.has(one)))
      );
    }),
  );
  return found.length === 0 ? { found: all, isExact: false } : { found, isExact: true };
}
