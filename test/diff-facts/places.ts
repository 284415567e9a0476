import type { Change } from '../../generator/diff/change.ts';
import type { Path } from '../../generator/diff/path.ts';

/** A change at one path of one event: what is compared with a row of the tables. */
export interface Occurrence {
  readonly change: Change;
  readonly flow: 'sent' | 'received';
  readonly event: string;
  /** As the tables write it: members of unions stand at one path. */
  readonly path: string;
  /** The members of unions on the way, by the path at which they stand. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly path: string;
  readonly label: string;
}

/** Every place of every change. */
export function occurrencesOf(changes: readonly Change[]): readonly Occurrence[] {
  return changes.flatMap((change) =>
    change.reaches.map(({ flow, event, path }) => ({ change, flow, event, ...plainPath(path) })),
  );
}

/** A path as the tables write it. */
export function plainPath(path: Path): Pick<Occurrence, 'path' | 'members'> {
  let plain = '';
  const members: Member[] = [];
  for (const step of path) {
    if (step.kind === 'field') plain = plain === '' ? step.key : `${plain}.${step.key}`;
    else if (step.kind === 'member') members.push({ path: plain, label: step.label });
    else plain += step.kind === 'value' ? '{}' : '[]';
  }
  return { path: plain, members };
}

/** The path that holds another one: `tools[].name` is in `tools[]`, that in `tools`. */
export function holderOf(path: string): string {
  if (path.endsWith('[]') || path.endsWith('{}')) return path.slice(0, -2);
  const dot = path.lastIndexOf('.');
  return dot < 0 ? '' : path.slice(0, dot);
}

/** True for a path and all that is inside it. */
export function isInside(path: string, outer: string): boolean {
  if (outer === '' || path === outer) return true;
  return path.startsWith(outer) && /^[.[{]/.test(path.slice(outer.length));
}

export function lastKey(path: string): string {
  return (
    path
      .replaceAll(/\[\]|\{\}/g, '')
      .split('.')
      .at(-1) ?? ''
  );
}
