import { unreachable } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { literalText, objectLiteralKey } from '../base/text.ts';
import type { ConversionRow } from './conversion.ts';
import { pathSteps, pathText } from './field-path.ts';
import type { Condition, ValuePair } from './step.ts';

/** A row as the generated file has it: `{ kind: 'drop', path: ['temperature'], why: 'It is gone.' }`. */
export function rowText(row: ConversionRow, after: string): string {
  return valueText({ ...bodyOf(row, after), when: conditionOf(row.when) });
}

function bodyOf(row: ConversionRow, after: string): object {
  const { kind } = row;
  switch (kind) {
    case 'map': {
      const { path, others, pairs, back } = row;
      const isTurned =
        valueText(pairsOf(back)) === valueText(pairs.map((one) => [one.to, one.from]));
      const ways = { pairs: pairsOf(pairs), back: isTurned ? undefined : pairsOf(back) };
      return { kind, path: pathOf(path), ...ways, others, ...reasons(row) };
    }
    case 'wrap':
      return { kind, path: pathOf(row.path), as: row.as, why: row.whyBack };
    case 'drop':
      return { kind, path: pathOf(row.path), item: conditionOf(row.item), why: row.why };
    case 'inside': {
      const [of, ofBack] = [conditionOf(row.of), conditionOf(row.ofBack)];
      const isSame = valueText(of) === valueText(ofBack);
      return {
        kind,
        path: pathOf(row.path),
        type: row.type,
        of,
        ofBack: isSame ? undefined : ofBack,
      };
    }
    case 'move': {
      const moves = row.moves.map(({ from, to }) => [pathOf(from), pathOf(to)]);
      return { kind, inside: listOf(row.inside), moves };
    }
    case 'add': {
      const { inside, path, value, guessed, known } = row;
      const why = guessed ? row.why : undefined;
      const what = 'copied' in value ? { copied: pathOf(value.copied) } : value;
      const stays = known ? true : undefined;
      return { kind, inside: listOf(inside), path: pathOf(path), ...what, why, stays };
    }
    case 'close':
      return { kind, path: pathOf(row.path) };
    case 'new': {
      const is = conditionOf(row.is);
      return { kind, paths: row.paths.map(pathOf), is, why: `only ${after} has it` };
    }
    default:
      return unreachable(row);
  }
}

/** A path as a text where one can be read from it. */
function pathOf(steps: readonly string[]): unknown {
  const text = pathText(steps);
  return /[.[\]{}]/.test(steps.filter((one) => one !== '[]' && one !== '{}').join('')) ||
    text === ''
    ? steps
    : text;
}

function listOf(steps: readonly string[]): unknown {
  return steps.length === 0 ? undefined : pathOf(steps);
}

function reasons({ why, whyBack }: { readonly why: string; readonly whyBack: string }): object {
  return { why, whyBack: whyBack === why ? undefined : whyBack };
}

function pairsOf(pairs: readonly ValuePair[]): readonly unknown[] {
  return pairs.map(({ from, to }) => [from, to]);
}

/** A condition as the core of converters asks it. */
export function conditionOf(condition: Condition | undefined): unknown {
  return condition === undefined
    ? undefined
    : Object.entries(condition).map(([path, values]) => [pathOf(pathSteps(path)), values]);
}

/** A value as a literal; keys that hold undefined are left out. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{ ${entries.map(([key, one]) => `${objectLiteralKey(key)}: ${valueText(one)}`).join(', ')} }`;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return literalText(value);
  return 'null';
}
