import type { Origin } from '../base/finding.ts';
import type { Flow } from '../model/api.ts';
import type { Json } from '../model/shape.ts';

/** A reviewed map from one version of an API to another, in the order of its file. */
export interface Migration {
  /** `openai-realtime` */
  readonly api: string;
  readonly from: string;
  readonly to: string;
  /** As the user would name it, with forward slashes. */
  readonly file: string;
  readonly steps: readonly MigrationStep[];
  readonly waivers: readonly CoverWaiver[];
}

/** A breaking change that no step answers, and why none has to. */
export interface CoverWaiver {
  /** A change's id, or a pattern of ids with `*`. */
  readonly change: string;
  readonly why: string;
  readonly at: Origin;
}

/** What every row says, whatever it does. */
export interface StepBasis {
  /** Given or made of what the step does: `move-field Session.voice`. Unique in a map. */
  readonly id: string;
  readonly why: string;
  /** Files, pages, messages on the wire, a line each. */
  readonly evidence: readonly string[];
  /** What gets lost on the way there, in words; undefined where nothing is. */
  readonly lossy: string | undefined;
  /** What gets lost on the way back; undefined where nothing is. */
  readonly lossyBack: string | undefined;
  /** True where nobody would get an error for the old shape, only silence: the guide tells these first. */
  readonly silent: boolean;
  /** Which choice of the user it belongs to, such as `models`: it is reported, and only changed in source code where chosen. */
  readonly option: string | undefined;
  readonly at: Origin;
}

export type MigrationStep = StepBasis &
  (
    | RenameEvent
    | SplitEvent
    | RenameType
    | RenameField
    | MoveField
    | WrapValue
    | MapValue
    | DropField
    | AddField
    | ChangeHeader
    | ChangeEndpoint
    | ChangeImport
  );

export type StepKind = MigrationStep['kind'];

/**
 * What an object has to hold for a step to act on it: keys or paths (`role`, `audio.input.format.type`), each with the values of which it
 * has one; null stands for null or absent.
 */
export type Condition = Readonly<Record<string, readonly Json[]>>;

/** An event is called otherwise; where its payload's type has another name too, `rename-type` pairs them. */
export interface RenameEvent {
  readonly kind: 'rename-event';
  readonly flow: Flow;
  readonly from: string;
  readonly to: string;
  /** Which events of the new name are meant on the way back, where several old ones became one: `{ 'session.type': ['transcription'] }`. */
  readonly whenBack: Condition | undefined;
}

/** One event became several, or one of several by a condition. On the way back, the first of `to` is it and the others say nothing. */
export interface SplitEvent {
  readonly kind: 'split-event';
  readonly flow: Flow;
  readonly from: string;
  readonly to: readonly { readonly event: string; readonly when: Condition | undefined }[];
}

/**
 * Objects of the type `from` become such of the type `to`; both are names of shapes in the models. Types that are called the same in both
 * versions are paired without a step. One old type may become several, told apart by `when` on the old value; several may become one.
 */
export interface RenameType {
  readonly kind: 'rename-type';
  readonly from: string;
  readonly to: string;
  readonly when: Condition | undefined;
  /** On the new value: when it is meant on the way back, where several old types became one. */
  readonly whenBack: Condition | undefined;
}

/** What all steps that act on a type share. */
export interface InType {
  /** Types of the version before, by name. */
  readonly in: readonly string[];
  /** On the old object, or undefined where the step always acts. */
  readonly when: Condition | undefined;
}

/** A key is called otherwise in the same object. */
export interface RenameField extends InType {
  readonly kind: 'rename-field';
  /** A path from the type, the old key last: `voice`, `content[].text`. */
  readonly from: string;
  /** The new key, a name without dots. */
  readonly to: string;
}

/** A value stands in another object, at a path from the new type; objects on the way are made where they are not there. */
export interface MoveField extends InType {
  readonly kind: 'move-field';
  readonly from: string;
  readonly to: string;
}

/** A value becomes an object, or a list, that holds it: `pcm16` becomes `{ type: 'pcm16' }`. `path` is in the old type. */
export interface WrapValue extends InType {
  readonly kind: 'wrap-value';
  readonly path: string;
  /** The key that holds it; `[]` for a list of one. */
  readonly as: string;
}

/** Values of one set become those of another, compared as JSON. Acts at the old path, whatever other steps do with it. */
export interface MapValue extends InType {
  readonly kind: 'map-value';
  readonly path: string;
  readonly values: readonly ValuePair[];
  /** The way back, where it is not `values` turned round. */
  readonly back: readonly ValuePair[] | undefined;
  /** What becomes of a value that is not listed: it stays, or it cannot be said any more and is a loss. */
  readonly others: 'keep' | 'drop';
}

export interface ValuePair {
  readonly from: Json;
  readonly to: Json;
}

/** A key is gone. `lossy` says what it said. */
export interface DropField extends InType {
  readonly kind: 'drop-field';
  readonly path: string;
  /** Where the path ends in `[]`: which items of the list go, by what they hold; all others stay. Undefined where all go. */
  readonly item?: Condition | undefined;
}

/** A key that only the new type has, at a path in it. One that an old value already brought there stays. */
export interface AddField extends InType {
  readonly kind: 'add-field';
  readonly path: string;
  readonly value: AddedValue;
}

/**
 * Where an added value comes from: always the same; or made by the converter since each value needs one of its own (an `event_id`); or
 * known to the user alone, so that source code gets a note and data gets `standIn`, told as a loss.
 */
export type AddedValue =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'copied'; readonly from: string }
  | { readonly kind: 'asked'; readonly question: string; readonly standIn: Json };

/** A header of the connection, or a subprotocol (`Sec-WebSocket-Protocol`), that goes away or is otherwise. */
export interface ChangeHeader {
  readonly kind: 'change-header';
  readonly header: string;
  /** The old value; undefined for any. */
  readonly value: string | undefined;
  /** The new value; undefined where the header goes away. */
  readonly to: string | undefined;
}

/** A URL's path. `note` where what is asked or answered there changes in ways that types do not tell. */
export interface ChangeEndpoint {
  readonly kind: 'change-endpoint';
  /** `POST`, `WEBSOCKET`; undefined for any. */
  readonly method: string | undefined;
  /** `/v1/realtime/sessions` */
  readonly from: string;
  readonly to: string;
}

/** A module is imported from elsewhere, and names in it are called otherwise. */
export interface ChangeImport {
  readonly kind: 'change-import';
  /** `openai/resources/beta/realtime`; with `/*` at its end, all modules below it. */
  readonly from: string;
  /** Undefined where the new version has no such module. */
  readonly to: string | undefined;
  readonly names: Readonly<Record<string, string>>;
  /** Names that the new module does not have, under whatever name. */
  readonly gone: readonly string[];
}
