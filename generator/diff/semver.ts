import type { ChangeKind } from './change.ts';
import type { Audience, Judgement, SemverVerdict } from './judgement.ts';

type Bump = SemverVerdict['bump'];

/**
 * What a package of types must become for an audience: major where something breaks it, minor where something may or something was
 * added, patch where anything else is otherwise. What is waived, or not told, asks for nothing.
 */
export function semverOf(judgements: readonly Judgement[], audience: Audience): SemverVerdict {
  const asked = judgements.flatMap((one) => {
    const bump = bumpOf(one, audience);
    return bump === 'none' ? [] : [{ bump, id: one.change.id }];
  });
  const bump = bumps.find((wanted) => asked.some((one) => one.bump === wanted)) ?? 'none';
  return { bump, forcedBy: asked.filter((one) => one.bump === bump).map(({ id }) => id) };
}

const bumps: readonly Bump[] = ['major', 'minor', 'patch'];

function bumpOf({ change, verdicts, waiver }: Judgement, audience: Audience): Bump {
  if (waiver !== undefined) return 'none';
  switch (verdicts[audience].level) {
    case 'off':
      return 'none';
    case 'error':
      return 'major';
    case 'warning':
      return 'minor';
    case 'info':
      return harmless[change.kind][audience];
  }
}

const added: Readonly<Record<Audience, Bump>> = { source: 'minor', wire: 'minor' };
const otherwise: Readonly<Record<Audience, Bump>> = { source: 'patch', wire: 'patch' };
/** Only compiled code, and who reads it, see it. */
const words: Readonly<Record<Audience, Bump>> = { source: 'patch', wire: 'none' };

/** What a change asks for that breaks nobody. */
const harmless: Readonly<Record<ChangeKind, Readonly<Record<Audience, Bump>>>> = {
  'event-added': added,
  'event-removed': otherwise,
  'event-moved': otherwise,
  'field-added': added,
  'field-removed': otherwise,
  'field-required': otherwise,
  'field-optional': added,
  'null-added': added,
  'null-removed': otherwise,
  'value-added': added,
  'value-removed': otherwise,
  'values-opened': added,
  'values-closed': otherwise,
  'member-added': added,
  'member-removed': otherwise,
  'type-changed': otherwise,
  'rest-changed': otherwise,
  'format-changed': otherwise,
  'limit-added': otherwise,
  'limit-removed': otherwise,
  'limit-changed': otherwise,
  'default-changed': otherwise,
  'description-changed': words,
  deprecated: words,
  undeprecated: words,
  'channel-added': added,
  'channel-removed': otherwise,
  'address-changed': otherwise,
  'parameter-added': added,
  'parameter-removed': otherwise,
  'operation-added': added,
  'operation-removed': otherwise,
  'operation-changed': otherwise,
  'endpoint-added': added,
  'endpoint-removed': otherwise,
};
