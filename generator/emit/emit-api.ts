import type { ApiModel, Flow } from '../model/api.ts';
import { importLine } from '../render/declaration.ts';
import type { Draft } from '../render/drafts.ts';
import type { Render } from '../render/templates.ts';
import { bannerView } from './banner-view.ts';
import { declare, declareSame } from './declare.ts';
import { guardViews, parserView } from './emit-guards.ts';
import { channelViews } from './emit-channels.ts';
import { connectionView } from './emit-connection.ts';
import { unionViews } from './emit-unions.ts';
import { createScope, type Module, type Scope } from './scope.ts';
import { settleNames, type SettledNames } from './settle-names.ts';

/** One generated file: its declarations, each rendered by itself, so that nothing but text is kept of it. */
interface Emitter {
  readonly module: Module;
  readonly parts: (scope: Scope, names: SettledNames, render: Render) => Iterable<string>;
}

/** The files of a version, in the order in which its index exports them. */
const emitters: readonly Emitter[] = [
  { module: 'types', parts: typeParts },
  { module: 'params', parts: paramParts },
  { module: 'unions', parts: unionParts },
  { module: 'guards', parts: guardParts },
  { module: 'connection', parts: connectionParts },
  { module: 'channels', parts: channelParts },
];

/** The declarations of validators; what makes them is loaded only where they are wanted. */
export type ValidatorParts = Emitter['parts'];

/** All files of one model, relative to the folder of its version. A file with nothing to say is left out. */
export function emitApi(
  model: ApiModel,
  render: Render,
  validators?: ValidatorParts,
): readonly Draft[] {
  const names = settleNames(model);
  const banner = bannerView(model.source);
  const values = new Set(names.unions.flatMap((union) => [union.list, union.parse]));
  const drafts: Draft[] = [];
  const checking =
    validators === undefined ? [] : ([{ module: 'validators', parts: validators }] as const);
  for (const { module, parts } of [...emitters, ...checking]) {
    const scope = createScope(model, module, values);
    // A template's last line feed ends the file or stands between two parts, so it is no part's own.
    const texts = Array.from(parts(scope, names, render), (part) => ({ text: part.slice(0, -1) }));
    if (texts.length === 0) continue;
    const imports = scope.imports().map(({ names: used, from, kind }) => ({
      text: importLine(used, `./${from}.js`, kind),
    }));
    drafts.push({ path: `${module}.ts`, text: render('file', { banner, imports, parts: texts }) });
  }
  const lines = drafts.map((draft) => exportLine(draft.path.slice(0, -'.ts'.length)));
  // A file without an export would be a script.
  const exports = (lines.length === 0 ? ['export {};'] : lines).map((text) => ({ text }));
  return [...drafts, { path: 'index.ts', text: render('index', { banner, exports }) }];
}

/** The names that a version exports, types and values, sorted; what a later version is held against. */
export function exportedNames(model: ApiModel): readonly string[] {
  const names = settleNames(model);
  const all = model.shapes.flatMap((one) => [
    ...(one.sides.read ? [one.name] : []),
    ...(one.param === undefined ? [] : [one.param.name]),
  ]);
  for (const union of names.unions) {
    all.push(union.alias);
    if (union.param !== undefined) all.push(union.param.alias);
    if (union.union.tag === undefined) continue;
    all.push(union.map, union.type, union.of, union.list, union.parsed, union.parse);
    if (union.param !== undefined) all.push(union.param.map, union.param.of);
  }
  for (const { name } of names.guards.values()) all.push(name);
  const { channels, operations, headers } = names.traffic;
  all.push(...[channels, operations, headers].filter((one) => one !== undefined));
  const { open: _, ...connection } = names.connection ?? {};
  all.push(...Object.values(connection).filter((one) => one !== undefined));
  all.push(...(names.validators?.exported ?? []));
  const { known, unknown, malformed } = names.outcomes;
  if (names.unions.some((union) => union.union.tag !== undefined))
    all.push(known, unknown, malformed);
  return [...new Set(all)].sort();
}

/** The names under which the event unions are exported; `write` is undefined for events that are only received. */
export function exportedUnions(model: ApiModel): readonly {
  readonly flow: Flow;
  readonly read: string;
  readonly write: string | undefined;
}[] {
  return settleNames(model).unions.map(({ union, alias, param }) => {
    return { flow: union.flow, read: alias, write: param?.alias };
  });
}

function* typeParts(scope: Scope, _: SettledNames, render: Render): Iterable<string> {
  for (const one of scope.model.shapes) {
    if (one.sides.read) yield render('declaration', declare(one.name, one, 'read', scope));
  }
}

function* paramParts(scope: Scope, _: SettledNames, render: Render): Iterable<string> {
  for (const one of scope.model.shapes) {
    const { name, param } = one;
    if (param === undefined || (param.same && param.name === name)) continue;
    const view = param.same
      ? declareSame(param.name, scope.read(name))
      : declare(param.name, one, 'write', scope);
    yield render('declaration', view);
  }
}

function* unionParts(scope: Scope, names: SettledNames, render: Render): Iterable<string> {
  for (const union of names.unions) {
    for (const view of unionViews(union, scope)) yield render('declaration', view);
  }
}

function* guardParts(scope: Scope, names: SettledNames, render: Render): Iterable<string> {
  for (const guard of guardViews(names, scope)) yield render('function', guard);
  let parsed = false;
  for (const union of names.unions) {
    const parser = parserView(union, names.outcomes, scope);
    if (parser === undefined) continue;
    yield render('declaration', parser.outcome);
    yield render('function', parser.parse);
    parsed = true;
  }
  if (parsed) yield render('outcomes', names.outcomes);
}

function* connectionParts(scope: Scope, names: SettledNames, render: Render): Iterable<string> {
  const view = connectionView(names, scope);
  if (view === undefined) return;
  if (view.methods !== undefined) yield render('declaration', view.methods);
  yield render('declaration', view.connection);
  yield render('connection', view.connect);
  yield render('connection-core', view.core);
}

function* channelParts(scope: Scope, names: SettledNames, render: Render): Iterable<string> {
  for (const view of channelViews(names.traffic, scope)) yield render('declaration', view);
}

/** Types alone are exported as types, so that whoever imports only them loads nothing. */
function exportLine(module: string): string {
  const typeOnly = !['unions', 'guards', 'connection', 'validators'].includes(module);
  return `export ${typeOnly ? 'type ' : ''}* from './${module}.js';`;
}
