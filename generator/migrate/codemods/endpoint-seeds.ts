import { ts } from 'ts-morph';
import { unreachable } from '../../base/finding.ts';
import { constInitializer, propertyOf } from './constant.ts';
import type { Seed } from './flow.ts';
import type { KnownApi, KnownEndpoint } from './known-api.ts';
import { bare, calleeName } from './node-text.ts';
import type { Program } from './program.ts';
import { baseOf } from './url-base.ts';
import { textsOf, unknownText } from './url-text.ts';

/** What is asked of an endpoint of the version before, and what it answers, by its URL or by the client's method for it. */
export function endpointSeeds(
  node: ts.CallExpression,
  program: Program,
  api: KnownApi,
): readonly Seed[] {
  const byMethod = api.endpoints.find((one) => isClientMethod(node.expression, one));
  if (byMethod !== undefined) return seedsOf(byMethod, node.arguments[0], [node]);
  const request = requestOf(node, program);
  const endpoint = api.endpoints.find(
    (one) => one.asked !== undefined && request?.urls.some((url) => isAt(url, one.path, api)),
  );
  if (request === undefined || endpoint === undefined) return answeredJson(node, program, api);
  switch (request.gives) {
    case 'wrapped':
      return wrappedSeeds(endpoint, request.body, node);
    case 'answer':
      return seedsOf(endpoint, request.body, [node]);
    case 'response':
      return seedsOf(endpoint, request.body, []);
    default:
      return unreachable(request.gives);
  }
}

interface Request {
  readonly urls: readonly Url[];
  readonly body: ts.Expression | undefined;
  /** What comes back: an answer that is still to be read, the answer itself, or the answer in `data`. */
  readonly gives: 'response' | 'answer' | 'wrapped';
}

function requestOf(node: ts.CallExpression, program: Program): Request | undefined {
  const [first, second] = node.arguments;
  const name = calleeName(node.expression) ?? '';
  if (first === undefined) return undefined;
  const settings = objectBehind(first, program);
  if (settings !== undefined) {
    const url = valueAt(settings, 'url');
    const body = valueAt(settings, 'data');
    return url === undefined ? undefined : { urls: urlsOf(url, program), body, gives: 'wrapped' };
  }
  const urls = urlsOf(first, program);
  if (/^(?:post|put|patch)$/i.test(name)) return { urls, body: second, gives: 'wrapped' };
  if (!/fetch$/i.test(name)) return undefined;
  const init = second === undefined ? undefined : objectBehind(second, program);
  const body = init === undefined ? undefined : valueAt(init, 'body');
  return { urls, body, gives: /^(?:\$fetch|ofetch)$/.test(name) ? 'answer' : 'response' };
}

/** What a request to an endpoint hands over, at the path of either version, where it is no object that is written there. */
export function handedOver(
  node: ts.CallExpression,
  program: Program,
  api: KnownApi,
): { readonly endpoint: KnownEndpoint; readonly body: ts.Expression } | undefined {
  const request = requestOf(node, program);
  const endpoint = api.endpoints.find(({ asked, path, now }) =>
    asked === undefined || now === undefined
      ? false
      : request?.urls.some((url) => isAt(url, path, api) || isAt(url, now, api)),
  );
  if (request?.body === undefined || endpoint === undefined) return undefined;
  const body = unpacked(request.body);
  return ts.isObjectLiteralExpression(bare(body)) ? undefined : { endpoint, body };
}

/** What clients such as axios are given, and give back with the answer in `data`. */
function wrappedSeeds(
  endpoint: KnownEndpoint,
  asked: ts.Expression | undefined,
  call: ts.CallExpression,
): readonly Seed[] {
  const seeds = seedsOf(endpoint, asked, []);
  return endpoint.wrapped === undefined
    ? seeds
    : [...seeds, { node: call, role: endpoint.wrapped }];
}

function seedsOf(
  endpoint: KnownEndpoint,
  asked: ts.Expression | undefined,
  answered: readonly ts.Node[],
): readonly Seed[] {
  const seeds: Seed[] = [];
  if (asked !== undefined && endpoint.asked !== undefined)
    seeds.push({ node: unpacked(asked), role: endpoint.asked });
  if (endpoint.answered !== undefined)
    for (const node of answered) seeds.push({ node, role: endpoint.answered });
  return seeds;
}

/** `/realtime/transcription_sessions` by `POST` is `client.beta.realtime.transcriptionSessions.create(…)`. */
function isClientMethod(callee: ts.Expression, { method, path, asked }: KnownEndpoint): boolean {
  if (method !== 'POST' || asked === undefined || !ts.isPropertyAccessExpression(callee))
    return false;
  const words = path.split('/').filter((one) => one !== '');
  const spoken = words.map((one) =>
    one.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  return callee
    .getText()
    .replaceAll('?', '')
    .endsWith(`.${[...spoken, 'create'].join('.')}`);
}

/** A URL, and how what stands in front of it is called where only running the program would tell. */
interface Url {
  readonly text: string;
  readonly spoken: string;
}

/** The URLs that an expression may be, behind the base of the client that it is handed to. */
function urlsOf(node: ts.Expression, program: Program): readonly Url[] {
  const base = baseOf(node, program);
  const spoken = `${base?.spoken ?? ''} ${node.getText()}`;
  const heads = base?.texts ?? [''];
  return textsOf(node, program).flatMap((rest) =>
    heads.map((head) => ({ text: rest.includes('://') ? rest : head + rest, spoken })),
  );
}

/** Whether a URL is that of an endpoint: on a host of the API, or behind a base that is called as the API is. */
function isAt({ text, spoken }: Url, path: string, { vendor }: KnownApi): boolean {
  const whole = text.replace(/[?#].*$/, '').replace(/\/$/, '');
  if (!whole.endsWith(path)) return false;
  const [, host] = /^(?:https?|wss?):\/\/([^/]*)/.exec(text) ?? [];
  if (host !== undefined && !host.includes(unknownText)) return host.includes(vendor);
  return text.includes(unknownText) && new RegExp(vendor, 'i').test(spoken);
}

function valueAt(object: ts.ObjectLiteralExpression, key: string): ts.Expression | undefined {
  const short = object.properties.find(
    (one) => ts.isShorthandPropertyAssignment(one) && one.name.text === key,
  );
  return short !== undefined && ts.isShorthandPropertyAssignment(short)
    ? short.name
    : propertyOf(object, key)?.initializer;
}

/** An object literal, or that which a constant is. */
function objectBehind(
  node: ts.Expression,
  program: Program,
): ts.ObjectLiteralExpression | undefined {
  const inner = bare(node);
  const object = ts.isIdentifier(inner) ? constInitializer(program.resolve(inner)) : inner;
  return object !== undefined && ts.isObjectLiteralExpression(object) ? object : undefined;
}

/** What becomes JSON: of `JSON.stringify(x)`, `x`. */
function unpacked(node: ts.Expression): ts.Expression {
  const inner = bare(node);
  if (!ts.isCallExpression(inner) || inner.expression.getText() !== 'JSON.stringify') return node;
  return inner.arguments[0] ?? node;
}

/** `response.json()` of what was fetched from an endpoint. */
function answeredJson(node: ts.CallExpression, program: Program, api: KnownApi): readonly Seed[] {
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'json') return [];
  const request = requestBehind(callee.expression, program);
  const first = request?.arguments[0];
  if (first === undefined || !/fetch$/i.test(calleeName(request?.expression ?? node) ?? ''))
    return [];
  const urls = urlsOf(first, program);
  const endpoint = api.endpoints.find((one) => urls.some((url) => isAt(url, one.path, api)));
  return endpoint === undefined ? [] : seedsOf(endpoint, undefined, [node]);
}

function requestBehind(node: ts.Expression, program: Program): ts.CallExpression | undefined {
  const inner = bare(node);
  if (ts.isAwaitExpression(inner)) return requestBehind(inner.expression, program);
  if (ts.isCallExpression(inner)) return inner;
  const target = ts.isIdentifier(inner) ? program.resolve(inner) : undefined;
  if (target !== undefined && ts.isParameter(target)) return requestBefore(target, program);
  const constant = constInitializer(target);
  return constant === undefined || ts.isIdentifier(constant)
    ? undefined
    : requestBehind(constant, program);
}

/** The request of `fetch(…).then((response) => …)`. */
function requestBefore(
  parameter: ts.ParameterDeclaration,
  program: Program,
): ts.CallExpression | undefined {
  const call = parameter.parent.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== parameter.parent) return undefined;
  const callee = bare(call.expression);
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'then'
    ? requestBehind(callee.expression, program)
    : undefined;
}
