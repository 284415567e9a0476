import {
  isNull,
  nullShape,
  type Literal,
  type Shape,
  type Source,
  type UnionShape,
} from '../model/shape.ts';

/**
 * The simplest shape that takes what any member takes: nested unions are dissolved, literals gathered into one enum,
 * known values beside a plain string become an open enum, null stands last, duplicates once.
 *
 * `string | 'a' | 'b'` is an open enum of a and b; `'a' | 'b' | null` is a union of an enum and null.
 */
export function unionOf(members: readonly Shape[], source: Source): Shape {
  const flat = members.flatMap((member) => (member.kind === 'union' ? member.members : [member]));
  if (flat.some((member) => member.kind === 'unknown')) return { kind: 'unknown' };
  const parts = gatherLiterals(distinct(flat.filter((member) => member.kind !== 'never')));
  const withoutNull = parts.filter((member) => !isNull(member));
  const ordered = withoutNull.length < parts.length ? [...withoutNull, nullShape] : withoutNull;
  const [first] = ordered;
  if (first === undefined) return { kind: 'never' };
  if (ordered.length === 1) return first;
  return { kind: 'union', members: ordered, tag: undefined, source } satisfies UnionShape;
}

/** Literals and enums become one enum, where the first of them stood. */
function gatherLiterals(members: readonly Shape[]): readonly Shape[] {
  const values: Literal[] = [];
  let open = members.some((member) => member.kind === 'enum' && member.open);
  for (const member of members) {
    if (member.kind === 'literal') values.push(member.value);
    if (member.kind === 'enum') values.push(...member.values);
  }
  const strings = values.some((value) => typeof value === 'string');
  if (strings && members.some(isString)) open = true;
  const known = [...new Set(values)];
  const [only] = known;
  if (only === undefined) return members;
  const gathered: Shape =
    known.length === 1 && !open
      ? { kind: 'literal', value: only }
      : { kind: 'enum', values: known, open };
  const kept: Shape[] = [];
  for (const member of members) {
    const literal =
      member.kind === 'literal' || member.kind === 'enum' || (open && isString(member));
    if (!literal) kept.push(member);
    else if (!kept.includes(gathered)) kept.push(gathered);
  }
  return kept;
}

function isString(shape: Shape): boolean {
  return shape.kind === 'scalar' && shape.scalar === 'string';
}

function distinct(members: readonly Shape[]): readonly Shape[] {
  const seen = new Set<string>();
  return members.filter((member) => {
    const key = keyOf(member);
    if (key === undefined) return true;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** A text that two equal simple shapes share; objects are never merged here. */
function keyOf(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'scalar':
      return `${shape.scalar} ${shape.format ?? ''} ${JSON.stringify(shape.limits ?? null)}`;
    case 'ref':
      return `ref ${shape.name}`;
    case 'list':
    case 'map':
    case 'tuple':
    case 'object':
    case 'union':
    case 'all':
    case 'literal':
    case 'enum':
    case 'unknown':
    case 'never':
      return undefined;
  }
}
