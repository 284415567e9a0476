import type { Origin } from '../base/finding.ts';
import type { NamedCheck } from './check.ts';
import type { Lifecycles } from './lifecycle.ts';
import type { Doc, Literal, Shape, Tag } from './shape.ts';

/** Which way a message travels, seen from the user of the types. */
export type Flow = 'sent' | 'received';

/**
 * Whose eyes the types are made for. `client` reads the document as it speaks to its reader: `publish` (AsyncAPI 2.x) and `send`
 * (3.x) are what one sends. `server` is the other end, for which the two ways are swapped; `both` keeps the ways of `client`, and
 * gives every event a read and a sent side.
 */
export type Perspective = 'client' | 'server' | 'both';

export const perspectives: readonly Perspective[] = ['client', 'server', 'both'];

/**
 * The sides on which a shape is used: `read` is what one receives or reads back, `write` what one may send.
 * What is sent is also read (by servers, gateways and tests), so `write` alone occurs only where a document asks for it.
 */
export interface Sides {
  readonly read: boolean;
  readonly write: boolean;
}

/** A shape with a name of its own: it becomes an exported type. */
export interface NamedShape {
  readonly name: string;
  /** The type one may send; undefined until the pass split-sides decides it, and where there is none. */
  readonly param: Param | undefined;
  readonly shape: Shape;
  readonly sides: Sides;
  readonly doc: Doc;
  readonly origin: Origin;
}

/** The sent side of a named shape. `same` means that the type one reads serves as it is. */
export interface Param {
  readonly name: string;
  readonly same: boolean;
}

/** An event that travels one way; a message that travels both ways stands twice, once per flow. */
export interface Message {
  /** The document's own name for it. */
  readonly name: string;
  /**
   * What the tag fields of the event union may hold, one value a field: `[['response.done']]`. Filled by the pass
   * infer-tags; empty where no literal tells the message from others.
   */
  readonly tags: readonly (readonly Literal[])[];
  readonly flow: Flow;
  /** A `ref` after the pass name-inline. */
  readonly shape: Shape;
  /** A `ref` to the shape of its headers; undefined where it has none. */
  readonly headers?: Shape | undefined;
  readonly doc: Doc;
  readonly origin: Origin;
}

/** The union of all events of one flow. */
export interface EventUnion {
  readonly flow: Flow;
  /** The exported name, `RealtimeServerEvent`. */
  readonly name: string;
  readonly tag: Tag | undefined;
}

/** A place where messages travel (AsyncAPI 3.0 "Channel Object", 2.x "Channel Item Object"). */
export interface Channel {
  /** What it is called in the output: its address, or the document's key for it where that is no name of its own. */
  readonly name: string;
  /** `user/{id}/signedup`; undefined where it is known at run time only. */
  readonly address: string | undefined;
  /** The parameters of the address, in its order. */
  readonly parameters: readonly Parameter[];
  /** Each message once for each way that it travels here. */
  readonly messages: readonly Travel[];
  readonly doc: Doc;
  readonly origin: Origin;
}

/** What stands between braces in an address. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly doc: Doc;
  readonly origin: Origin;
}

/** A message's way through a channel; `shape` is a `ref` to its payload. */
export interface Travel {
  readonly flow: Flow;
  readonly shape: Shape;
}

/** What an application does on a channel (AsyncAPI "Operation Object"); one without a name is no operation here. */
export interface Operation {
  readonly name: string;
  /** The name of its channel. */
  readonly channel: string;
  readonly flow: Flow;
  /** Refs to the payloads of its messages. */
  readonly messages: readonly Shape[];
  /** What answers it, the other way (AsyncAPI 3.0 "Operation Reply Object"). */
  readonly reply: Reply | undefined;
  readonly doc: Doc;
  readonly origin: Origin;
}

export interface Reply {
  /** The name of the channel that it comes on; undefined where that is told at run time. */
  readonly channel: string | undefined;
  readonly messages: readonly Shape[];
}

/** A method of a path over HTTP (OpenAPI "Operation Object"). */
export interface Endpoint {
  /** `POST /rooms/{id}`. */
  readonly name: string;
  /** What one asks it with: a `ref` to an object of `path`, `query`, `header`, `cookie` and `body`, as far as there are any. */
  readonly asked: Shape;
  /** What it answers where all went well: a `ref` to an object of `status`, `headers` and `body`, or to a union of such. */
  readonly answered: Shape;
  readonly doc: Doc;
  readonly origin: Origin;
}

/** What one document describes, decided and plain: JSON-serialisable, references by name. */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  /** The document it was read from. */
  readonly source: SourceDocument;
  /** In the order of the document, each inline shape behind the one that holds it. */
  readonly shapes: readonly NamedShape[];
  readonly messages: readonly Message[];
  readonly unions: readonly EventUnion[];
  readonly perspective: Perspective;
  /** Those that messages travel on, in the order of the document. */
  readonly channels: readonly Channel[];
  readonly operations: readonly Operation[];
  /** What goes over HTTP beside the events; undefined where nobody said. */
  readonly endpoints?: readonly Endpoint[] | undefined;
  /** What values must satisfy beyond their shape; undefined where nobody asked for it, since reading it takes time and memory. */
  readonly checks?: readonly NamedCheck[] | undefined;
  /** In which order messages come; undefined where the document does not say. */
  readonly lifecycles?: Lifecycles | undefined;
}

export interface SourceDocument {
  /** As the user would name it, with forward slashes. */
  readonly file: string;
  /** `AsyncAPI 3.0.0`, `OpenAPI 3.1.0`. */
  readonly format: string;
  /** The first 16 hexadecimal digits of the SHA-256 over the texts of all its files. */
  readonly hash: string;
}
