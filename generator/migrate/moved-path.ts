import type { Path } from '../diff/path.ts';
import { mapPathText, parseMapPath } from './map-path.ts';
import type { MigrationStep } from './step.ts';

/** The path at which a value of a type stands in the new version, by the steps that act in that type. */
export function movedPath(path: string, type: string, steps: readonly MigrationStep[]): string {
  const given = parseMapPath(path) ?? [];
  // What is told of the value itself goes before what is told of an object that holds it.
  for (let length = given.length; length > 0; length -= 1) {
    const [head, tail] = [given.slice(0, length), given.slice(length)];
    const found = moveOf(mapPathText(head), type, steps);
    if (found !== undefined) return mapPathText([...found, ...tail]);
  }
  return path;
}

function moveOf(path: string, type: string, steps: readonly MigrationStep[]): Path | undefined {
  const own = steps.filter((one) => 'in' in one && one.in.includes(type));
  const move = own.find(
    (one) => (one.kind === 'rename-field' || one.kind === 'move-field') && samePath(one.from, path),
  );
  const wrap = own.find((one) => one.kind === 'wrap-value' && samePath(one.path, path));
  if (move === undefined && wrap === undefined) return undefined;
  const moved = move === undefined ? (parseMapPath(path) ?? []) : newPath(move);
  const inner = wrap?.kind === 'wrap-value' ? (parseMapPath(wrap.as) ?? []) : [];
  return [...moved, ...inner];
}

/** The path that a step gives to the value that it acts on, from the new type. */
export function newPath(step: MigrationStep): Path {
  if (step.kind === 'move-field' || step.kind === 'add-field')
    return parseMapPath(step.kind === 'move-field' ? step.to : step.path) ?? [];
  if (step.kind !== 'rename-field') return [];
  const from = parseMapPath(step.from) ?? [];
  return [...from.slice(0, -1), { kind: 'field', key: step.to }];
}

/** True for two texts of one path. */
export function samePath(one: string, other: string): boolean {
  return (
    one === other || mapPathText(parseMapPath(one) ?? []) === mapPathText(parseMapPath(other) ?? [])
  );
}
