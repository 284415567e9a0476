import { gt, inc, lte, major, parse, valid } from 'semver';
import { UsageError } from '../base/finding.ts';
import type { DiffReport } from '../report/report.ts';

/** How much a version becomes another one. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** What is published, as far as the next version depends on it. */
export interface PublishedState {
  readonly version: string;
  /** Every version that the registry has; none of them can be published again. */
  readonly taken: readonly string[];
  /** True where what would be published now is the same. */
  readonly same: boolean;
  /** False where wireshape did not make it, so that nobody can say what it holds. */
  readonly ours: boolean;
}

/** What became of a version of the API since. */
export interface VersionChange {
  readonly name: string;
  readonly state: 'added' | 'removed' | 'kept';
  /** Of a version that both have; undefined where nobody compared them. */
  readonly report: Pick<DiffReport, 'semver' | 'headlines' | 'rows' | 'counts'> | undefined;
  /** Exported names, sorted. */
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** What a person wants otherwise. */
export interface PlanRequest {
  /** `major`, `minor`, `patch`, or a version: `1.0.0`. */
  readonly bump: string | undefined;
  readonly reason: string | undefined;
}

/** Why a version must become another one: each change asks for something, and the gravest is done. */
export interface PlanReason {
  readonly bump: Exclude<Bump, 'none'>;
  /** The version of the API; undefined where it is about the package. */
  readonly version: string | undefined;
  readonly text: string;
}

/** The next version of a package, and why it is that. */
export interface ReleasePlan {
  readonly from: string | undefined;
  /** Undefined where there is nothing to publish. */
  readonly to: string | undefined;
  /** What the changes come to, before the rules for 0.x. */
  readonly bump: Bump;
  /** The version that they ask for; another one than `to` where a person wanted it otherwise. */
  readonly due: string | undefined;
  readonly why: readonly PlanReason[];
  /** Why a person wanted it otherwise. */
  readonly reason: string | undefined;
}

/** Gravest first. */
export const bumps = ['major', 'minor', 'patch'] as const;

/** What a change comes to before 1.0.0, where nothing is promised yet: a step less, so that the first number stays. */
const beforeOne: Readonly<Record<Bump, Bump>> = {
  major: 'minor',
  minor: 'patch',
  patch: 'patch',
  none: 'none',
};

export const firstVersion = '0.1.0';

/**
 * Plans the next version. Whoever asks for more gets it; for less, only with a reason. The same content has nothing to publish, unless
 * a version is named.
 *
 * @throws {UsageError} where what is asked for cannot be.
 */
export function planRelease(
  published: PublishedState | undefined,
  changes: readonly VersionChange[],
  request: PlanRequest,
): ReleasePlan {
  const why = published?.same === true ? [] : reasonsFor(published, changes);
  const bump = bumps.find((one) => why.some((each) => each.bump === one)) ?? 'none';
  const due = dueVersion(published, bump);
  const to = wantedVersion(published, due, request);
  const reason = request.reason?.trim();
  if (due !== undefined && to !== undefined && gt(due, released(to)) && (reason ?? '') === '') {
    throw new UsageError(
      `the changes ask for ${due}, which is more than ${to}`,
      'a lower version needs --reason, which is printed in the changelog',
    );
  }
  return {
    from: published?.version,
    to,
    bump,
    due,
    why,
    reason: reason === '' ? undefined : reason,
  };
}

/** A version without what makes a preview of it: `2.0.0-beta.1` is no less than `2.0.0`. */
function released(version: string): string {
  const { major: first, minor, patch } = parse(version) ?? { major: 0, minor: 0, patch: 0 };
  return [first, minor, patch].join('.');
}

function dueVersion(published: PublishedState | undefined, bump: Bump): string | undefined {
  if (published === undefined) return firstVersion;
  const level = major(published.version) === 0 ? beforeOne[bump] : bump;
  return level === 'none' ? undefined : freeVersion(published.version, level, published.taken);
}

/** What a person asks for, or else what is due. */
function wantedVersion(
  published: PublishedState | undefined,
  due: string | undefined,
  { bump }: PlanRequest,
): string | undefined {
  const from = published?.version ?? '0.0.0';
  if (bump === undefined) return due;
  const level = bumps.find((one) => one === bump);
  if (level !== undefined) return due && freeVersion(from, level, published?.taken ?? []);
  const exact = valid(bump);
  if (exact === null || exact !== bump) {
    throw new UsageError(`--bump is ${bumps.join(', ')} or a version as 1.0.0, not ${bump}`);
  }
  if (published === undefined) return exact;
  if (exact === published.version && published.same) return undefined;
  if (lte(exact, published.version)) {
    throw new UsageError(`${exact} does not come after ${published.version}, which is published`);
  }
  if (published.taken.includes(exact)) throw new UsageError(`${exact} is published already`);
  return exact;
}

/** The next version of that level that nobody published, under whatever tag. */
function freeVersion(
  from: string,
  level: (typeof bumps)[number],
  taken: readonly string[],
): string {
  let next = inc(from, level);
  while (next !== null && taken.includes(next)) next = inc(next, level);
  if (next === null) throw new UsageError(`${from} is no version of a package`);
  return next;
}

function reasonsFor(
  published: PublishedState | undefined,
  changes: readonly VersionChange[],
): readonly PlanReason[] {
  if (published === undefined) {
    return [{ bump: 'minor', version: undefined, text: 'nothing is published yet' }];
  }
  if (!published.ours) {
    const text = 'what is published was not made by wireshape, so nothing is known of it';
    return [{ bump: 'major', version: undefined, text }];
  }
  const reasons = changes.flatMap(reasonsOf);
  if (reasons.length > 0) return reasons;
  const text = 'no type is otherwise, but files, settings or the tool are';
  return [{ bump: 'patch', version: undefined, text }];
}

function reasonsOf({ name, state, report, gone, come }: VersionChange): readonly PlanReason[] {
  switch (state) {
    case 'added':
      return [{ bump: 'minor', version: name, text: 'this version of the API is new' }];
    case 'removed':
      return [{ bump: 'major', version: name, text: 'this version of the API is gone' }];
    case 'kept':
      return [
        ...verdictsOf(name, report),
        ...namesReason(name, 'major', gone, 'no longer exported'),
        ...namesReason(name, 'minor', come, 'newly exported'),
      ];
  }
}

const forWhom = { source: 'code that is compiled', wire: 'programs that run already' } as const;

/** Who upgrades wants to know of both: what the compiler will say, and what has changed on the wire. */
function verdictsOf(version: string, report: VersionChange['report']): readonly PlanReason[] {
  return (['source', 'wire'] as const).flatMap((audience) => {
    const verdict = report?.semver[audience];
    if (verdict === undefined || verdict.bump === 'none') return [];
    const count = verdict.forcedBy.length;
    const text = `${String(count)} ${count === 1 ? 'change' : 'changes'} for ${forWhom[audience]}`;
    return [{ bump: verdict.bump, version, text }];
  });
}

function namesReason(
  version: string,
  bump: PlanReason['bump'],
  names: readonly string[],
  what: string,
): readonly PlanReason[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  const count = `${String(names.length)} ${names.length === 1 ? 'name' : 'names'}`;
  return [{ bump, version, text: `${count} ${what}: ${shown}` }];
}
