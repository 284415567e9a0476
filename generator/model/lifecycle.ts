import type { Literal } from './shape.ts';

/**
 * The order in which messages of a connection come, as far as a document tells: things open, go on and close.
 *
 * It is written as the extension `x-lifecycle` at the top level of a document, and generic: nothing in it belongs to one API. Events are
 * named by their tag (`response.done`), a place in a message by its keys (`response.id`). An `*` in the name of an event stands for any
 * text; a name that is spelt out goes before a pattern, and each event does one thing to a kind of thing.
 *
 * ```yaml
 * x-lifecycle:
 *   starts: [session.created]            # a connection begins with it; a capture that does not, begins in the middle
 *   things:
 *     response:
 *       asks:                            # what asks the other side to open one; `unless` takes messages out by their values
 *         response.create: { unless: { response.conversation: [none] } }
 *       opens: { response.created: response.id }          # event: where its id is
 *       continues: { 'response.*': response_id }
 *       closes: { response.done: response.id }
 *       cuts: { response.status: [cancelled, failed, incomplete] }   # closed so, it takes along what is open inside it
 *       atOnce: 1                        # how many may be open at the same time; any number where it is not said
 *       aside: { response.conversation_id: [null] }   # opened so, it does not count
 *     item:
 *       in: { response: response_id }    # the thing that holds it, and where in its messages the id of that is
 *       opens: { response.output_item.added: item.id }
 *       continues: { 'response.*': item_id }
 *       closes: { response.output_item.done: item.id }
 *     text:
 *       in: { item: item_id }
 *       continues: { response.text.delta: [item_id, content_index] }   # an id of several places; without `opens`, the first one opens
 *       closes: { response.text.done: [item_id, content_index] }
 *       joins:                           # pieces, put together, are what another message says as a whole
 *         - pieces: { response.text.delta: delta }
 *           whole: { response.text.done: text }
 *     speech:
 *       opens: { input_audio_buffer.speech_started: [] }   # no id: there is one at a time
 *       closes: { input_audio_buffer.speech_stopped: [] }
 *       mayStay: true                    # may still be open at the end, or when the next one opens, which is no trouble
 * ```
 *
 * A message without the id that is asked for is about no thing of that kind.
 */
export interface Lifecycles {
  readonly starts: readonly string[];
  /** Those that hold others come before them. */
  readonly things: readonly Lifecycle[];
}

export interface Lifecycle {
  /** `response`, `content part`: a word or two, as it is told in a sentence. */
  readonly name: string;
  readonly inside: { readonly thing: string; readonly id: ThingId } | undefined;
  readonly asks: readonly { readonly event: string; readonly unless: readonly ValueAt[] }[];
  /** Empty where the first message about a thing opens it. */
  readonly opens: readonly LifecycleStep[];
  readonly continues: readonly LifecycleStep[];
  readonly closes: readonly LifecycleStep[];
  /** When what closes it has one of these values, what is open inside ends with it. */
  readonly cuts: readonly ValueAt[];
  readonly atOnce: number | undefined;
  /** When what opens it has one of these values, it is none of those that `atOnce` counts. */
  readonly aside: readonly ValueAt[];
  readonly mayStay: boolean;
  readonly joins: readonly Join[];
}

/** An event about a thing, and where in it the id of the thing is. */
export interface LifecycleStep {
  /** A tag, in which `*` stands for any text. */
  readonly event: string;
  readonly id: ThingId;
}

/** The paths of what tells a thing from others of its kind, each a list of keys; none where there is one thing at a time. */
export type ThingId = readonly (readonly string[])[];

/** The values that mean something at a path. */
export interface ValueAt {
  readonly path: readonly string[];
  readonly values: readonly Literal[];
}

/** Texts of messages that, put together in order, are the text of another one about the same thing. */
export interface Join {
  readonly pieces: readonly TextAt[];
  readonly whole: readonly TextAt[];
}

export interface TextAt {
  readonly event: string;
  readonly path: readonly string[];
}
