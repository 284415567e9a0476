import { loadAsset } from '../render/assets.ts';
import { exportedParts } from './settle-validators.ts';

/** A part of what validators have in common: a declaration with its comment. */
interface Part {
  readonly name: string;
  readonly text: string;
  readonly isExported: boolean;
  /** The names of other parts that it mentions. */
  readonly needs: readonly string[];
}

/** What may be printed into generated validators, by name, in the order in which it is printed. */
export function validatorParts(): ReadonlyMap<string, Part> {
  parts ??= readParts();
  return parts;
}

let parts: ReadonlyMap<string, Part> | undefined;

/**
 * The texts of some parts and of all that they need. `nameOf` says what each is called in the module, where its own name may be
 * taken.
 */
export function printParts(
  wanted: Iterable<string>,
  nameOf: (name: string) => string,
): readonly string[] {
  const all = validatorParts();
  const needed = new Set<string>(wanted);
  // A set goes over what is added meanwhile.
  for (const name of needed) for (const one of all.get(name)?.needs ?? []) needed.add(one);
  return [...all.values()]
    .filter((part) => needed.has(part.name))
    .map((part) => renamed(part, [part.name, ...part.needs], nameOf));
}

function renamed(part: Part, names: readonly string[], nameOf: (name: string) => string): string {
  let text = part.text;
  for (const name of names) {
    const to = nameOf(name);
    if (to !== name)
      text = text.replaceAll(new RegExp(String.raw`(?<![.\w'])${name}\b(?!\??:)`, 'g'), to);
  }
  return part.isExported ? text.replace(/^(?=(?:interface|type) )/m, 'export ') : text;
}

function readParts(): ReadonlyMap<string, Part> {
  const texts = ['json', 'values', 'formats', 'validator-run', 'validator-rules'].map(
    (name) => `base/${name}.ts`,
  );
  const blocks = texts.flatMap((file) =>
    loadAsset(file)
      .trimEnd()
      .split(/\n\n(?=[^\s}])/),
  );
  const declared = blocks.flatMap((block) => {
    const name =
      /^export (?:interface|type|class|function|const) (\w+)|^(?:interface|function|const) (\w+)/m.exec(
        block,
      );
    const text = block.replace(/^export /m, '');
    const found = name?.[1] ?? name?.[2];
    // Comments on the whole file end where its imports begin.
    return found === undefined ? [] : [{ name: found, text }];
  });
  const names = new Set(declared.map((one) => one.name));
  const exported = new Set<string>(exportedParts);
  return new Map(
    declared.map(({ name, text }) => {
      const code = text.replaceAll(/^ *(?:\/\*\*.*\*\/|\/\/.*)$/gm, '');
      const mentioned = new Set(code.match(/(?<![.\w])[A-Za-z]\w*/g) ?? []);
      const needs = [...mentioned].filter((one) => one !== name && names.has(one));
      return [name, { name, text, isExported: exported.has(name), needs }];
    }),
  );
}
