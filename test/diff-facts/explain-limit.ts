import type { Json } from '../../generator/model/shape.ts';
import { placesAt, placesOf } from '../facts/keywords.ts';
import { ownWords } from '../facts/limit-places.ts';
import { exceptionsOf, statementsOf } from '../facts/limits.ts';
import { typesOfSchemas } from '../facts/schema-types.ts';
import { byVersion, type Version } from '../facts/tables.ts';
import { facts, modelOf } from './compared.ts';
import { fitting, type Trees } from './explain-change.ts';
import { holderOf, lastKey, type Occurrence } from './places.ts';

/** What the tables of limits state of a version: by type, field and keyword. */
type Stated = ReadonlyMap<string, readonly string[]>;

const stated = byVersion(statedIn);

function statedIn(version: Version): Stated {
  const model = modelOf(version);
  const found = new Map<string, string[]>();
  const add = (type: string, field: string, keyword: string, value: Json): void => {
    const key = `${type}.${field} ${keyword}`;
    found.set(key, [...(found.get(key) ?? []), JSON.stringify(value)]);
  };
  for (const statement of statementsOf(facts[version])) {
    if (exceptionsOf(version, statement).length > 0) continue;
    const types = typesOfSchemas[version][statement.schema] ?? [];
    for (const { type, field } of types.flatMap((one) => placesAt(model, one, statement.path))) {
      add(type, field, statement.keyword, statement.value);
    }
  }
  const own = new Set(
    ownWords.filter((one) => one.versions.includes(version)).map((one) => one.says),
  );
  for (const { type, field, keywords } of placesOf(model)) {
    for (const [keyword, value] of Object.entries(keywords)) {
      if (own.has(`${field} ${keyword} ${JSON.stringify(value)}`)) add(type, field, keyword, value);
    }
  }
  return found;
}

/** True where the tables of limits say of the two versions what the change says: `-> 512`. */
export function isStated(
  { change, path, members }: Occurrence,
  trees: Trees,
  before: Version,
  after: Version,
): boolean {
  const keyword =
    change.kind === 'default-changed'
      ? 'default'
      : change.kind === 'format-changed'
        ? 'format'
        : change.subject;
  const at = (version: Version, tree: Trees['before']): readonly string[] =>
    fitting(tree.objects.get(holderOf(path)) ?? [], members).found.flatMap(({ tags }) =>
      [...(tags.get(holderOf(path)) ?? [])].flatMap(
        (name) => stated[version].get(`${name}.${lastKey(path)} ${keyword}`) ?? [],
      ),
    );
  const [was, is] = [at(before, trees.before), at(after, trees.after)];
  return says(was, change.before?.text) && says(is, change.after?.text) && was.join() !== is.join();
}

function says(values: readonly string[], text: string | undefined): boolean {
  if (text === undefined || text === '') return values.length === 0;
  return values.some((one) => one === text || one === JSON.stringify(text));
}
