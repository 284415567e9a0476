import { NameTable } from '../base/names.ts';
import { quote } from '../base/text.ts';
import type { NamedShape } from '../model/api.ts';
import { indexChecks, type CheckIndex } from '../model/check-tags.ts';
import type { Side } from '../model/side.ts';
import { functionHead } from '../render/declaration.ts';
import { callLine, pureCall } from '../render/statement.ts';
import type { Render } from '../render/templates.ts';
import { nameNode, keywordNode } from '../render/type-node.ts';
import { CheckCode } from './check-code.ts';
import { CodeParts } from './code-parts.ts';
import { sentenceComment } from './doc-text.ts';
import { eventText } from './event-switch.ts';
import type { Scope } from './scope.ts';
import type { SettledNames } from './settle-names.ts';
import { exportedParts, type ValidatorNames } from './settle-validators.ts';
import { printParts } from './validator-text.ts';

/** The declarations of a model's validators, for a model with checks. */
export function* validatorParts(
  scope: Scope,
  names: SettledNames,
  render: Render,
): Iterable<string> {
  const { model } = scope;
  const { validators } = names;
  if (model.checks === undefined || validators === undefined) return;
  const index = indexChecks(model.checks);
  const parts = new CodeParts(tableOf(scope, names, validators));
  const code = new CheckCode(index, parts, titlesOf(model.shapes));
  const writing: Writing = { scope, validators, parts, code, index, render };
  for (const union of names.unions) yield* unionParts(union, writing);
  for (const shape of model.shapes) yield* shapeParts(shape, writing);
  for (const text of code.texts()) yield `${text}\n`;
  for (const text of parts.constants) yield `${text}\n`;
  for (const text of printParts(
    parts.used,
    (name) => validators.types.get(name) ?? parts.nameOf(name),
  ))
    yield `${text}\n`;
}

interface Writing {
  readonly scope: Scope;
  readonly validators: ValidatorNames;
  readonly parts: CodeParts;
  readonly code: CheckCode;
  readonly index: CheckIndex;
  readonly render: Render;
}

/** The names that the module has from elsewhere, or is going to have whatever it holds. */
function tableOf(scope: Scope, names: SettledNames, validators: ValidatorNames): NameTable {
  const table = new NameTable();
  const taken = [
    ...scope.model.shapes.flatMap((one) => [one.name, one.param?.name ?? '']),
    ...names.unions.flatMap((one) => [one.alias, one.list, one.param?.alias ?? '']),
    ...validators.exported,
    ...exportedParts,
  ];
  for (const name of new Set(taken)) if (name !== '') table.claim(name);
  return table;
}

/** The names of types by those of their checks, on each side. */
function titlesOf(
  shapes: readonly NamedShape[],
): ReadonlyMap<string, Readonly<Record<Side, string>>> {
  return new Map(
    shapes.map(({ name, param }) => {
      return [name, { read: name, write: param?.name ?? name }];
    }),
  );
}

function* shapeParts(shape: NamedShape, writing: Writing): Iterable<string> {
  const { scope, validators, code } = writing;
  const { name, param, sides } = shape;
  const test = (side: Side): string => code.nameOf({ ref: name }, side, name);
  if (sides.read && !validators.unions.has(name)) {
    yield* functionParts(name, scope.read(name), test('read'), 'read', writing);
  }
  if (param === undefined || (param.same && param.name === name)) return;
  if (validators.unions.has(param.name)) return;
  yield* functionParts(param.name, scope.write(name), test('write'), 'write', writing);
}

/** The function for a type, and the schema of it. */
function* functionParts(
  name: string,
  type: string,
  test: string,
  side: Side,
  { validators, parts, render }: Writing,
): Iterable<string> {
  const own = validators.of.get(name);
  if (own === undefined) return;
  const strict = side === 'write' ? `!== 'allow'` : `=== 'refuse'`;
  const result = validators.types.get('Validation') ?? '';
  parts.use('Validation');
  parts.use('ValidateOptions');
  yield render('function', {
    comment: sentenceComment(
      `Whether a value is ${article(type)} {@link ${type}}: the same value, or what is wrong with it.`,
    ),
    head: functionHead(own.validate, parametersOf(validators), {
      kind: 'type',
      type: nameNode(result, nameNode(type)),
    }),
    body: callLine(
      'return ',
      parts.use('validated'),
      ['value', test, `options.unknownFields ${strict}`],
      2,
    ),
  });
  yield `${pureCall(`export const ${own.schema}`, parts.use('toStandard'), [own.validate])}\n`;
}

function parametersOf(validators: ValidatorNames) {
  const options = nameNode(validators.types.get('ValidateOptions') ?? '');
  return [
    { key: 'value', optional: false, type: keywordNode('unknown') },
    { key: 'options', optional: false, type: { ...options, name: `${options.name} = {}` } },
  ];
}

/** The function for all events of a flow, on each side. */
function* unionParts(union: SettledNames['unions'][number], writing: Writing): Iterable<string> {
  const { scope, validators, parts, code, render } = writing;
  const { alias, param } = union;
  for (const side of ['read', 'write'] as const) {
    const name = side === 'read' ? alias : param?.alias;
    if (name === undefined) continue;
    const own = validators.of.get(name);
    if (own === undefined) continue;
    const type = union.declared ? scope[side](union.alias) : scope.use(name, 'unions');
    const key = union.union.tag?.[0];
    const test = parts.claim(`check${name}`);
    const strict = `options.unknownFields ${side === 'write' ? `!== 'allow'` : `=== 'refuse'`}`;
    const list = key === undefined ? undefined : scope.use(union.list, 'unions');
    const args = [
      'value',
      test,
      strict,
      ...(key === undefined || list === undefined ? [] : [quote(key), list]),
    ];
    const call = key === undefined ? 'validated' : 'validatedEvent';
    const result = key === undefined ? 'Validation' : 'EventValidation';
    parts.use(result);
    parts.use('ValidateOptions');
    yield render('function', {
      comment: sentenceComment(
        `Whether a value is a {@link ${type}}: the same value, an event that this version does not know, or what is wrong with it.`,
      ),
      head: functionHead(own.validate, parametersOf(validators), {
        kind: 'type',
        type: nameNode(validators.types.get(result) ?? '', nameNode(type)),
      }),
      body: callLine('return ', parts.use(call), args, 2),
    });
    yield `${pureCall(`export const ${own.schema}`, parts.use('toStandard'), [own.validate])}\n`;
    yield `${eventText({ name: test, union, side, code })}\n`;
  }
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? 'an' : 'a';
}
