import { isTypeName } from '../base/names.ts';
import { perspectives, type Perspective } from '../model/api.ts';
import { suggest } from '../base/nearest.ts';
import { checkDiff } from './check-diff.ts';
import { ConfigEntry, show } from './check-entry.ts';
import { checkPackage } from './check-package.ts';
import { checkSettings } from './check-settings.ts';
import { besideVersions } from './api-targets.ts';
import { defaultUnionNames, type Config } from './config.ts';
import { settingKeys } from './settings.ts';

/**
 * Takes a value for a config where it is one.
 *
 * @throws {UsageError} for the first thing that is wrong, with the path of its key: `apis.acme.versions[1].document`.
 */
export function checkConfig(value: unknown, file: string): Config {
  const config = new ConfigEntry(file, '', value).record([
    '$schema',
    'output',
    'apis',
    'diff',
    ...settingKeys,
  ]);
  config.get('$schema')?.text();
  config.get('output')?.text();
  checkSettings(config);
  checkDiff(config.get('diff'));
  const apis = config.need('apis').entries();
  if (apis.length === 0) throw config.need('apis').wrong('names no API');
  checkNames(apis.map(({ key, entry }) => ({ name: key, entry })));
  for (const { entry } of apis) checkApi(entry);
  return value as Config;
}

function checkApi(entry: ConfigEntry): void {
  const api = entry.record([
    'unions',
    'perspective',
    'versions',
    'changes',
    'migrations',
    'diff',
    'package',
    ...settingKeys,
  ]);
  checkUnions(api.get('unions'), api.get('perspective')?.choice(perspectives));
  checkSettings(api);
  const versions = api.need('versions').list();
  if (versions.length === 0) throw api.need('versions').wrong('holds no version');
  const names = versions.map((one) => checkVersion(one));
  checkNames(names);
  for (const { name, entry: one } of names) checkFree(name, one);
  const known = names.map(({ name }) => name);
  for (const pair of api.get('changes')?.list() ?? []) checkPair(pair, known);
  for (const one of api.get('migrations')?.list() ?? []) {
    checkPair(one, known, ['map', 'guide', 'examples']);
    one.need('map').text();
    for (const key of ['guide', 'examples']) one.get(key)?.text();
  }
  checkDiff(api.get('diff'));
  checkPackage(api.get('package'), known);
}

/** Two versions of the API, which are not the same one, and what else is said of them. */
function checkPair(
  entry: ConfigEntry,
  known: readonly string[],
  more: readonly string[] = [],
): void {
  const pair = entry.record(['before', 'after', ...more]);
  const [before, after] = (['before', 'after'] as const).map((key) => {
    const version = pair.need(key);
    const name = version.text();
    if (known.includes(name)) return name;
    throw version.wrong(`is no version of this API: ${name}`, suggest(name, known));
  });
  if (before === after) throw pair.wrong(`compares ${String(before)} with itself`);
}

/** What stands beside the versions' folders. */
function checkFree(name: string, entry: ConfigEntry): void {
  if (!besideVersions.includes(name.toLowerCase())) return;
  throw entry.wrong(`must be another name: ${name} holds what is written for all versions`);
}

function checkVersion(entry: ConfigEntry): Named {
  const version = entry.record(['name', 'document', 'preview', 'http', 'events', ...settingKeys]);
  version.need('document').text();
  version.get('http')?.text();
  version.get('preview')?.flag();
  checkSettings(version);
  const events = version.get('events')?.record(['received', 'sent']);
  events?.get('received')?.text();
  events?.get('sent')?.text();
  const name = version.need('name');
  return { name: name.text(), entry: name };
}

function checkUnions(entry: ConfigEntry | undefined, perspective: Perspective | undefined): void {
  const defaults = defaultUnionNames(perspective);
  const unions = entry?.record(['received', 'sent']);
  if (unions === undefined) return;
  const names = (['received', 'sent'] as const).map((flow) => {
    const given = unions.get(flow);
    const name = given?.text() ?? defaults[flow];
    if (given !== undefined && !isTypeName(name)) {
      throw given.wrong(`must be a name that a TypeScript type can have, not ${show(name)}`);
    }
    return name.toLowerCase();
  });
  if (names[0] === names[1]) throw unions.wrong('must differ in more than the case of letters');
}

interface Named {
  readonly name: string;
  readonly entry: ConfigEntry;
}

/** Names become folders, on systems too that do not tell `GA` from `ga`. */
function checkNames(all: readonly Named[]): void {
  const seen = new Set<string>();
  for (const { name, entry } of all) {
    if (!isFolderName(name)) {
      throw entry.wrong(
        `must be a name that a folder can have, not ${show(name)}`,
        'letters, digits, ".", "_" and "-", with a letter or a digit in front',
      );
    }
    if (seen.has(name.toLowerCase())) throw entry.wrong(`is there twice: ${name}`);
    seen.add(name.toLowerCase());
  }
}

/** True for a name that is one step of a path on every system, and leads nowhere else. */
export function isFolderName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/i.test(name) && !name.includes('..') && !name.endsWith('.');
}
