import { ts } from 'ts-morph';
import { constInitializer, propertyOf } from './constant.ts';
import { bare } from './node-text.ts';
import type { Program } from './program.ts';
import { textsOf, unknownText } from './url-text.ts';

/** What stands in front of the path of a URL, and the texts that it may be. */
export interface UrlBase {
  readonly spoken: string;
  readonly texts: readonly string[];
}

/** Where a base leads to: to the API, to somebody else, or to where nobody can tell. */
export type LeadsTo = 'there' | 'elsewhere' | 'unknown';

/** What is put in front of a piece of a URL: the hole before it, the first part of a sum, the `baseURL` of the client that is asked. */
export function baseOf(piece: ts.Node, program: Program): UrlBase | undefined {
  const base = baseNode(piece, program);
  return base === undefined ? undefined : { spoken: base.getText(), texts: textsOf(base, program) };
}

/** Whether a base is that of the API, and ends as the path begins. A variable is believed that has the API's own word in its name. */
export function leadsTo({ spoken, texts }: UrlBase, head: string, vendor: string): LeadsTo {
  const bare = texts.map((one) => one.replace(/\/+$/, ''));
  const isUnknown = texts.every((one) => one === unknownText);
  if (isUnknown) return new RegExp(vendor, 'i').test(spoken) ? 'there' : 'unknown';
  return bare.some((one) => one.endsWith(head) && isTheirs(one, vendor)) ? 'there' : 'elsewhere';
}

/** A host that is left to a variable may be any, and a path of the API behind it says whose it is. */
function isTheirs(url: string, vendor: string): boolean {
  const [, host = url.charAt(0)] = /^(?:https?|wss?):\/\/([^/]*)/.exec(url) ?? [];
  return host.includes(vendor) || host.endsWith(unknownText);
}

function baseNode(piece: ts.Node, program: Program): ts.Expression | undefined {
  const { parent } = piece;
  if (ts.isTemplateSpan(parent)) return isFirst(parent) ? parent.expression : undefined;
  if (ts.isBinaryExpression(parent))
    return parent.operatorToken.kind === ts.SyntaxKind.PlusToken && parent.right === piece
      ? parent.left
      : undefined;
  const isAsked = ts.isCallExpression(parent) && parent.arguments[0] === piece;
  return isAsked ? baseOfClient(parent.expression, program) : undefined;
}

function isFirst(span: ts.TemplateSpan): boolean {
  const { head, templateSpans } = span.parent;
  return head.text === '' && templateSpans[0] === span;
}

/** `axios.create({ baseURL: '…' })`, of a constant that is asked. */
function baseOfClient(callee: ts.Expression, program: Program): ts.Expression | undefined {
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression))
    return undefined;
  const client = constInitializer(program.resolve(callee.expression));
  const made = client === undefined ? undefined : bare(client);
  const [options] = made !== undefined && ts.isCallExpression(made) ? made.arguments : [];
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  return ['baseURL', 'prefixUrl']
    .map((key) => propertyOf(options, key)?.initializer)
    .find((one) => one !== undefined);
}
