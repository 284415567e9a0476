import type { Origin } from '../base/finding.ts';
import type { Flow } from '../model/api.ts';
import type { Path } from './path.ts';

/**
 * What can differ between two versions. A kind says what happened, never whom it breaks: that is judged by rules.
 *
 * - `event-moved`: the event travels the other way; `flows` is the one in which it no longer does.
 * - `field-required`, `field-optional`: the key could be left out, and cannot any more, or the other way round.
 * - `null-…`: null may or may not stand here.
 * - `value-…`: a literal of an enum, or of a union of literals; `values-opened` when other texts are allowed as well.
 * - `member-…`: a shape of a union.
 * - `type-changed`: none of the kinds above tells it better.
 * - `endpoint-…`: a method of a path over HTTP, `POST /rooms`. What it is asked with and what it answers are compared as events are.
 * - `rest-changed`: what is said of keys, or of items of a tuple, that are not named; the text of an end that refuses them is `never`.
 *
 * What a schema is called is no fact of the wire, so there is no kind for a schema that is called otherwise.
 */
export type ChangeKind =
  | 'event-added'
  | 'event-removed'
  | 'event-moved'
  | 'field-added'
  | 'field-removed'
  | 'field-required'
  | 'field-optional'
  | 'null-added'
  | 'null-removed'
  | 'value-added'
  | 'value-removed'
  | 'values-opened'
  | 'values-closed'
  | 'member-added'
  | 'member-removed'
  | 'type-changed'
  | 'rest-changed'
  | 'format-changed'
  | 'limit-added'
  | 'limit-removed'
  | 'limit-changed'
  | 'default-changed'
  | 'description-changed'
  | 'deprecated'
  | 'undeprecated'
  | 'channel-added'
  | 'channel-removed'
  | 'address-changed'
  | 'parameter-added'
  | 'parameter-removed'
  | 'operation-added'
  | 'operation-removed'
  | 'operation-changed'
  | 'endpoint-added'
  | 'endpoint-removed';

/**
 * How the values that the after type admits relate to those of the before type, as the TypeScript compiler sees it:
 * `narrower` when after is assignable to before alone, `wider` when before is assignable to after alone, `same` when both are,
 * `other` when neither is. Of an added or removed key, the types compared are those of the object that holds it.
 */
export type Relation = 'same' | 'narrower' | 'wider' | 'other';

/** What an object says of keys that it does not name: nothing, a type that their values have, or that there are none. */
export type OtherKeys = 'unsaid' | 'typed' | 'refused';

/** One version's end of a change. */
export interface ChangeEnd {
  /** What stands there, to read: a TypeScript type (`string | null`), a JSON value of a default, limit or format, or a description. */
  readonly text: string;
  /** True where the key must be there; false where it may be absent; undefined where the change is not about a key. */
  readonly required: boolean | undefined;
  readonly origin: Origin;
  /** The named shape that holds it; undefined for events, channels and operations themselves. */
  readonly shape: string | undefined;
}

/** Where an event holds what changed. */
export interface Reach {
  readonly flow: Flow;
  /**
   * The literal of the event's tag where it has one (`session.update`), else the document's name for it; with ` (headers)` behind it where
   * it is the event's headers that hold the thing, and not its payload.
   */
  readonly event: string;
  /** From the event's payload or headers, in the version in which the thing is; `[]` is the payload itself. */
  readonly path: Path;
}

/** A fact: something is otherwise in the version after than in the version before. */
export interface Change {
  /**
   * Made of what the change is about, so that it stays the same when other changes come and go:
   * `field-removed RealtimeSession.voice`. Unique within a comparison.
   */
  readonly id: string;
  readonly kind: ChangeKind;
  /** What it is about: the event's tag, the key, the literal as JSON, the keyword (`maxLength`), the channel. */
  readonly subject: string;
  /** Of the types that one reads. */
  readonly relation: Relation;
  /** Of the types that one sends; another one where a default spares whoever sends a required key. */
  readonly sentRelation: Relation;
  /** Of an added or removed key: what its object says of such a key in the version that does not name it; undefined for all others. */
  readonly otherKeys: OtherKeys | undefined;
  /** Inside the named shape that holds it, the subject's own key included; `[]` for events, channels and operations. */
  readonly path: Path;
  /** Undefined where the version has nothing of the kind; never both. */
  readonly before: ChangeEnd | undefined;
  readonly after: ChangeEnd | undefined;
  /** The ways in which values with the change travel; empty where no event holds it. */
  readonly flows: readonly Flow[];
  /** Each event that holds it, shortest paths first. At most {@link reachLimit} paths of one event are listed. */
  readonly reaches: readonly Reach[];
}

/** How many paths of one event a change lists. */
export const reachLimit = 8;

/**
 * A guess with evidence: what went away and what came are one thing under another name or in another place. Both changes stay in the
 * list; a candidate only points at them.
 */
export interface Candidate {
  readonly kind: 'event-renamed' | 'field-renamed' | 'field-moved';
  /** The {@link Change.id} of what was removed and of what was added. */
  readonly removed: string;
  readonly added: string;
  readonly flow: Flow | undefined;
  /** To read: `response.text.delta`, or from the event: `session.voice`. */
  readonly from: string;
  readonly to: string;
  /** Between 0 and 1. */
  readonly score: number;
  /** What speaks for it, a clause each: `same 7 fields`, `the only event that went and shares 5 of 6 fields`. */
  readonly evidence: readonly string[];
}

/** All that differs between two models; an event-driven API's facts, without a judgement. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly candidates: readonly Candidate[];
  /** True where the two have no event and no shape in common: these are not versions of one API. */
  readonly unrelated: boolean;
}
