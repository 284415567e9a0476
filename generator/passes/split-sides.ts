import { finding, type Finding } from '../base/finding.ts';
import { NameTable } from '../base/names.ts';
import type { ApiModel, NamedShape, Param, Sides } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { isOnSide, isSpared, type Side } from '../model/side.ts';
import { childShapes, indexShapes, type ShapeIndex } from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const splitSides: Pass = {
  name: 'split-sides',
  ensures:
    'Every named shape knows whether it is read, written or both, and what its param type is called. What is sent is read too, by servers and tests; what nothing reaches has both sides.',
  run: (model, findings) => {
    const index = indexShapes(model);
    const sides = sidesOf(model, index);
    const differing = differingShapes(model, index);
    const names = new NameTable();
    for (const one of model.shapes) names.claim(one.name, []);
    const shapes = model.shapes.map((one): NamedShape => {
      const own = sides.get(one.name) ?? { read: true, write: true };
      const same = own.read && !differing.has(one.name);
      const param = own.write ? paramOf(one, own, same, names) : undefined;
      if (param !== undefined && ![one.name, `${one.name}Param`].includes(param.name)) {
        findings.push(paramTaken(one, param));
      }
      return { ...one, sides: own, param };
    });
    return { ...model, shapes };
  },
};

function paramOf(one: NamedShape, sides: Sides, same: boolean, names: NameTable): Param {
  // A name without a type to be told from needs no suffix, and a plain set of values is the same on both sides.
  if (!sides.read) return { name: one.name, same: false };
  if (same && isLeaf(one.shape)) return { name: one.name, same: true };
  return { name: names.claim(`${one.name}Param`, ['Input', 'Value']), same };
}

function paramTaken({ name, origin }: NamedShape, param: Param): Finding {
  const text = `the type name ${name}Param is already used; what one sends of ${name} is called ${param.name}`;
  return finding('name-taken', 'info', origin, text);
}

function isLeaf(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.members.every(isLeaf);
  return (
    shape.kind === 'scalar' ||
    shape.kind === 'literal' ||
    shape.kind === 'enum' ||
    shape.kind === 'unknown'
  );
}

function sidesOf(model: ApiModel, index: ShapeIndex): ReadonlyMap<string, Sides> {
  const read = new Set<string>();
  const write = new Set<string>();
  // A list of what is waiting, and no recursion: a chain of references may be as long as the document.
  const reach = (start: Shape, side: Side, into: Set<string>): void => {
    const waiting = [start];
    for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
      if (shape.kind === 'ref') {
        const target = into.has(shape.name) ? undefined : index.get(shape.name);
        into.add(shape.name);
        if (target !== undefined) waiting.push(target.shape);
      } else if (shape.kind === 'object') {
        for (const field of shape.fields) if (isOnSide(field, side)) waiting.push(field.shape);
        waiting.push(...shape.patterns.map((pattern) => pattern.shape));
        if (shape.rest !== undefined) waiting.push(shape.rest);
      } else for (const child of childShapes(shape)) waiting.push(child);
    }
  };
  const root = (name: string): Shape => ({ kind: 'ref', name });
  for (const message of model.messages) {
    reach(message.shape, 'read', read);
    if (message.flow === 'sent' || model.perspective === 'both')
      reach(message.shape, 'write', write);
  }
  for (const one of model.shapes) {
    if (one.sides.read) reach(root(one.name), 'read', read);
    if (one.sides.write) reach(root(one.name), 'write', write);
  }
  for (const one of model.shapes) {
    if (read.has(one.name) || write.has(one.name)) continue;
    reach(root(one.name), 'read', read);
    reach(root(one.name), 'write', write);
  }
  return new Map(
    model.shapes.map((one) => [one.name, { read: read.has(one.name), write: write.has(one.name) }]),
  );
}

/** The shapes whose sent side differs from the received one, themselves or in what they refer to. */
function differingShapes(model: ApiModel, index: ShapeIndex): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const differing = new Set<string>();
  const waiting: string[] = [];
  for (const one of model.shapes) {
    if (differsItself(one.shape)) waiting.push(one.name);
    for (const name of refsOf(one.shape)) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [one.name]);
      else known.push(one.name);
    }
  }
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (differing.has(name) || !index.has(name)) continue;
    differing.add(name);
    waiting.push(...(users.get(name) ?? []));
  }
  return differing;
}

/** Lists are read-only where one sends them; one-sided fields are on one side; a default spares the sender the field. */
function differsItself(shape: Shape): boolean {
  if (shape.kind === 'list' || shape.kind === 'tuple') return true;
  if (
    shape.kind === 'object' &&
    shape.fields.some((field) => field.access !== 'both' || isSpared(field))
  )
    return true;
  return childShapes(shape).some(differsItself);
}

function refsOf(shape: Shape): readonly string[] {
  if (shape.kind === 'ref') return [shape.name];
  return childShapes(shape).flatMap(refsOf);
}
