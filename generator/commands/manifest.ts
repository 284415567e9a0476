import { isRecord, own } from '../base/json.ts';
import { shortHash } from '../base/short-hash.ts';
import { toolVersion } from '../base/tool.ts';
import type { Short } from '../model/short-doc.ts';
import type { ShortModel } from '../model/short-model.ts';
import { generatedMark } from '../render/drafts.ts';

/** What was generated of an API: what a later run, or another project, can be held against without the documents. */
export interface Manifest {
  readonly api: string;
  /** In the order of the config. */
  readonly versions: readonly ManifestVersion[];
}

export interface ManifestVersion {
  readonly name: string;
  /** A hash over what the config says of how the types are made. */
  readonly config: string;
  /** The names that it exports, sorted. */
  readonly types: readonly string[];
  /** Names of files are relative to the folder of the manifest. */
  readonly model: ShortModel;
}

export const manifestFormat = 'wireshape-manifest/1';

/** The lists of a model that take the room. What is the same in an earlier version is written there alone. */
const lists = ['messages', 'channels', 'operations', 'endpoints', 'shapes'] as const;

/**
 * A manifest as JSON with a line for each shape and message, so that a difference can be read. Its first line says that it is
 * generated, as that of each generated file.
 */
export function manifestText({ api, versions }: Manifest): string {
  const head = [
    { generated: `${generatedMark} ${toolVersion}. Do not edit.` },
    { format: manifestFormat },
    { tool: toolVersion },
    { api },
    { sum: sumOf(versions) },
  ];
  const written = new Map<string, string>();
  return [
    `{ ${head.map(inner).join(',\n  ')},`,
    '  "versions": [',
    versions.map((one) => versionText(one, written)).join(',\n'),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function versionText(version: ManifestVersion, written: Map<string, string>): string {
  const { name, config, types, model } = version;
  const { title, version: ofDocument, source, perspective, unions } = model;
  const plain = [
    { name },
    { document: source },
    { config },
    { title },
    { version: ofDocument },
    { perspective },
    { unions },
    { events: eventsOf(model) },
    { types },
  ];
  const long = lists.flatMap((list) => {
    const held = model[list];
    if (held === undefined) return [];
    const rows = held.map((one) => `        ${rowText(one, { name, list }, written)}`);
    return `      "${list}": [${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n      `}]`;
  });
  const text = [...plain.map((one) => `      ${inner(one)}`), ...long].join(',\n');
  return `    { ${text.trimStart()}\n    }`;
}

/** A row, or where it stands: in the first version that has the very same one. */
function rowText(
  row: Short,
  { name, list }: { readonly name: string; readonly list: string },
  written: Map<string, string>,
): string {
  const text = JSON.stringify(row);
  const before = written.get(list + text);
  if (before !== undefined && before !== name) return JSON.stringify({ ...keyOf(row), as: before });
  written.set(list + text, name);
  return text;
}

/** What tells a row from the others of its list. A message may travel both ways. */
function keyOf(row: Short): Short {
  return { name: row['name'], flow: row['flow'] };
}

/** An object of one key, without its braces. */
function inner(value: object): string {
  const [[key, one] = []] = Object.entries(value);
  return `${JSON.stringify(key)}: ${JSON.stringify(one)}`;
}

/** The events each way: what the tag holds, or the document's name. Of use to readers; it stands in the messages too. */
function eventsOf({ messages }: ShortModel): Readonly<Record<string, readonly string[]>> {
  const named = (flow: string): readonly string[] =>
    messages.flatMap((one) => {
      if (one['flow'] !== flow) return [];
      const tags = one['tags'] as readonly (readonly unknown[])[] | undefined;
      return tags?.map((tag) => tag.map(String).join(' ')) ?? [String(one['name'])];
    });
  return { received: named('received'), sent: named('sent') };
}

/**
 * The manifest that a text holds; undefined where it is none. One that is not as it was written is `changed`: then nobody knows
 * whether it describes anything.
 */
export function readManifest(text: string): Manifest | 'changed' | undefined {
  // A look at the text, so that large documents are not parsed for nothing.
  if (!text.slice(0, 1000).includes(generatedMark)) return undefined;
  const value = parse(text);
  if (own(value, 'format') !== manifestFormat) return undefined;
  const versions: ManifestVersion[] = [];
  try {
    for (const one of own(value, 'versions') as readonly Short[])
      versions.push(readVersion(one, versions));
  } catch {
    return 'changed';
  }
  if (sumOf(versions) !== own(value, 'sum')) return 'changed';
  return { api: String(own(value, 'api')), versions };
}

function readVersion(short: Short, before: readonly ManifestVersion[]): ManifestVersion {
  const { name, document, config, title, version, perspective, unions, types } = short;
  const model: Partial<ShortModel> = {
    title,
    version,
    source: document,
    perspective,
    unions,
    ...Object.fromEntries(
      lists.flatMap((list) => {
        // What nobody said is not there.
        if (list === 'endpoints' && !Object.hasOwn(short, list)) return [];
        const rows = short[list] as readonly Short[];
        return [[list, rows.map((row) => findRow(row, list, before))]];
      }),
    ),
  } as Partial<ShortModel>;
  return { name, config, types, model } as ManifestVersion;
}

function findRow(row: Short, list: (typeof lists)[number], before: readonly ManifestVersion[]) {
  if (!Object.hasOwn(row, 'as')) return row;
  const key = JSON.stringify(keyOf(row));
  const found = before
    .find((one) => one.name === row['as'])
    ?.model[list]?.find((one) => JSON.stringify(keyOf(one)) === key);
  if (found === undefined) throw new Error(`${key} is nowhere`);
  return found;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A hash over the versions, whatever the layout of the text is. */
function sumOf(versions: readonly ManifestVersion[]): string {
  return hashOf(versions.map((one) => [one.name, one.config, one.types, one.model]));
}

/** The first 16 hexadecimal digits of the SHA-256 over a value as JSON. */
export function hashOf(value: unknown): string {
  return shortHash(JSON.stringify(value));
}
