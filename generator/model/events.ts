import type { ApiModel, Flow, Message } from './api.ts';
import { alternativesOf, indexShapes } from './walk.ts';

/**
 * The messages that the event union of a flow is made of. A message that may be anything would swallow all others, so it is left
 * out, as long as there are others.
 */
export function eventsOf(
  model: Pick<ApiModel, 'messages' | 'shapes'>,
  flow: Flow,
): readonly Message[] {
  const index = indexShapes(model);
  const messages = model.messages.filter((message) => message.flow === flow);
  const typed = messages.filter((message) =>
    alternativesOf(message.shape, index).every((one) => one.kind !== 'unknown'),
  );
  return typed.length === 0 ? messages : typed;
}
