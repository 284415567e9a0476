import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../generator/model/shape.ts';
import type { Version } from '../facts/tables.ts';

/** What became of one path of an entity, or of what several paths have in common. */
export interface Entry {
  readonly kind: string;
  /** From the mount of the entity; `[]` is any item, `{}` any value of a map. */
  readonly from?: string;
  readonly to?: string;
  readonly by: 'rule' | 'comparison';
  readonly changes?: Readonly<Record<string, Json>>;
  readonly values?: readonly { readonly from: Json; readonly to: Json }[];
  readonly from_type?: string;
  readonly to_type?: string;
  readonly uncertain?: string | boolean;
}

export interface Mount {
  readonly event: string;
  readonly path: string;
}

/** A pair of types with all that differs between them. */
export interface Entity {
  readonly name: string;
  readonly side: 'read' | 'write';
  readonly from_type: string;
  readonly to_type: string;
  readonly mounts: readonly Mount[];
  readonly entries: readonly Entry[];
}

/** The whole of `migration-<from>-to-<to>.json`, as far as the diff is concerned. */
export interface Migration {
  readonly before: Version;
  readonly after: Version;
  readonly events: {
    readonly renamed: readonly {
      readonly from: string;
      readonly to: string;
      readonly direction: Direction;
    }[];
    readonly superseded: readonly {
      readonly from: string;
      readonly by: readonly string[];
      readonly direction: Direction;
    }[];
    readonly added: readonly { readonly type: string; readonly direction: Direction }[];
    readonly removed: readonly { readonly type: string; readonly direction: Direction }[];
    readonly unchanged_names: readonly { readonly type: string; readonly direction: Direction }[];
  };
  readonly transport: readonly {
    readonly kind: string;
    readonly header?: string;
    readonly value?: string;
  }[];
  readonly rest: readonly { readonly from: string; readonly to: string }[];
  readonly entities: readonly Entity[];
  readonly event_fields: readonly {
    readonly event: string;
    readonly to_event: string;
    readonly entries: readonly Entry[];
  }[];
}

type Direction = 'client' | 'server';

const folder = path.join(import.meta.dirname, '../fixtures/facts');

export const migrations: readonly Migration[] = (
  [
    ['beta', 'ga'],
    ['preview', 'ga'],
    ['ga', 'current'],
  ] as const
).map(([before, after]) => {
  const text = readFileSync(path.join(folder, `migration-${before}-to-${after}.json`), 'utf8');
  const table = JSON.parse(text) as Migration & { readonly format: string };
  if (table.format !== 'openai-realtime-migration/1')
    throw new Error(`${before}-to-${after} has another format`);
  return { ...table, before, after };
});
