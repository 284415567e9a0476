import type { ApiModel } from '../../generator/model/api.ts';
import type { Json } from '../../generator/model/shape.ts';
import { placesAt, placesOf, type Place } from './keywords.ts';
import { exceptions, ownWords } from './limit-places.ts';
import { typesOfSchemas } from './schema-types.ts';
import type { Facts, ProseLimit, Version } from './tables.ts';

/** One keyword that the facts state at one path of one of the vendor's schemas; `told` is a word for the description. */
export interface Statement {
  readonly schema: string;
  readonly path: string;
  readonly keyword: string;
  readonly value: Json;
}

/** What a comparison of limits brought up; all three are empty when documents, facts and lists agree. */
export interface LimitReport {
  readonly compared: number;
  /** What the facts state and our document does not say, or says otherwise. */
  readonly missing: readonly string[];
  /** What our document says and no fact states. */
  readonly invented: readonly string[];
  /** Entries of our lists that nothing needs. */
  readonly unused: readonly string[];
}

/** Holds a model's keywords against the limits of the facts, both ways. */
export function compareLimits(facts: Facts, model: ApiModel): LimitReport {
  const { version } = facts;
  const used = new Set<unknown>();
  const statements = statementsOf(facts);
  const missing: string[] = [];
  let compared = 0;
  for (const statement of statements) {
    const text = `${statement.schema} ${statement.path} ${said(statement)}`;
    const problems = problemsOf(statement, typesOfSchemas[version][statement.schema], model);
    const excepted = exceptionsOf(version, statement);
    compared += 1;
    if (problems.length === 0) continue;
    if (excepted.length === 0) missing.push(...problems.map((one) => `${text}: ${one}`));
    for (const one of excepted) used.add(one);
  }
  const known = new Set(statements.map((one) => `${lastOf(one.path)} ${said(one)}`));
  const invented = placesOf(model).flatMap((place) =>
    ownStatements(place)
      .filter((one) => !known.has(one))
      .filter((one) => {
        const excuse = ownWords.find((own) => own.versions.includes(version) && own.says === one);
        used.add(excuse);
        return excuse === undefined;
      })
      .map((one) => `${place.type}.${one}`),
  );
  const unused = [...exceptions, ...ownWords].filter(
    (one) => one.versions.includes(version) && !used.has(one),
  );
  return { compared, missing, invented, unused: unused.map((one) => JSON.stringify(one)) };
}

/** Why a version does not repeat a statement; none where it does. */
export function exceptionsOf(version: Version, statement: Statement): typeof exceptions {
  return exceptions.filter(
    (one) =>
      one.versions.includes(version) &&
      glob(one.schema, statement.schema) &&
      glob(one.path, statement.path) &&
      glob(one.says, said(statement)),
  );
}

/** Every keyword of the facts, those that only prose states among them. */
export function statementsOf(facts: Facts): readonly Statement[] {
  const stated = Object.entries(facts.limits.stated).flatMap(([schema, paths]) =>
    Object.entries(paths).flatMap(([path, keywords]) =>
      Object.entries(keywords).map(([keyword, value]) => ({ schema, path, keyword, value })),
    ),
  );
  return [...stated, ...facts.limits.prose.flatMap(proseStatements)];
}

function proseStatements({ schema, path, fact, value }: ProseLimit): readonly Statement[] {
  const one = (keyword: string, own: Json): Statement => ({ schema, path, keyword, value: own });
  const [first = null, second = null, third = null] = Array.isArray(value) ? value : [];
  switch (fact) {
    case 'default':
      return [one('default', value)];
    case 'range':
      return [one('minimum', first), one('maximum', second)];
    case 'both at once refused':
      return [one('maxItems', 1)];
    case 'max pairs / key length / value length':
      return [one('maxProperties', first), one('told', second), one('maxLength', third)];
    case 'max audio per event':
    case 'special value for the beginning':
      return [one('told', value)];
    default:
      throw new Error(`no keyword is known for the fact "${fact}"`);
  }
}

/** Where our types do not say a statement; empty when all do. */
function problemsOf(
  { path, keyword, value }: Statement,
  types: readonly string[] | undefined,
  model: ApiModel,
): readonly string[] {
  if (types === undefined) return ['no type of ours stands for this schema'];
  return types.flatMap((type) => {
    const places = placesAt(model, type, path);
    if (places.length === 0) return [`${type} has no such field`];
    return places
      .filter((place) => !says(place, keyword, value))
      .map((place) => `${place.type}.${place.field} has ${JSON.stringify(place.keywords)}`);
  });
}

function says(place: Place, keyword: string, value: Json): boolean {
  if (keyword === 'told') return place.description.includes(String(value));
  return JSON.stringify(place.keywords[keyword]) === JSON.stringify(value);
}

/** Literals and nulls are compared with the types; what is left is what only keywords say. */
function ownStatements({ field, keywords }: Place): readonly string[] {
  return Object.entries(keywords)
    .filter(([keyword]) => keyword !== 'const' && keyword !== 'nullable')
    .map(([keyword, value]) => `${field} ${keyword} ${JSON.stringify(value)}`);
}

function said({ keyword, value }: Statement): string {
  return `${keyword} ${JSON.stringify(value)}`;
}

function lastOf(path: string): string {
  return path.replaceAll('[]', '').split('.').at(-1) ?? '';
}

function glob(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}
