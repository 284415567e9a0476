import type { Origin } from '../base/finding.ts';
import type { Doc, Literal, Shape, Tag } from './shape.ts';

/** Which way a message travels, seen from the user of the types. */
export type Flow = 'sent' | 'received';

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
}

export interface SourceDocument {
  /** As the user would name it, with forward slashes. */
  readonly file: string;
  /** `AsyncAPI 3.0.0`, `OpenAPI 3.1.0`. */
  readonly format: string;
  /** The first 16 hexadecimal digits of the SHA-256 over the texts of all its files. */
  readonly hash: string;
}
