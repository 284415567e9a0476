import { finding, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { decodeSafely, pointerTo } from '../base/pointer.ts';
import {
  atValue,
  dialectOfFormat,
  isForeign,
  partUnder,
  wholeFile,
  type Dialect,
  type PartIn,
} from './dialect.ts';
import type { SourceFile } from './document.ts';
import { isUrl, refPath } from './outer-refs.ts';

/** Files by their paths. */
type Files = ReadonlyMap<string, SourceFile>;

/**
 * The same files, without the keywords that schemas say nothing by in the dialect which they name: `dependentRequired` in draft 7. A
 * schema that names none may have all of them. What is taken out is told.
 */
export function withoutForeign(files: Files): {
  readonly files: Files;
  readonly findings: readonly Finding[];
} {
  const all = [...files.values()];
  if (!all.some(({ text }) => mayNameDialect(text))) return { files, findings: [] };
  const told = formatTargets(all);
  const findings: Finding[] = [];
  const changed = all.map((file): readonly [string, SourceFile] => {
    const taking = new Taking(
      file.file,
      (pointer) => told.get(`${file.path}#${pointer}`),
      findings,
    );
    const value = taking.within(file.value, wholeFile(file.value), '');
    return [file.path, value === file.value ? file : { ...file, value }];
  });
  return { files: new Map(changed), findings };
}

function mayNameDialect(text: string): boolean {
  return /json-schema\.org|schemaFormat/.test(text);
}

/** The places that a payload leads to whose language is named beside it, and that dialect. */
function formatTargets(files: readonly SourceFile[]): ReadonlyMap<string, Dialect> {
  const found = new Map<string, Dialect>();
  const visit = (value: unknown, file: SourceFile): void => {
    if (typeof value !== 'object' || value === null) return;
    const dialect = dialectOfFormat(own(value, 'schemaFormat'));
    const ref = own(own(value, 'schema') ?? own(value, 'payload'), '$ref');
    if (dialect !== undefined && typeof ref === 'string' && !isUrl(ref)) {
      const path = ref.startsWith('#') ? file.path : refPath(ref, file.path);
      const [, pointer = ''] = ref.split('#');
      const key = `${path}#${decodeSafely(pointer)}`;
      if (!found.has(key)) found.set(key, dialect);
    }
    for (const child of Object.values(value)) visit(child, file);
  };
  for (const file of files) if (file.text.includes('schemaFormat')) visit(file.value, file);
  return found;
}

/** Copies what keywords are taken out of, and shares all the rest. */
class Taking {
  readonly #file: string;
  readonly #told: (pointer: string) => Dialect | undefined;
  readonly #findings: Finding[];
  /** By value and by what it was read as: an anchor may stand in many places. */
  readonly #known = new Map<object, Map<string, unknown>>();

  constructor(file: string, told: (pointer: string) => Dialect | undefined, findings: Finding[]) {
    this.#file = file;
    this.#told = told;
    this.#findings = findings;
  }

  within(value: unknown, given: PartIn, pointer: string): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const told = this.#told(pointer);
    const outer: PartIn = told === undefined ? given : { part: 'schema', dialect: told };
    const here = atValue(value, outer);
    const id = `${here.part} ${here.dialect ?? ''}`;
    const known = this.#known.get(value) ?? new Map<string, unknown>();
    this.#known.set(value, known);
    if (known.has(id)) return known.get(id);
    const made = Array.isArray(value)
      ? this.#list(value, here, pointer)
      : this.#mapping(value, here, pointer);
    known.set(id, made);
    return made;
  }

  #list(value: readonly unknown[], here: PartIn, pointer: string): unknown {
    const items = value.map((one, at) => this.within(one, here, pointerTo(pointer, at)));
    return items.every((one, at) => one === value[at]) ? value : items;
  }

  #mapping(value: object, here: PartIn, pointer: string): unknown {
    const { part, dialect } = here;
    const entries = Object.entries(value);
    const kept = entries.flatMap(([key, child]): readonly (readonly [string, unknown])[] => {
      const at = pointerTo(pointer, key);
      if (part === 'schema' && dialect !== undefined && isForeign(key, dialect)) {
        this.#tell(key, dialect, at);
        return [];
      }
      const inner = partUnder(value, key, here);
      return [[key, inner === undefined ? child : this.within(child, inner, at)]];
    });
    const same =
      kept.length === entries.length && kept.every(([, one], at) => one === entries[at]?.[1]);
    return same ? value : Object.fromEntries(kept);
  }

  #tell(keyword: string, dialect: Dialect, pointer: string): void {
    const message = `${dialect} has no keyword ${keyword}, so it says nothing here`;
    const hint = 'the $schema or schemaFormat around it names the draft';
    const at = { file: this.#file, pointer };
    this.#findings.push(finding('keyword-foreign', 'warning', at, message, hint));
  }
}
