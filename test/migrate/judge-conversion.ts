import type { namedEvents } from '../../generator/migrate/plan.ts';
import { patchedBundle } from '../patched.ts';
import { createJudge, createSchemaJudge, type Drift } from '../wire/judge.ts';
import { sameButForLosses } from './but-for-losses.ts';
import type { Migrated } from './converters.ts';
import type { Conversion, Converters } from './run-converters.ts';

const speakers = { sent: 'Client', received: 'Server' } as const;
const directions = { sent: 'client', received: 'server' } as const;

type NamedEvent = ReturnType<typeof namedEvents>[number];

/** What is wrong with what converters make of values of the version before; nothing, where all is well. */
export interface ConversionJudge {
  readonly event: (converters: Converters, event: NamedEvent, value: unknown) => readonly string[];
  readonly type: (converters: Converters, type: string, value: unknown) => readonly string[];
}

/**
 * Holds converters against the schemas of the version after, closed against fields that they do not declare, and against what was given:
 * it must come back but for what was told as lost, with nothing lost on the way back.
 */
export function createConversionJudge(
  { plan }: Migrated,
  after: Parameters<typeof patchedBundle>[0],
): ConversionJudge {
  const judge = createJudge(patchedBundle(after));
  const judgeShape = createSchemaJudge(patchedBundle(after));
  // The map says of some fields that they stay where they are, though the version after has no type for them.
  const kept = plan.migration.waivers.flatMap(({ change }) => {
    const [, key] = /^field-removed [\w*]+\.(\w+)$/.exec(change) ?? [];
    return key === undefined ? [] : [key];
  });
  const told = (drifts: readonly Drift[]): readonly string[] =>
    drifts
      .filter(
        ({ path, kind }) => kind !== 'unknown' || !kept.includes(path.split('.').at(-1) ?? ''),
      )
      .map(({ path, kind }) => `${path} ${kind}`);
  return {
    event: (converters, { flow, event }, value) => {
      const up = run(converters, `upgrade${speakers[flow]}Event`, value);
      const messages = (up.values ?? []) as readonly Readonly<Record<string, unknown>>[];
      const direction = directions[flow];
      const drifts = messages.flatMap((message) => judge({ place: event, direction, message }));
      // One that has become what is another event there already cannot be told from it any more.
      if (up.losses.some(({ path }) => path === '/type')) return told(drifts);
      const downs = messages.map((one) => run(converters, `downgrade${speakers[flow]}Event`, one));
      return [...told(drifts), ...wayBack(value, up, downs)];
    },
    type: (converters, type, value) => {
      const up = run(converters, `upgrade${type}`, value);
      const targets = plan.types.get(type)?.to.map((one) => one.type) ?? [];
      const drifts = targets.map((target) => told(judgeShape(target, up.value)));
      const fits = drifts.some((one) => one.length === 0);
      const down = run(converters, `downgrade${type}`, up.value);
      return [...(fits ? [] : drifts.flat()), ...wayBack(value, up, [down])];
    },
  };
}

function run(converters: Converters, name: string, value: unknown): Conversion {
  const found = converters[name];
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found(value);
}

function wayBack(value: unknown, up: Conversion, downs: readonly Conversion[]): readonly string[] {
  // The second of two events says nothing on the way back, and is told as lost as a whole.
  const speaking = downs.filter(({ values }) => values?.length !== 0);
  const [down] = speaking;
  if (down === undefined || speaking.length > 1) return [`${String(speaking.length)} come back`];
  const returned = down.values?.[0] ?? down.value;
  const same = sameButForLosses(value, returned, up.losses);
  return [
    ...(same ? [] : [`it comes back as ${JSON.stringify({ returned, losses: up.losses })}`]),
    ...down.losses.map(({ path }) => `${path} is lost on the way back`),
  ];
}
