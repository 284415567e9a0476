import { docComment, quote, type CommentTag } from '../base/text.ts';
import type { Doc, Json, Limits, Shape } from '../model/shape.ts';

/** The TSDoc of a declaration, ending in a line feed; empty where there is nothing to say. */
export function typeComment(doc: Doc, shape: Shape): string {
  const sentences = shape.kind === 'object' ? [] : valueSentences(shape);
  return comment(doc, [...tagSentences(shape), ...sentences], 0);
}

/** How the members of a union are told apart: `Told apart by `type`, then `role`.` */
function tagSentences(shape: Shape): readonly string[] {
  if (shape.kind !== 'union' || shape.tag === undefined) return [];
  return [`Told apart by ${shape.tag.map((key) => `\`${key}\``).join(', then ')}.`];
}

/** The TSDoc of a field: its prose, what TypeScript cannot say of its values, its default. */
export function fieldComment(doc: Doc, shape: Shape): string {
  return comment(doc, valueSentences(shape), 2);
}

/** A comment of our own words. */
export function sentenceComment(text: string): string {
  return comment({ description: text, deprecated: false, default: undefined, examples: [] }, [], 0);
}

function comment(doc: Doc, sentences: readonly string[], indent: number): string {
  const paragraphs = [doc.description, sentences.join(' ')].filter(
    (one) => one !== undefined && one !== '',
  );
  const tags: readonly CommentTag[] = [
    ...(doc.default === undefined
      ? []
      : [{ tag: 'default', text: defaultText(doc.default) } as const]),
    ...(doc.deprecated ? [{ tag: 'deprecated', text: '' } as const] : []),
  ];
  const description = paragraphs.length === 0 ? undefined : paragraphs.join('\n\n');
  const text = docComment({ description, tags }, indent);
  return text === '' ? '' : `${text}\n`;
}

function defaultText(value: Json): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

/**
 * What a document says of a value beyond its type, in words: `Range: 0.6 to 1.2.` Where `spell` is given, it writes the document's own
 * words, which a comment has as they are.
 */
export function valueSentences(shape: Shape, spell?: (text: string) => string): readonly string[] {
  switch (shape.kind) {
    case 'scalar':
      return [
        ...(shape.format === undefined ? [] : [`Format: ${(spell ?? asIs)(shape.format)}.`]),
        ...limitSentences(shape.limits, spell),
      ];
    case 'list':
    case 'map':
      return limitSentences(shape.limits, spell);
    case 'union':
      return [...new Set(shape.members.flatMap((one) => valueSentences(one, spell)))];
    case 'ref':
      return shape.of === undefined ? [] : valueSentences(shape.of, spell);
    case 'literal':
    case 'enum':
    case 'tuple':
    case 'object':
    case 'all':
    case 'unknown':
    case 'never':
      return [];
  }
}

function asIs(text: string): string {
  return text;
}

function limitSentences(
  limits: Limits | undefined,
  spell = (text: string): string => `\`${text}\``,
): readonly string[] {
  if (limits === undefined) return [];
  return [
    range('Range', limits.minimum, limits.maximum, ''),
    limits.exclusiveMinimum === undefined
      ? undefined
      : `More than ${String(limits.exclusiveMinimum)}.`,
    limits.exclusiveMaximum === undefined
      ? undefined
      : `Less than ${String(limits.exclusiveMaximum)}.`,
    limits.multipleOf === undefined ? undefined : `A multiple of ${String(limits.multipleOf)}.`,
    range('Length', limits.minLength, limits.maxLength, ' characters'),
    limits.pattern === undefined ? undefined : `Pattern: ${spell(limits.pattern)}.`,
    range('Items', limits.minItems, limits.maxItems, ''),
    limits.uniqueItems === undefined ? undefined : 'No item twice.',
    range('Keys', limits.minProperties, limits.maxProperties, ''),
  ].filter((one) => one !== undefined);
}

function range(
  name: string,
  from: number | undefined,
  to: number | undefined,
  unit: string,
): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) return `${name}: at most ${String(to)}${unit}.`;
  if (to === undefined) return `${name}: at least ${String(from)}${unit}.`;
  return from === to
    ? `${name}: ${String(from)}${unit}.`
    : `${name}: ${String(from)} to ${String(to)}${unit}.`;
}
