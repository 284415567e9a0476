import type { ApiModel } from '../model/api.ts';
import { eventCandidates } from './candidate-events.ts';
import { fieldCandidates } from './candidate-fields.ts';
import type { Candidate, Change } from './change.ts';

/** What of that which went away seems to be there under another name or in another place; of each kind the likeliest first. */
export function findCandidates(
  changes: readonly Change[],
  before: ApiModel,
  after: ApiModel,
): readonly Candidate[] {
  return [eventCandidates, fieldCandidates].flatMap((find) =>
    find(changes, before, after).toSorted((one, other) => other.score - one.score),
  );
}
