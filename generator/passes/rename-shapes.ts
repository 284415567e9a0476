import { finding, type Finding } from '../base/finding.ts';
import { suggest } from '../base/nearest.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { mapChildren } from '../model/walk.ts';
import type { Pass } from './pass.ts';

/** New names of types, by the names that they would have (`EventPayload`) or by their places (`components/schemas/event`). */
export type NameChoice = Readonly<Record<string, string>>;

/** A pass that gives types other names; what is named after such a type follows it, unless it has a name of its own. */
export function renameShapes(choice: NameChoice): Pass {
  return {
    name: 'rename-shapes',
    ensures: 'Every type that somebody gave a name has it.',
    run: (model, findings) => {
      if (Object.keys(choice).length === 0) return model;
      const asked = askedNames(model, choice, findings);
      const names = new Map<string, string>();
      for (const one of model.shapes) {
        names.set(one.name, asked.get(one.name) ?? derivedName(one, model.shapes, asked));
      }
      findings.push(...clashes(model.shapes, names));
      return withNames(model, (name) => names.get(name) ?? name);
    },
  };
}

/** The new names by old names, each key of the choice held against the model. */
function askedNames(
  model: ApiModel,
  choice: NameChoice,
  findings: Finding[],
): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  for (const [key, name] of Object.entries(choice)) {
    const shape = model.shapes.find((one) => one.name === key || isPlace(key, one, model));
    if (shape !== undefined) asked.set(shape.name, name);
    else findings.push(unmatched(key, name, model));
  }
  return asked;
}

/** `components/schemas/event`, `#/components/schemas/event`, or `common.yaml#/event` for a file beside the document. */
function isPlace(key: string, { origin }: NamedShape, { source }: ApiModel): boolean {
  if (!key.includes('/')) return false;
  const [before = '', after] = key.split('#', 2);
  const [file, pointer] = after === undefined ? ['', before] : [before, after];
  const path = pointer.startsWith('/') ? pointer : `/${pointer}`;
  if (origin.pointer !== path) return false;
  return file === '' ? origin.file === source.file : `/${origin.file}`.endsWith(`/${file}`);
}

function unmatched(key: string, name: string, { shapes, source }: ApiModel): Finding {
  const at = { file: source.file, pointer: '' };
  const known = key.includes('/')
    ? shapes.map((one) => one.origin.pointer.slice(1))
    : shapes.map((one) => one.name);
  const near = suggest(key, known);
  const message = `${name} is the name for ${key}, and the document has no such type`;
  const hint = near?.startsWith('did') === true ? near : undefined;
  return finding('name-unmatched', 'warning', at, message, hint);
}

/** The name of an inline type goes on from the name of the type that it stands in. */
function derivedName(
  one: NamedShape,
  all: readonly NamedShape[],
  asked: ReadonlyMap<string, string>,
): string {
  let nearest: NamedShape | undefined;
  for (const other of all) {
    if (!asked.has(other.name) || other.origin.file !== one.origin.file) continue;
    if (!one.name.startsWith(other.name)) continue;
    if (!one.origin.pointer.startsWith(`${other.origin.pointer}/`)) continue;
    if (nearest === undefined || nearest.name.length < other.name.length) nearest = other;
  }
  if (nearest === undefined) return one.name;
  return (asked.get(nearest.name) ?? nearest.name) + one.name.slice(nearest.name.length);
}

/** Names that differ by the case of letters alone are one name to many systems. */
function clashes(
  shapes: readonly NamedShape[],
  names: ReadonlyMap<string, string>,
): readonly Finding[] {
  const owners = new Map<string, NamedShape>();
  const found: Finding[] = [];
  for (const one of shapes) {
    const name = names.get(one.name) ?? one.name;
    const other = owners.get(name.toLowerCase());
    if (other === undefined) owners.set(name.toLowerCase(), one);
    else {
      const message = `${one.name} would be called ${name}, and so is ${other.name}`;
      found.push(finding('name-clash', 'error', one.origin, message, 'choose another name'));
    }
  }
  return found;
}

function withNames(model: ApiModel, nameOf: (name: string) => string): ApiModel {
  const rename = (shape: Shape): Shape => {
    if (shape.kind !== 'ref') return mapChildren(shape, rename);
    const name = nameOf(shape.name);
    return name === shape.name ? shape : { ...shape, name };
  };
  return {
    ...model,
    shapes: model.shapes.map((one) => ({
      ...one,
      name: nameOf(one.name),
      shape: rename(one.shape),
    })),
    messages: model.messages.map((one) => ({
      ...one,
      shape: rename(one.shape),
      headers: one.headers && rename(one.headers),
    })),
    channels: model.channels.map((one) => ({
      ...one,
      parameters: one.parameters.map((each) => ({ ...each, shape: rename(each.shape) })),
      messages: one.messages.map((each) => ({ ...each, shape: rename(each.shape) })),
    })),
    operations: model.operations.map((one) => ({
      ...one,
      messages: one.messages.map(rename),
      reply: one.reply && { ...one.reply, messages: one.reply.messages.map(rename) },
    })),
    endpoints: model.endpoints?.map((one) => ({
      ...one,
      asked: rename(one.asked),
      answered: rename(one.answered),
    })),
  };
}
