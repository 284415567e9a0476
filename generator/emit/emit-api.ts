import { quote } from '../base/text.ts';
import { toolVersion } from '../base/tool.ts';
import type { ApiModel, Flow } from '../model/api.ts';
import { importLine } from '../render/declaration.ts';
import { generatedMark, type Draft } from '../render/drafts.ts';
import type { Render } from '../render/templates.ts';
import { declare, declareSame, type DeclarationView } from './declare.ts';
import { guardViews, parserView } from './emit-guards.ts';
import { unionViews } from './emit-unions.ts';
import { createScope, type Module, type Scope } from './scope.ts';
import { settleNames, type SettledNames } from './settle-names.ts';

/** One generated file: what its template is given. */
interface Emitter {
  readonly module: Module;
  readonly template: string;
  readonly view: (scope: Scope, names: SettledNames) => object | undefined;
}

/** The files of a version, in the order in which its index exports them. */
const emitters: readonly Emitter[] = [
  {
    module: 'types',
    template: 'declarations',
    view: (scope) => ({ declarations: readDeclarations(scope) }),
  },
  { module: 'params', template: 'declarations', view: paramsView },
  { module: 'unions', template: 'unions', view: unionsView },
  { module: 'guards', template: 'guards', view: guardsView },
];

/** All files of one model, relative to the folder of its version. A file with nothing to say is left out. */
export function emitApi(model: ApiModel, render: Render): readonly Draft[] {
  const names = settleNames(model);
  const banner = bannerView(model);
  const values = new Set(names.unions.map((union) => union.list));
  const drafts: Draft[] = [];
  for (const { module, template, view } of emitters) {
    const scope = createScope(model, module, values);
    const own = view(scope, names);
    if (own === undefined) continue;
    const imports = scope
      .imports()
      .map((one) => ({ text: importLine(one.names, `./${one.from}.js`, one.kind) }));
    drafts.push({ path: `${module}.ts`, text: render(template, { banner, imports, ...own }) });
  }
  const exports = drafts.map((draft) => ({ text: exportLine(draft.path.slice(0, -'.ts'.length)) }));
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
  all.push(...names.guards.values());
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

function readDeclarations(scope: Scope): readonly DeclarationView[] {
  return scope.model.shapes
    .filter((one) => one.sides.read)
    .map((one) => declare(one.name, one, 'read', scope));
}

function paramsView(scope: Scope): object | undefined {
  const declarations = scope.model.shapes.flatMap((one) => {
    const { param } = one;
    if (param === undefined || (param.same && param.name === one.name)) return [];
    return [
      param.same
        ? declareSame(param.name, scope.read(one.name))
        : declare(param.name, one, 'write', scope),
    ];
  });
  return declarations.length === 0 ? undefined : { declarations };
}

function unionsView(scope: Scope, names: SettledNames): object | undefined {
  const unions = names.unions.flatMap((union) => unionViews(union, scope));
  return unions.length === 0 ? undefined : { unions };
}

function guardsView(scope: Scope, names: SettledNames): object | undefined {
  const guards = guardViews(names, scope);
  const parsers = names.unions.flatMap((union) => parserView(union, names.outcomes, scope) ?? []);
  return guards.length + parsers.length === 0
    ? undefined
    : { guards, parsers, outcomes: names.outcomes };
}

/** Types alone are exported as types, so that whoever imports only them loads nothing. */
function exportLine(module: string): string {
  const typeOnly = module === 'types' || module === 'params';
  return `export ${typeOnly ? 'type ' : ''}* from './${module}.js';`;
}

function bannerView({ source }: ApiModel): object {
  const name = source.file.slice(source.file.lastIndexOf('/') + 1);
  return {
    mark: generatedMark,
    tool: toolVersion,
    document: quote(name).slice(1, -1),
    format: source.format,
    hash: source.hash,
  };
}
