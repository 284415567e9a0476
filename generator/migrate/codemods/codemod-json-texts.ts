import { ts, type SourceFile } from 'ts-morph';
import { isRecord } from '../../base/json.ts';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern, isTelling } from '../codemod-words.ts';
import { eventFates } from './event-fates.ts';
import { nodesBelow } from './node-text.ts';
import { oldPartsOf } from './old-parts.ts';

/**
 * Texts of JSON inside of a program, as fixtures of tests have them. Where an event is flat, its name is all that can be otherwise; what
 * holds more is told, since nobody would see a mistake in it.
 */
export const jsonTexts: Codemod = {
  name: 'json-texts',
  ensures: 'Flat events in texts of JSON have the names of the new version.',
  run: (file, context) => run(file, context),
};

function run(file: SourceFile, context: CodemodContext): CodemodResult {
  const edits: SourceEdit[] = [];
  const leftOvers: LeftOver[] = [];
  for (const node of nodesBelow(file.compilerNode)) {
    if (!ts.isStringLiteralLike(node) || !/^\s*[[{]/.test(node.text)) continue;
    const values = eventsIn(node.text);
    if (values.length === 0) continue;
    const flat = values.every(isFlat) ? renameIn(node, values, context) : undefined;
    if (flat === undefined) leftOvers.push(...leftIn(node, values, context));
    else edits.push(...flat);
  }
  return { edits, leftOvers };
}

type EventValue = Readonly<Record<string, unknown>> & { readonly type: string };

/** The event that a text holds, or the events of a list. */
function eventsIn(text: string): readonly EventValue[] {
  const value = parse(text);
  return (Array.isArray(value) ? value : [value]).filter(isEvent);
}

function isEvent(value: unknown): value is EventValue {
  return isRecord(value) && typeof value['type'] === 'string' && isTelling(value['type']);
}

function isFlat(value: EventValue): boolean {
  return Object.values(value).every((one) => typeof one !== 'object' || one === null);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined where a name cannot be replaced. */
function renameIn(
  node: ts.StringLiteralLike,
  values: readonly EventValue[],
  { plan }: CodemodContext,
): readonly SourceEdit[] | undefined {
  const raw = node.getText();
  const fates = eventFates(plan);
  const edits: SourceEdit[] = [];
  for (const name of new Set(values.map(({ type }) => type))) {
    const fate = fates.get(name);
    if (fate === undefined) continue;
    if (fate.kind !== 'renamed' || fate.joins || !/^[\w.-]+$/.test(fate.to)) return undefined;
    const place = new RegExp(`(\\\\?")type\\1\\s*:\\s*\\1(${escapePattern(name)})\\1`, 'dg');
    for (const { indices } of raw.matchAll(place)) {
      const [start, end] = indices?.[2] ?? [0, 0];
      const at = node.getStart();
      const reason = `the event is called ${fate.to} now`;
      edits.push({ start: at + start, end: at + end, text: fate.to, step: fate.step, reason });
    }
  }
  return edits;
}

function leftIn(
  node: ts.StringLiteralLike,
  values: readonly EventValue[],
  context: CodemodContext,
): readonly LeftOver[] {
  const place = { start: node.getStart(), end: node.getEnd() };
  return values.flatMap((value) => {
    const fate = eventFates(context.plan).get(value.type);
    const [part] = oldPartsOf(value, context);
    if (fate === undefined && part === undefined) return [];
    const what = `a text of JSON has ${fate === undefined ? `${value.type} with ${part?.path ?? ''}` : fate.from}`;
    const step = fate?.step ?? part?.step ?? '';
    return [{ ...place, step, what, todo: 'write it anew as the new version has it' }];
  });
}
