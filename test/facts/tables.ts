import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json, Literal } from '../../generator/model/shape.ts';

/** The versions of OpenAI Realtime whose facts are held against our documents. */
export const versions = ['beta', 'preview', 'ga', 'current'] as const;
export type Version = (typeof versions)[number];

/** One thing for each version. */
export function byVersion<Made>(make: (version: Version) => Made): Readonly<Record<Version, Made>> {
  const made = versions.map((version) => [version, make(version)]);
  return Object.fromEntries(made) as Readonly<Record<Version, Made>>;
}

export type Side = 'read' | 'write';

/** A type of the vendor's Python package, as the facts tables write it down. */
export type Tree =
  | { readonly k: 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'object' }
  | { readonly k: 'array'; readonly items: Tree }
  | { readonly k: 'map'; readonly values: Tree }
  | { readonly k: 'literal'; readonly value: Literal }
  | { readonly k: 'enum'; readonly values: readonly Literal[]; readonly open?: boolean }
  | { readonly k: 'ref'; readonly to: string }
  | { readonly k: 'union'; readonly of: readonly Tree[] };

export interface FactsField {
  readonly wire: string;
  readonly type: Tree;
  readonly required: boolean;
  /** On the write side: null is allowed. On the read side: null or absent, which Python does not tell apart. */
  readonly nullable: boolean;
}

/** A class (`fields`), a union (`members`) or an alias (`type`) of one module. */
export interface FactsType {
  readonly name: string;
  readonly module: string;
  readonly kind: 'model' | 'params' | 'union' | 'alias';
  readonly side: Side | 'both';
  readonly external: boolean;
  readonly exported?: boolean;
  /** The same thing on the other side. */
  readonly twin?: string;
  readonly fields?: readonly FactsField[];
  readonly members?: readonly Tree[];
  readonly discriminator?: string | null;
  readonly type?: Tree;
}

/** By `module.Name`. */
export type FactsTypes = ReadonlyMap<string, FactsType>;

interface FactsEvent {
  readonly type: string;
  readonly name: string;
  readonly def: string;
  readonly required: readonly string[];
  readonly write_required?: readonly string[];
}

interface FactsEvents {
  readonly client: readonly FactsEvent[];
  readonly server: readonly FactsEvent[];
}

/** Per direction and event, the paths at which null is declared: `response.output[].error`. */
type NullPaths = Readonly<Record<'client' | 'server', Readonly<Record<string, readonly string[]>>>>;

/** Per schema and path, the keywords: `{ RealtimeSession: { speed: { minimum: 0.25 } } }`. */
export type StatedLimits = Readonly<Record<string, Readonly<Record<string, Keywords>>>>;
export type Keywords = Readonly<Record<string, Json>>;

export interface ProseLimit {
  readonly schema: string;
  readonly path: string;
  readonly fact: string;
  readonly value: Json;
}

export interface FactsLimits {
  readonly stated: StatedLimits;
  readonly prose: readonly ProseLimit[];
}

/** All that the tables say of one version. */
export interface Facts {
  readonly version: Version;
  readonly types: FactsTypes;
  /** The names that the package exports, each with the type that it stands for. */
  readonly exports: Readonly<Record<string, string>>;
  readonly events: FactsEvents;
  readonly nulls: NullPaths;
  /** Of the OpenAPI document that describes this version. */
  readonly limits: FactsLimits;
}

const folder = path.join(import.meta.dirname, '../fixtures/facts');

/** Which of OpenAI's OpenAPI documents describes a version. */
export const vendorDocuments: Readonly<Record<Version, string>> = {
  beta: 'beta-2025-07-04',
  preview: 'ga-2026-08-21',
  ga: 'ga-2026-08-21',
  current: 'ga-2026-08-21',
};

/**
 * Unions of a class that one reads, which the tables put on the write side because their module's name ends like those of
 * parameters.
 */
export const misplaced: readonly string[] = [
  'realtime.realtime_response_create_params.Tool',
  'realtime.realtime_response_create_params.ToolChoice',
];

/** The tables of one version. */
export function readFacts(version: Version): Facts {
  const table = read(`types-${version}.json`, 'openai-realtime-types/1') as {
    readonly exports: Readonly<Record<string, string>>;
    readonly types: Readonly<Record<string, FactsType>>;
  };
  const events = read('events.json', 'openai-realtime-events/1') as {
    readonly sdk: Readonly<Record<Version, FactsEvents>>;
  };
  const nulls = read('nullability.json', 'openai-realtime-nullability/1') as unknown as Readonly<
    Record<Version, NullPaths>
  >;
  const limits = read('limits.json', 'openai-realtime-limits/1') as unknown as {
    readonly stated: Readonly<Record<string, StatedLimits>>;
    readonly from_prose: Readonly<Record<string, readonly ProseLimit[]>>;
  };
  return {
    version,
    types: new Map(
      Object.entries(table.types).map(([key, type]) => [
        key,
        misplaced.includes(key) ? { ...type, side: 'read' } : type,
      ]),
    ),
    exports: table.exports,
    events: events.sdk[version],
    nulls: nulls[version],
    limits: {
      stated: limits.stated[vendorDocuments[version]]!,
      prose: limits.from_prose[vendorDocuments[version]]!,
    },
  };
}

/** The type that a key of the tables stands for. */
export function typeAt(types: FactsTypes, key: string): FactsType {
  const found = types.get(key);
  if (found === undefined) throw new Error(`the tables hold no type ${key}`);
  return found;
}

function read(name: string, format: string): Readonly<Record<string, unknown>> {
  const file = path.join(folder, name);
  if (!existsSync(file)) throw new Error(`there is no table ${name} in test/fixtures/facts`);
  const table = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  if (table['format'] !== format) throw new Error(`${name} is not in the format ${format}`);
  return table;
}
