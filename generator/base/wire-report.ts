/**
 * What captures say against a description: plain data that can be printed, kept and merged. Reports of different captures add up to the
 * report of all of them, in whatever order (lists are sorted by what they are about, never by arrival).
 */
export interface WireReport {
  readonly format: 1;
  readonly api: string;
  readonly version: string;
  /** True where nobody said which version, and the best fitting one was taken. */
  readonly guessed: boolean;
  /** Sorted by name; merging refuses the same capture twice with other content and takes it once with the same. */
  readonly captures: readonly CaptureSummary[];
  /** What differs from the description, one for each rule, event and place. */
  readonly drifts: readonly Drift[];
  /** What was opened and never closed, or came out of order. */
  readonly troubles: readonly Trouble[];
  readonly coverage: readonly EventCoverage[];
  /** How well each version of the API fits. */
  readonly fits: readonly VersionFit[];
  /** Lines and frames that are no message. */
  readonly unreadable: readonly Unreadable[];
}

export interface CaptureSummary {
  /** As the user would name it, with forward slashes; `-` is standard input. */
  readonly name: string;
  readonly kind: 'messages' | 'frames' | 'har' | 'log';
  readonly bytes: number;
  readonly sha256: string;
  readonly messages: number;
  readonly sent: number;
  readonly received: number;
  /** Messages of events that the description does not know. */
  readonly unknown: number;
}

/** Where something stands in a capture. `line` counts from 1; of a HAR file, it is the frame's number. */
export interface CapturePlace {
  readonly capture: string;
  readonly line: number;
}

export type DriftRule =
  | 'event-undeclared'
  | 'field-undeclared'
  | 'null-undeclared'
  | 'value-undeclared'
  | 'type-otherwise'
  | 'required-missing'
  | 'limit-broken';

export interface Drift {
  readonly rule: DriftRule;
  readonly flow: 'sent' | 'received';
  /** The tag: `response.done`. */
  readonly event: string;
  /** From the event, items as `[]`, values of maps as `{}`: `response.output[].content[].transcript`. Empty for the event itself. */
  readonly path: string;
  /** The keyword that failed, `maxLength`; undefined where the rule says it all. */
  readonly keyword: string | undefined;
  readonly expected: string;
  /** What was there instead, each with how often: `null`, `number`, `"scaled"`. Sorted; at most 20, the rest under `…`. */
  readonly actual: readonly { readonly text: string; readonly count: number }[];
  readonly count: number;
  readonly first: CapturePlace;
  /** JSON of the value at the first place, long texts cut and secrets masked. */
  readonly example: string;
}

export type TroubleRule =
  | 'never-closed'
  | 'closed-twice'
  | 'never-opened'
  | 'opened-meanwhile'
  | 'after-close'
  | 'text-differs';

export interface Trouble {
  readonly rule: TroubleRule;
  /** The lifecycle of the document: `response`, `item`, `content part`. */
  readonly lifecycle: string;
  /** The value that identifies it, `resp_…`; empty where it has none. */
  readonly id: string;
  readonly at: CapturePlace;
  /** Where it opened, where that is another place. */
  readonly opened: CapturePlace | undefined;
  /** The last message that belonged to it. */
  readonly last: { readonly event: string; readonly place: CapturePlace } | undefined;
  /** In a sentence. */
  readonly message: string;
  /** Milliseconds from its opening to the last message of the capture or to `at`, where times are given. */
  readonly after: number | undefined;
}

export interface EventCoverage {
  readonly flow: 'sent' | 'received';
  readonly event: string;
  readonly count: number;
  /** Every field that the description has at least one name for, and how many messages had it. */
  readonly fields: readonly { readonly path: string; readonly count: number }[];
}

export interface VersionFit {
  readonly version: string;
  /** Messages of an event that the version knows and that are as it says, no field unknown. */
  readonly fitting: number;
  /** Messages of events that it does not know, by event; at most 50. */
  readonly unknown: readonly { readonly event: string; readonly count: number }[];
  /** Messages of known events that do not satisfy it, or have fields that it does not know. */
  readonly differing: number;
}

export interface Unreadable {
  readonly at: CapturePlace;
  /** `binary`, `not JSON`, `truncated`, `not UTF-8`, `no object`, `no event`, `too deep`, `too long`; `no capture` of all of it. */
  readonly why: string;
  readonly message: string;
  /** How many of the kind the capture has, this first one included. */
  readonly count: number;
}
