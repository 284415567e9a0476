import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../output/emit.ts';

/** What Azure's reference of the beta says of a field somewhere in an event. */
export interface Claim {
  readonly event: string;
  /** The keys that lead to it; lists are gone through. */
  readonly path: readonly string[];
  /** The table that says it. */
  readonly table: string;
  /** Undefined where the page does not say it. */
  readonly required: boolean | undefined;
  readonly values: readonly string[];
}

interface Said {
  readonly type: string | null;
  readonly required: boolean | null;
  readonly values?: readonly string[];
  readonly must_be?: string;
  readonly items?: readonly string[];
}

interface AzureField {
  readonly name: string;
  readonly before?: Said | null;
  readonly after?: Said | null;
}

const page = JSON.parse(
  readFileSync(path.join(root, 'test/fixtures/facts/azure-2024-10-01-preview.json'), 'utf8'),
) as {
  readonly events: readonly {
    readonly type: string;
    readonly name: string;
    readonly direction: 'client' | 'server';
  }[];
  readonly tables: Readonly<Record<string, { readonly fields: readonly AzureField[] }>>;
  readonly enums: { readonly values: Readonly<Record<string, readonly string[]>> };
};

export const azureEvents = page.events;
export const azureTables = Object.keys(page.tables);

/** Which tables describe the kinds of what another one describes. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  RealtimeContentPart: ['RealtimeResponseTextContentPart', 'RealtimeResponseAudioContentPart'],
  RealtimeConversationRequestItem: [
    'RealtimeRequestMessageItem',
    'RealtimeRequestFunctionCallItem',
    'RealtimeRequestFunctionCallOutputItem',
    'RealtimeRequestMessageReferenceItem',
  ],
  RealtimeConversationResponseItem: [
    'RealtimeResponseMessageItem',
    'RealtimeResponseFunctionCallItem',
    'RealtimeResponseFunctionCallOutputItem',
  ],
  RealtimeRequestMessageItem: [
    'RealtimeRequestSystemMessageItem',
    'RealtimeRequestUserMessageItem',
    'RealtimeRequestAssistantMessageItem',
  ],
  RealtimeTool: ['RealtimeFunctionTool'],
  RealtimeToolChoice: ['RealtimeToolChoiceLiteral', 'RealtimeToolChoiceObject'],
  RealtimeToolChoiceObject: ['RealtimeToolChoiceFunctionObject'],
  RealtimeTurnDetection: ['RealtimeServerVadTurnDetection'],
};

/** Tables whose rows go on inside one of them: how many rows do, by the row that they are inside. */
const inner: Readonly<Record<string, readonly (readonly [from: number, count: number])[]>> = {
  RealtimeResponse: [
    [5, 10],
    [9, 3],
    [13, 2],
  ],
  RealtimeToolChoiceFunctionObject: [[1, 1]],
};

/** All that the page says, event by event, and the tables that were read for it. */
export function readClaims(): { readonly claims: readonly Claim[]; readonly read: Set<string> } {
  const read = new Set<string>();
  const claims: Claim[] = [];
  for (const { type, name, direction } of azureEvents) {
    const base = direction === 'client' ? 'RealtimeClientEvent' : 'RealtimeServerEvent';
    read.add(base);
    const shared = fieldsOf(base).filter((field) => field.name === 'event_id');
    const event = { event: type, path: [], claims, read };
    for (const field of shared) addField(field, base, event);
    addTable(name, event);
  }
  return { claims, read };
}

interface Walk {
  readonly event: string;
  readonly path: readonly string[];
  readonly claims: Claim[];
  readonly read: Set<string>;
}

function addTable(table: string, walk: Walk): void {
  if (!Object.hasOwn(page.tables, table) && !Object.hasOwn(kinds, table)) return;
  if (Object.hasOwn(page.tables, table)) {
    walk.read.add(table);
    const paths = pathsIn(table);
    for (const [at, field] of fieldsOf(table).entries()) {
      addField(field, table, { ...walk, path: [...walk.path, ...(paths[at] ?? [])] });
    }
  }
  for (const kind of kinds[table] ?? []) addTable(kind, walk);
}

/** The keys that stand before each row's own. */
function pathsIn(table: string): readonly (readonly string[])[] {
  const fields = fieldsOf(table);
  return fields.map((_, at) =>
    (inner[table] ?? [])
      .filter(([from, count]) => at > from && at <= from + count)
      .map(([from]) => fields[from]!.name),
  );
}

function addField(field: AzureField, table: string, walk: Walk): void {
  const said = [field.before, field.after].filter((one) => one !== undefined && one !== null);
  const types = new Set(said.flatMap(({ type, items }) => [type ?? '', ...(items ?? [])]));
  const own = [...walk.path, field.name];
  const named = [...types].flatMap((one) => [one, ...(kinds[one] ?? [])]);
  const values = [
    ...said.flatMap((one) => [
      ...(one.values ?? []),
      ...(one.must_be === undefined ? [] : [one.must_be]),
    ]),
    ...named.flatMap((one) => page.enums.values[one] ?? []),
  ];
  walk.claims.push({
    event: walk.event,
    path: own,
    table,
    required: field.before?.required ?? undefined,
    values: [...new Set(values)],
  });
  for (const type of types) addTable(type, { ...walk, path: own });
  const part = `${field.name.slice(0, 1).toUpperCase()}${field.name.slice(1)} properties`;
  addTable(`${table} / ${part}`, { ...walk, path: own });
}

function fieldsOf(table: string): readonly AzureField[] {
  return page.tables[table]!.fields;
}
