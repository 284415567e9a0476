import type { ApiModel } from '../model/api.ts';
import { findCandidates } from './candidates.ts';
import type { Change, Comparison } from './change.ts';
import { Collected } from './collect.ts';
import { compareChannels } from './compare-channels.ts';
import { pairEndpoints } from './compare-endpoints.ts';
import { addEvents, compareMessages } from './compare-events.ts';
import { compareUnreached } from './compare-unreached.ts';
import { eventLabel, pairMessages } from './pair-messages.ts';
import type { Pair } from './spot.ts';
import { fromSameEnd } from './turn-round.ts';
import { PairWalk } from './walk-pairs.ts';

/** What differs, and where it was found: which shapes were held against each other. */
export interface ComparedApis extends Comparison {
  readonly pairs: readonly Pair[];
  readonly pairsOf: (change: Change) => readonly Pair[];
}

/** All that differs between two versions of an API, without a judgement. What things are called, and in which order, is no difference. */
export function compareApis(before: ApiModel, given: ApiModel): ComparedApis {
  const after = fromSameEnd(before, given);
  const collected = new Collected(before, after);
  const walk = new PairWalk(before, after);
  const messages = pairMessages(before, after);
  const endpoints = pairEndpoints(before, after);
  for (const { before: one } of [...messages.pairs, ...endpoints.pairs]) {
    collected.addEvent(one.flow, eventLabel(one));
  }
  addEvents(messages, collected);
  for (const one of endpoints.changes) collected.addChange(one);
  for (const pair of [...messages.pairs, ...messages.moved, ...endpoints.pairs]) {
    compareMessages(pair, walk, collected);
  }
  for (const one of compareChannels(before, after, messages, walk)) collected.addChange(one);
  const named = compareUnreached(before, after, walk);
  for (const { fact, pair } of walk.findings()) collected.add(fact, pair);
  const shared = messages.pairs.length + messages.moved.length + named;
  const isEmpty = ({ messages: all, shapes }: ApiModel): boolean =>
    all.length + shapes.length === 0;
  const unrelated = shared === 0 && !isEmpty(before) && !isEmpty(after);
  const changes = collected.changes();
  const candidates = findCandidates(changes, before, after);
  return { changes, candidates, unrelated, pairs: walk.pairs(), pairsOf: collected.pairsOf };
}
