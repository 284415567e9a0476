import { isRecord } from '../../generator/base/json.ts';
import type { OpenApiDocument } from '../../bench/forms.mjs';
import type { Version } from '../facts/tables.ts';
import type { Difference } from './compare-pairs.ts';
import type { OpenApiTypesOptions } from './openapi-types.ts';

/** What openapi-typescript would have to be given to agree with us. */
export interface Cure {
  readonly options: OpenApiTypesOptions;
  readonly change: (document: OpenApiDocument) => OpenApiDocument;
}

/** Why our type of a component and openapi-typescript's differ. It makes one type of a component, whichever way that travels. */
export const reasons = {
  /** A list that one sends is `readonly` with us, so that one may also send a list that nobody may change. */
  'sent lists': { options: { immutable: true }, change: (document) => document },
  /** A field that only the server sets is not in what one sends. */
  'fields of the server': { options: {}, change: withoutReadOnly },
} as const satisfies Record<string, Cure>;

export interface KnownDifference extends Omit<Difference, 'why'> {
  readonly version: Version;
  readonly reason: keyof typeof reasons;
}

/** All of them, in what HTTP alone carries from the client to the server. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    version: 'beta',
    component: 'SessionCreateParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
  {
    version: 'beta',
    component: 'TranscriptionSessionCreateParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
  {
    version: 'preview',
    component: 'ClientSecretCreateParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
  {
    version: 'ga',
    component: 'ClientSecretCreateParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
  {
    version: 'ga',
    component: 'ClientSecretCreateParams',
    direction: 'ours to theirs',
    as: 'keys',
    reason: 'fields of the server',
  },
  {
    version: 'current',
    component: 'ClientSecretCreateParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
  {
    version: 'current',
    component: 'ClientSecretCreateParams',
    direction: 'ours to theirs',
    as: 'keys',
    reason: 'fields of the server',
  },
  {
    version: 'current',
    component: 'CallCreateParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
  {
    version: 'current',
    component: 'CallCreateParams',
    direction: 'ours to theirs',
    as: 'keys',
    reason: 'fields of the server',
  },
  {
    version: 'current',
    component: 'CallAcceptParams',
    direction: 'ours to theirs',
    as: 'values',
    reason: 'sent lists',
  },
];

function withoutReadOnly(document: OpenApiDocument): OpenApiDocument {
  return stripped(document) as OpenApiDocument;
}

/** A copy without what is marked `readOnly`. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(
    ([, inner]) => !isRecord(inner) || inner['readOnly'] !== true,
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, stripped(inner)]));
}
