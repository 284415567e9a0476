import type { Finding, Origin } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Nodes } from './nodes.ts';
import type { PayloadCheck } from './payload-check.ts';
import type { References } from './references.ts';
import type { SpecCheck } from './spec-check.ts';
import type { SpecVersion } from './spec-schemas.ts';

/** A document on its way through the rules. */
export interface Subject {
  readonly file: string;
  readonly document: unknown;
  readonly version: SpecVersion;
  readonly references: References;
  readonly nodes: Nodes;
  readonly spec: SpecCheck;
  readonly payloads: (schema: unknown) => PayloadCheck;
}

/** Something that AsyncAPI's parser refuses and that the JSON Schema does not say. */
export interface Rule {
  readonly id: string;
  /** The parser's rules that say the same. */
  readonly official: readonly string[];
  readonly why: string;
  readonly check: (subject: Subject) => readonly Finding[];
}

/** The place of a key under another place. */
export function placeUnder(at: Origin, ...keys: readonly (string | number)[]): Origin {
  return { file: at.file, pointer: pointerTo(at.pointer, ...keys) };
}

/** The names in braces of an address or URL: `/rooms/{room}` has `room`. */
export function namesInBraces(text: string): readonly string[] {
  return [...text.matchAll(/\{(.+?)\}/g)].map((match) => match[1] ?? '');
}
