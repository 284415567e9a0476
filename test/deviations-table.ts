import { pointerTo } from '../generator/base/pointer.ts';
import { readModel } from '../generator/commands/read-model.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { eventsHolding } from './facts/events.ts';
import { versions, type Version } from './facts/tables.ts';
import { realtimeUnions, root } from './output/emit.ts';
import { patchesOf, readPatches, type Evidence, type Patch } from './patched.ts';

/** The table of DEVIATIONS.md as the patches have it: all that they change, with the types and events that it concerns. */
export async function deviationsTable(): Promise<string> {
  const rows: string[] = [];
  for (const version of versions) {
    const { whole } = await readModel(`spec/openai-realtime/${version}.asyncapi.yaml`, {
      cwd: root,
      allowRefs: [],
      verdict: 'quick',
      unionNames: realtimeUnions,
      components: { sent: undefined, received: undefined },
      perspective: 'client',
      http: `spec/openai-realtime/${version}.openapi.yaml`,
      settings: { overlays: [patchesOf(version)] },
    });
    if (whole === undefined) throw new Error(`the document ${version} cannot be read`);
    for (const patch of readPatches(version))
      if (patch['x-evidence'] !== undefined) rows.push(rowOf(version, patch, whole));
  }
  const head =
    '| Version | Place | Kind | The facts say | The document says | Events | Evidence |\n| --- | --- | --- | --- | --- | --- | --- |\n';
  return `${head}${rows.join('\n')}\n`;
}

function rowOf(version: Version, patch: Patch, model: ApiModel): string {
  const { kind, pointer } = changeOf(patch);
  const places = model.shapes.flatMap(({ name, shape }) =>
    shape.kind === 'object'
      ? shape.fields
          .filter((one) => one.origin.pointer === pointer)
          .map((one) => ({ type: name, field: one.key }))
      : [],
  );
  const [place] = places;
  if (place === undefined) throw new Error(`${version}: no type has what ${patch.target} changes`);
  const events = eventsHolding(model, place.type).map((one) => `\`${one}\``);
  const cells = [
    version,
    `\`${place.type}.${place.field}\``,
    kind,
    patch['x-facts'] ?? { field: 'no such field', null: 'no null', optional: 'required' }[kind],
    sentenceAsWords(patch.description),
    events.length === 0 ? 'HTTP only' : events.join(', '),
    (patch['x-evidence'] ?? []).map(evidenceText).join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What an action does to which field, by what it does and not by what it says. */
function changeOf({ target, remove, update = {} }: Patch): {
  readonly kind: 'field' | 'null' | 'optional';
  readonly pointer: string;
} {
  const [, owner, lost] = /^(.+)\.required\[\?@ == '(\w+)'\]$/.exec(target) ?? [];
  if (remove === true && owner !== undefined && lost !== undefined)
    return { kind: 'optional', pointer: pointerTo(pointerOf(owner), 'properties', lost) };
  const keys = Object.keys(update);
  const [key] = keys;
  if (target.endsWith('.properties') && keys.length === 1 && key !== undefined)
    return { kind: 'field', pointer: pointerTo(pointerOf(target), key) };
  const { type, anyOf } = update;
  const choices: readonly unknown[] = [type, anyOf].flat();
  const isNull = choices.some((one) => JSON.stringify(one ?? '').includes('"null"'));
  if (!isNull) throw new Error(`it cannot be told what ${target} is changed for`);
  return { kind: 'null', pointer: pointerOf(target) };
}

/** Of a target that names one place. */
function pointerOf(target: string): string {
  const steps = [...target.slice(1).matchAll(/\.(\w+)|\['([^']+)'\]|\[(\d+)\]/g)];
  if (`$${steps.map(([step]) => step).join('')}` !== target)
    throw new Error(`${target} does not name one place`);
  return pointerTo('', ...steps.map(([, name, quoted, index]) => name ?? quoted ?? index ?? ''));
}

function sentenceAsWords(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).trim().replace(/\.$/, '');
}

function evidenceText(one: Evidence): string {
  return 'capture' in one
    ? `\`${one.capture}:${String(one.line)}\``
    : `${one.document}, ${one.place}`;
}
