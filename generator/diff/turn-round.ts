import type { ApiModel, Flow } from '../model/api.ts';
import { pairMessages } from './pair-messages.ts';

/**
 * The version after, from the end that the version before speaks from. What one may publish to a server (AsyncAPI 2.x), the server receives
 * (3.x); so where most events of two such documents go the other way, it is not they that have changed.
 */
export function fromSameEnd(before: ApiModel, after: ApiModel): ApiModel {
  const [one, other] = [before, after].map(({ source }) => generation(source.format));
  if (one === undefined || other === undefined || one === other) return after;
  const turned = turnRound(after);
  const matches = (model: ApiModel): number => pairMessages(before, model).pairs.length;
  return matches(turned) > matches(after) ? turned : after;
}

/** `AsyncAPI 2.6.0` gives `AsyncAPI 2`; undefined for other formats. */
export function generation(format: string): string | undefined {
  return /^AsyncAPI \d/u.exec(format)?.[0];
}

/** The same API as its other end sees it. */
function turnRound(model: ApiModel): ApiModel {
  const turned = <T extends { readonly flow: Flow }>(one: T): T => ({
    ...one,
    flow: one.flow === 'sent' ? 'received' : 'sent',
  });
  return {
    ...model,
    messages: model.messages.map(turned),
    unions: model.unions.map(turned),
    channels: model.channels.map((one) => ({ ...one, messages: one.messages.map(turned) })),
    operations: model.operations.map(turned),
  };
}
