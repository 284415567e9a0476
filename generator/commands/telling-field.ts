import type { Drift } from '../base/wire-report.ts';
import type { ApiModel, Message } from '../model/api.ts';
import type { ObjectShape } from '../model/shape.ts';
import { indexShapes, objectsOf } from '../model/walk.ts';
import { findTag } from '../passes/find-tag.ts';

/** The messages of a model that are an event, as the checks call it. */
export function messagesOf({ event, flow }: Drift, { messages }: ApiModel): readonly Message[] {
  return messages.filter((one) => one.flow === flow && eventsOf(one).includes(event));
}

/** One without a tag goes by its own name. */
function eventsOf({ name, tags }: Message): readonly string[] {
  return tags.length === 0 ? [name] : tags.map((tag) => tag.map(String).join(' '));
}

/** True where a drift is in the only field that tells messages of one event apart: with any other value, nobody could. */
export function isInTellingField(drift: Drift, model: ApiModel): boolean {
  const index = indexShapes(model);
  const [first, ...others] = messagesOf(drift, model).map(({ shape }) => objectsOf(shape, index));
  return others.some((other) => {
    const both = [...(first ?? []), ...other];
    return (
      findTag(both) !== undefined &&
      findTag(both.map((one) => withoutField(one, drift.path))) === undefined
    );
  });
}

function withoutField(object: ObjectShape, key: string): ObjectShape {
  return { ...object, fields: object.fields.filter((one) => one.key !== key) };
}
