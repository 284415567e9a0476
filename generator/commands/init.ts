import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ParseError } from 'jsonc-parser';
import { UsageError } from '../base/finding.ts';
import { isFolderName } from './check-config.ts';
import { configText, type ConfigKind } from './config-text.ts';
import { isFile } from './is-file.ts';
import { configNames } from './load-config.ts';

/** What a config is to be written for. */
export interface InitRequest {
  readonly cwd: string;
  /** The documents, relative to `cwd`; at least one. */
  readonly documents: readonly string[];
  /** The name of the API; undefined for the one that the documents' files have. */
  readonly name: string | undefined;
  /** The folder for all output, relative to `cwd`. */
  readonly output: string;
  readonly kind: ConfigKind;
  /** The name of the script in package.json. */
  readonly script: string;
}

/** What happened to a file: `kept` is one that was there and stays as it is, `absent` one that is not there. */
export interface InitChange {
  readonly file: string;
  readonly change: 'created' | 'updated' | 'kept' | 'absent';
  readonly what: string;
}

export interface InitResult {
  readonly changes: readonly InitChange[];
  /** True where package.json does not have wireshape, which the config imports. */
  readonly missing: boolean;
}

/**
 * Writes a config and a script that runs it; nothing that is there is overwritten.
 *
 * @throws {UsageError} where there is a config already, a document is missing, or a name can be none.
 */
export async function init(request: InitRequest): Promise<InitResult> {
  const { cwd, documents, script } = request;
  const other = configNames.find((one) => existsSync(path.join(cwd, one)));
  if (other !== undefined) {
    throw new UsageError(`there is a ${other} already`, 'add to it; nothing is overwritten');
  }
  const absent = documents.find((one) => !isFile(path.resolve(cwd, one)));
  if (absent !== undefined) throw new UsageError(`there is no document ${absent}`);
  const file = `wireshape.config.${request.kind}`;
  const apis = apisOf(request);
  const text = configText({ kind: request.kind, output: request.output, apis });
  const manifest = await planScript(cwd, script);
  // The flag makes sure of it even where somebody else is writing at this moment.
  writeFileSync(path.join(cwd, file), text, { flag: 'wx' });
  if (manifest.text !== undefined) writeFileSync(path.join(cwd, 'package.json'), manifest.text);
  return {
    changes: [{ file, change: 'created', what: 'the config' }, manifest.change],
    missing: manifest.missing,
  };
}

/** How deep documents are looked for, and how many are told. */
const deepest = 3;
const most = 20;

/**
 * The AsyncAPI documents of a folder: those that are called so (`asyncapi.yaml`, `chat.asyncapi.json`), or, where none is, those that
 * begin as one; relative, in the order of names.
 */
export function findDocuments(cwd: string): readonly string[] {
  const files = dataFiles(cwd);
  const named = files.filter((one) => isDocumentName(path.posix.basename(one)));
  const found = named.length > 0 ? named : files.filter((one) => isDocument(path.join(cwd, one)));
  return found.slice(0, most);
}

function dataFiles(cwd: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    const entries = readdirSync(path.join(cwd, folder), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isFile() && /\.(?:ya?ml|json)$/i.test(entry.name)) found.push(name);
      const skipped = entry.name.startsWith('.') || entry.name === 'node_modules';
      if (entry.isDirectory() && !skipped && depth < deepest) visit(name, depth + 1);
    }
  };
  visit('', 0);
  return found;
}

function isDocumentName(name: string): boolean {
  return /(?:^|[._-])asyncapi(?:[._-].*)?\.(?:ya?ml|json)$/i.test(name);
}

/** Whether the file says near its beginning, and not deep inside, which AsyncAPI it is. */
function isDocument(file: string): boolean {
  const start = readFileSync(file, 'utf8').slice(0, 4096);
  return file.toLowerCase().endsWith('.json') ? beginOfJson.test(start) : beginOfYaml.test(start);
}

const beginOfYaml = /^(?<quote>["']?)asyncapi\k<quote>\s*:\s*["']?[23]\.\d+\.\d/m;
const beginOfJson = /^(?:\{\s*|\s{0,2})"asyncapi"\s*:\s*"[23]\.\d+\.\d/m;

interface Api {
  readonly name: string;
  readonly versions: readonly { readonly name: string; readonly document: string }[];
}

/** `chat.v1.asyncapi.yaml` and `chat.v2.asyncapi.yaml` are two versions of one API, `chat`. */
function apisOf({ documents, name }: InitRequest): readonly Api[] {
  const apis = new Map<string, { name: string; document: string }[]>();
  for (const document of documents) {
    const named = namesOf(document);
    const api = name ?? named.api;
    if (!isFolderName(api)) {
      throw new UsageError(`${api} can be no name of an API`, 'name one with --name');
    }
    const versions = apis.get(api) ?? [];
    if (versions.some((one) => one.name.toLowerCase() === named.version.toLowerCase())) {
      const hint = 'call them chat.v1.yaml and chat.v2.yaml, or write the config by hand';
      throw new UsageError(`two documents would be ${api} ${named.version}`, hint);
    }
    const slashed = document.split(path.sep).join('/');
    apis.set(api, [...versions, { name: named.version, document: slashed }]);
  }
  return [...apis].map(([api, versions]) => ({ name: api, versions }));
}

function namesOf(document: string): { readonly api: string; readonly version: string } {
  const words = path
    .basename(document)
    .replace(/\.(?:ya?ml|json)$/i, '')
    .split(/[._-]/)
    .filter((word) => !/^(?:asyncapi|openapi|)$/i.test(word));
  const at = words.findIndex((word) => /^v\d+$/i.test(word));
  const version = at === -1 ? 'v1' : (words[at] ?? 'v1');
  const rest = words.filter((_, index) => index !== at).join('-');
  return { api: rest === '' ? 'events' : rest, version };
}

interface ScriptPlan {
  readonly change: InitChange;
  readonly missing: boolean;
  /** What package.json is to be; undefined where it stays as it is. */
  readonly text: string | undefined;
}

/** package.json with a script more, and every other letter of it as it is. */
async function planScript(cwd: string, script: string): Promise<ScriptPlan> {
  const file = 'package.json';
  const what = `the script ${script}`;
  const place = path.join(cwd, file);
  if (!isFile(place))
    return { change: { file, change: 'absent', what }, missing: true, text: undefined };
  const text = readFileSync(place, 'utf8');
  const { applyEdits, modify, parse, printParseErrorCode } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  const manifest: unknown = parse(text, errors);
  const [first] = errors;
  if (first !== undefined) {
    throw new UsageError(`package.json is no JSON: ${printParseErrorCode(first.error)}`);
  }
  const missing = !['dependencies', 'devDependencies'].some(
    (key) => valueAt(manifest, key, 'wireshape') !== undefined,
  );
  if (valueAt(manifest, 'scripts', script) !== undefined)
    return { change: { file, change: 'kept', what }, missing, text: undefined };
  const indent = /^[{[]\r?\n?([ \t]+)/.exec(text)?.[1] ?? '  ';
  const edits = modify(text, ['scripts', script], 'wireshape generate', {
    formattingOptions: {
      insertSpaces: !indent.includes('\t'),
      tabSize: indent.includes('\t') ? 1 : indent.length,
      eol: text.includes('\r\n') ? '\r\n' : '\n',
    },
  });
  const change: InitChange = { file, change: 'updated', what };
  return { change, missing, text: applyEdits(text, edits) };
}

function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (one, key) =>
      typeof one === 'object' && one !== null && Object.hasOwn(one, key)
        ? (one as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}
