import type { SourceDocument } from './api.ts';
import type { Side } from './side.ts';

/** The HTTP side of an API: one OpenAPI document, whose references lead nowhere but into it. */
export interface HttpDocument {
  /** The document that it was read from. */
  readonly source: SourceDocument;
  readonly value: HttpValue;
  /** Types of the events' model that stand for schemas; a schema says by {@link sharedMark} which one. */
  readonly shared: readonly SharedType[];
}

/** A JSON object of an OpenAPI document. */
export type HttpValue = Readonly<Record<string, unknown>>;

/** A named shape on one side. */
export interface SharedType {
  readonly shape: string;
  readonly side: Side;
}

/** The key under which a schema has its place in the list of shared types. */
export const sharedMark = 'x-wireshape-shared';
