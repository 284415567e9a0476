import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { isRecord } from '../../generator/base/json.ts';
import { pointerTo } from '../../generator/base/pointer.ts';
import type { ApiModel } from '../../generator/model/api.ts';

/** A piece of prose and where it stands. */
export interface Prose {
  readonly at: string;
  readonly text: string;
}

/** How many words in a row make a sentence somebody else's. */
const borrowed = 8;

/** The prose of every YAML file below a folder. */
export function proseBelow(folder: string): readonly Prose[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => proseOf(file, readFileSync(path.join(folder, file), 'utf8')));
}

/** The descriptions and summaries of a document; keys of a `properties` are names, whatever they are called. */
export function proseOf(file: string, text: string): readonly Prose[] {
  const found: Prose[] = [];
  const visit = (value: unknown, pointer: string, isNames: boolean): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, pointerTo(pointer, index), false));
      return;
    }
    if (!isRecord(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      const isProse = !isNames && (key === 'description' || key === 'summary');
      if (isProse && typeof child === 'string') found.push({ at: `${file}#${at}`, text: child });
      else visit(child, at, !isNames && key === 'properties');
    }
  };
  visit(yaml.load(text, { schema: yaml.CORE_SCHEMA }), '', false);
  return found;
}

/** What is wrong with a text as a description; undefined for a good one. */
export function faultOf(text: string): string | undefined {
  if (text.trim() === '') return 'is empty';
  if (/\bTODO\b|\bTBD\b|\bFIXME\b|to be described/i.test(text)) return 'is not written yet';
  if (text.length > 400) return `has ${text.length} characters`;
  return text.trim().endsWith('.') ? undefined : 'does not end with a full stop';
}

/** The places of a model, messages, types and fields, that no description explains. */
export function undescribed(model: ApiModel): readonly string[] {
  const messages = model.messages.map((one) => [`message ${one.name}`, one.doc] as const);
  const shapes = model.shapes.flatMap((one) => [
    [one.name, one.doc] as const,
    ...(one.shape.kind === 'object'
      ? one.shape.fields.map((field) => [`${one.name}.${field.key}`, field.doc] as const)
      : []),
  ]);
  return [...messages, ...shapes].flatMap(([name, { description }]) =>
    description === undefined ? [name] : [],
  );
}

/** Every run of eight words that a text shares with others, in lower case and without signs. */
export function borrowedRuns(text: string, others: ReadonlySet<string>): readonly string[] {
  return runsOf(text).filter((run) => others.has(run));
}

/** All runs of eight words in some texts. */
export function allRuns(texts: readonly Prose[]): ReadonlySet<string> {
  return new Set(texts.flatMap(({ text }) => runsOf(text)));
}

function runsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((_, start) =>
    start + borrowed > words.length ? [] : [words.slice(start, start + borrowed).join(' ')],
  );
}
