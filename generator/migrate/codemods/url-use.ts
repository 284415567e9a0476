import { ts } from 'ts-morph';
import { constInitializer } from './constant.ts';
import { around, bare, calleeName, nameOfKey } from './node-text.ts';
import type { Program } from './program.ts';

/** What a URL is used for: a request over HTTP, a WebSocket, both, only as the beginning of longer ones, or what does not show. */
export type UrlUse = 'request' | 'socket' | 'both' | 'base' | 'unknown';

/** What the URL of which a piece is given is used for: by its scheme, by whom it is handed to, or by what the constant that it is goes to. */
export function usedAs(piece: ts.Node, before: string, program: Program): UrlUse {
  if (/^wss?:/.test(before)) return 'socket';
  const whole = wholeOf(piece);
  const handed = (one: ts.Node): UrlUse => handedTo(one, program);
  const direct = handed(whole);
  if (direct !== 'unknown') return direct;
  const { parent } = around(whole);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) {
    return /^https?:/.test(before) && !mentionsSocket(piece) ? 'request' : 'unknown';
  }
  const names = program.references(parent);
  const alone = names.filter((one) => !goesOn(one));
  const uses = new Set(alone.map(handed));
  uses.delete('unknown');
  const [only] = uses;
  // What is put behind one of its uses would be put behind the new path, too.
  if (uses.size > 1 || (only === 'request' && alone.length < names.length)) return 'both';
  if (only !== undefined) return only;
  if (alone.length < names.length) return 'base';
  return /^https?:/.test(before) && !mentionsSocket(piece) ? 'request' : 'unknown';
}

/** Whether more of a path stands behind a name: `` `${BASE}/sessions` ``. */
function goesOn(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isTemplateSpan(parent)) return parent.literal.text.startsWith('/');
  if (!ts.isBinaryExpression(parent) || parent.left !== name) return false;
  const { right } = parent;
  const first = ts.isTemplateExpression(right) ? right.head : right;
  return (ts.isStringLiteralLike(first) || ts.isTemplateHead(first)) && first.text.startsWith('/');
}

/** The literal, template or sum that a piece is part of. */
function wholeOf(piece: ts.Node): ts.Node {
  const { parent } = piece;
  if (ts.isTemplateSpan(parent)) return wholeOf(parent.parent);
  if (ts.isTemplateExpression(parent)) return wholeOf(parent);
  const isSum =
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isSum || ts.isParenthesizedExpression(parent) ? wholeOf(parent) : piece;
}

function handedTo(node: ts.Node, program: Program): UrlUse {
  const whole = wholeOf(node);
  const { parent, child } = around(whole);
  if (ts.isNewExpression(parent) && parent.arguments?.[0] === child) {
    const name = calleeName(parent.expression) ?? '';
    if (/websocket$|^ws$/i.test(name)) return 'socket';
    return name === 'URL' || name === 'Request' ? nextOf(parent, program) : 'unknown';
  }
  if (!ts.isCallExpression(parent) || parent.expression === child) return 'unknown';
  const name = calleeName(parent.expression) ?? '';
  if (/^(?:fetch|post|request|axios|got|ky)$|fetch$/i.test(name))
    return parent.arguments.some((one) => upgrades(one, program)) ? 'socket' : 'request';
  return /connect|websocket/i.test(name) ? 'socket' : 'unknown';
}

/** Workers open a WebSocket by a request that asks for one: `fetch(url, { headers: { Upgrade: 'websocket' } })`. */
function upgrades(settings: ts.Expression, program: Program): boolean {
  const inner = bare(settings);
  if (ts.isIdentifier(inner)) {
    const behind = constInitializer(program.resolve(inner));
    return behind !== undefined && !ts.isIdentifier(behind) && upgrades(behind, program);
  }
  if (!ts.isObjectLiteralExpression(inner)) return false;
  return inner.properties.some((one) => {
    const key = nameOfKey(one.name)?.toLowerCase();
    if (ts.isShorthandPropertyAssignment(one))
      return key === 'headers' && upgrades(one.name, program);
    if (!ts.isPropertyAssignment(one)) return false;
    const value = bare(one.initializer);
    if (key === 'upgrade')
      return ts.isStringLiteralLike(value) && value.text.toLowerCase() === 'websocket';
    return key === 'headers' && upgrades(value, program);
  });
}

/** What becomes of `new URL(…)`. */
function nextOf(node: ts.Expression, program: Program): UrlUse {
  const { parent } = around(node);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const uses = new Set(program.references(parent).map((one) => handedTo(one, program)));
    uses.delete('unknown');
    const [only] = uses;
    return uses.size > 1 ? 'both' : (only ?? 'unknown');
  }
  return handedTo(node, program);
}

function mentionsSocket(node: ts.Node): boolean {
  return /\bnew\s+(?:\w+\.)?WebSocket\b/.test(node.getSourceFile().text);
}
