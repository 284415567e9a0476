import type { ApiModel, Flow, Message } from '../model/api.ts';
import { indexShapes } from '../model/walk.ts';
import { importLine } from '../render/declaration.ts';
import { code, table } from '../render/markdown-text.ts';
import { fenced } from './document-prose.ts';
import { eventName, speaker, type ReferenceNames } from './reference-names.ts';
import type { SectionView } from './reference-sections.ts';
import { settleNames, type SettledNames, type UnionNames } from './settle-names.ts';
import type { Module } from './scope.ts';

/** The list of all that a version exports, in groups: events by the way they travel, unions, guards, components. */
export function typeListPage(
  model: ApiModel,
  names: ReferenceNames,
  endpoints: readonly SectionView[],
  importPath: string,
): readonly string[] {
  const settled = settleNames(model);
  const example = settled.unions.map((one) => one.param?.alias ?? one.alias).sort();
  const first = model.shapes.find((one) => one.sides.read)?.name;
  const imported = example.length > 0 ? example : first === undefined ? [] : [first];
  return [
    'What one sends has a type of its own, the param type: what may be left out is optional there. All of it is imported from one place:',
    ...(imported.length === 0 ? [] : [fenced(importLine(imported, importPath, 'types'), 'ts')]),
    'Each name links to what it is on the wire, or to the file that declares it.',
    ...eventBlocks(model, settled, names, 'received'),
    ...eventBlocks(model, settled, names, 'sent'),
    ...unionBlocks(settled.unions),
    ...parserBlocks(settled),
    ...connectionBlocks(settled),
    ...validatorBlocks(settled),
    ...trafficBlocks(settled),
    ...endpointBlocks(endpoints, importPath),
    ...componentBlocks(names),
  ];
}

const referencePage = 'reference.md';

function eventBlocks(
  model: ApiModel,
  { guards }: SettledNames,
  names: ReferenceNames,
  flow: Flow,
): readonly string[] {
  const messages = model.messages.filter((one) => one.flow === flow);
  if (messages.length === 0) return [];
  const index = indexShapes(model);
  const side = speaker(flow, model.perspective) === 'client' ? 'Client' : 'Server';
  const rows = messages.map((message) => {
    const named = message.shape.kind === 'ref' ? index.get(message.shape.name) : undefined;
    const guard = named === undefined ? undefined : guards.get(named.name)?.name;
    return [
      eventLink(message, names),
      flow,
      named === undefined ? '' : declared(named.name, 'types'),
      named?.param === undefined ? '' : paramLink(named.name, named.param),
      guard === undefined ? '' : declared(guard, 'guards'),
    ];
  });
  const head = ['Event', 'Direction', 'Type', 'Param type', 'Guard'];
  return [`## ${side} events (${flow})`, withoutEmpty(head, rows)];
}

function eventLink(message: Message, names: ReferenceNames): string {
  return `[${code(eventName(message), 'cell')}](${referencePage}#${names.event(message)})`;
}

function unionBlocks(unions: readonly UnionNames[]): readonly string[] {
  const rows = unions.flatMap((one): readonly (readonly string[])[] => {
    const { union, alias, param } = one;
    const way = union.flow === 'received' ? 'one receives' : 'one sends';
    const names = [
      [declared(alias, one.declared ? 'types' : 'unions'), `Every event that ${way}.`],
      ...(param === undefined
        ? []
        : [
            [declared(param.alias, one.declared ? 'params' : 'unions'), 'The same, as it is sent.'],
          ]),
    ];
    if (union.tag === undefined) return names;
    return [
      ...names,
      [declared(one.map, 'unions'), 'Its members by event type.'],
      [declared(one.of, 'unions'), 'Its member with an event type.'],
      [declared(one.type, 'unions'), 'Its event types.'],
      [declared(one.list, 'unions'), 'Its event types, as values.'],
      ...(param === undefined
        ? []
        : [
            [declared(param.map, 'unions'), 'Its members as they are sent, by event type.'],
            [declared(param.of, 'unions'), 'Its member with an event type, as it is sent.'],
          ]),
    ];
  });
  return rows.length === 0 ? [] : ['## Unions', table(['Name', 'What it is'], rows).join('\n')];
}

/** Guards stand with their events. */
function parserBlocks({ unions, outcomes, guards }: SettledNames): readonly string[] {
  const tagged = unions.filter((one) => one.union.tag !== undefined);
  if (tagged.length === 0) return [];
  const rows = [
    ...tagged.flatMap(({ parse, parsed, alias }) => [
      [declared(parse, 'guards'), `Reads a message as ${code(alias, 'cell')}.`],
      [declared(parsed, 'guards'), 'What comes of that.'],
    ]),
    [declared(outcomes.known, 'guards'), 'A message whose event type is known.'],
    [
      declared(outcomes.unknown, 'guards'),
      'A message whose event type this version does not know.',
    ],
    [declared(outcomes.malformed, 'guards'), 'A message that is no event.'],
  ];
  const lead = guards.size === 0 ? [] : ['Guards stand with their events, above.'];
  return ['## Guards and parsers', ...lead, table(['Name', 'What it is'], rows).join('\n')];
}

function connectionBlocks({ connection: names }: SettledNames): readonly string[] {
  if (names === undefined) return [];
  const rows = [
    [names.connect, 'Reads and sends events over a socket that somebody else opens.'],
    [names.connection, 'What it gives: events that come, and those that one may send.'],
    [names.methods, 'A method for each event that one may send.'],
    [names.base, 'What every connection can do.'],
    [names.socket, 'A socket that carries texts.'],
    [names.client, 'A client that carries events.'],
    [names.options, 'How much may wait.'],
    [names.wait, 'How long to wait for an event.'],
    [names.end, 'How a connection ended.'],
    [names.method, 'A method that sends an event.'],
    [names.args, 'What such a method takes.'],
  ].flatMap(([name, what = '']) =>
    name === undefined ? [] : [[declared(name, 'connection'), what]],
  );
  return ['## Connection', table(['Name', 'What it is'], rows).join('\n')];
}

/** Each type has two of them, called like it; a row for each would be longer than all the rest. */
function validatorBlocks({ validators }: SettledNames): readonly string[] {
  const [first] = validators?.of ?? [];
  if (validators === undefined || first === undefined) return [];
  const [type, { validate, schema }] = first;
  const shared = [...validators.types.values()].map((name) => declared(name, 'validators'));
  return [
    '## Validators',
    `Each type and param type has a validator and a schema in [validators.ts](validators.ts): ${code(type)} has ${code(validate)} and ${code(schema)}.`,
    `They share ${shared.join(', ')}.`,
  ];
}

function trafficBlocks({ traffic }: SettledNames): readonly string[] {
  const rows = [
    [traffic.channels, 'What one sends and receives on each channel.'],
    [traffic.operations, 'What each operation takes and gives.'],
    [traffic.headers, 'The headers that come with a payload.'],
  ].flatMap(([name, what = '']) =>
    name === undefined ? [] : [[declared(name, 'channels'), what]],
  );
  return rows.length === 0 ? [] : ['## Channels', table(['Name', 'What it is'], rows).join('\n')];
}

/** What goes over HTTP is imported from a file of its own, by whoever wants it. */
function endpointBlocks(endpoints: readonly SectionView[], importPath: string): readonly string[] {
  if (endpoints.length === 0) return [];
  const from = importPath.endsWith('/index.js')
    ? importPath.replace(/index\.js$/, 'rest.js')
    : `${importPath}/rest`;
  return [
    '## HTTP endpoints',
    fenced(importLine(['components', 'operations', 'paths'], from, 'types'), 'ts'),
    'What each endpoint takes and answers stands in [rest.ts](rest.ts).',
    endpoints.map(({ heading, anchor }) => `- [${heading}](${referencePage}#${anchor})`).join('\n'),
  ];
}

function componentBlocks(names: ReferenceNames): readonly string[] {
  const rows = names.components.map(({ name, param, sides }) => [
    names.type(name, referencePage),
    sides.read ? declared(name, 'types') : '',
    param === undefined ? '' : paramLink(name, param),
  ]);
  const head = ['On the wire', 'Type', 'Param type'];
  return rows.length === 0 ? [] : ['## Components', withoutEmpty(head, rows)];
}

/** Names in the first column stand even where nothing else does. */
function withoutEmpty(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.map((_, column) => column === 0 || rows.some((row) => row[column] !== ''));
  const pick = (cells: readonly string[]): readonly string[] => cells.filter((_, at) => kept[at]);
  return table(pick(head), rows.map(pick)).join('\n');
}

function paramLink(
  shape: string,
  { name, same }: { readonly name: string; readonly same: boolean },
): string {
  return declared(name, same && name === shape ? 'types' : 'params');
}

/** A link to the file that declares a name. */
function declared(name: string, module: Module): string {
  return `[${code(name, 'cell')}](${module}.ts)`;
}
