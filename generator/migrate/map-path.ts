import { isIdentifier } from '../base/identifier.ts';
import type { Path, Step } from '../diff/path.ts';

/**
 * A path as a map writes it, in its steps; undefined for a text that is none.
 *
 * | text | what it leads to |
 * | --- | --- |
 * | `voice` | a key |
 * | `audio.input.format` | a key of a key of a key |
 * | `content[].text` | a key of each item of a list |
 * | `rooms{}.name` | a key of each value of a map |
 * | `headers["x-id"]` | a key that is no identifier |
 */
export function parseMapPath(text: string): Path | undefined {
  const steps: Step[] = [];
  let rest = text;
  while (rest !== '') {
    const { piece, key, quoted } = pattern.exec(rest)?.groups ?? {};
    if (piece === undefined) return undefined;
    // Between two keys stands a dot, and nowhere else.
    if (key !== undefined && piece.startsWith('.') === (steps.length === 0)) return undefined;
    const name = key ?? unquoted(quoted);
    if (name !== undefined) steps.push({ kind: 'field', key: name });
    else if (piece === '[]') steps.push({ kind: 'item' });
    else if (piece === '{}') steps.push({ kind: 'value' });
    else return undefined;
    rest = rest.slice(piece.length);
  }
  return steps.length === 0 ? undefined : steps;
}

const pattern =
  /^(?<piece>\[\]|\{\}|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|\.?(?<key>[\p{ID_Start}$_][\p{ID_Continue}$-]*))/u;

/** The path without what members of unions it goes through; a map tells members by conditions. */
export function withoutMembers(path: Path): Path {
  return path.filter((step) => step.kind !== 'member');
}

/** `content[].text`: what {@link parseMapPath} reads. */
export function mapPathText(path: Path): string {
  const text = path.map((step) => {
    switch (step.kind) {
      case 'field':
        return isIdentifier(step.key) ? `.${step.key}` : `[${JSON.stringify(step.key)}]`;
      case 'item':
      case 'place':
        return '[]';
      case 'value':
        return '{}';
      case 'member':
        return '';
    }
  });
  return text.join('').replace(/^\./u, '');
}

function unquoted(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
