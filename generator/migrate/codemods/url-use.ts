import { ts } from 'ts-morph';
import { around, calleeName, nodesBelow } from './node-text.ts';

/** What a URL is used for: a request over HTTP, a WebSocket, both, or what does not show. */
export type UrlUse = 'request' | 'socket' | 'both' | 'unknown';

/** What the URL of which a piece is given is used for: by its scheme, by whom it is handed to, or by what the constant that it is goes to. */
export function usedAs(piece: ts.Node, before: string): UrlUse {
  if (/^wss?:/.test(before)) return 'socket';
  const whole = wholeOf(piece);
  const direct = handedTo(whole);
  if (direct !== 'unknown') return direct;
  const { parent } = around(whole);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) {
    return /^https?:/.test(before) && !mentionsSocket(piece) ? 'request' : 'unknown';
  }
  const uses = new Set(usesOf(parent.name).map(handedTo));
  uses.delete('unknown');
  const [only] = uses;
  if (uses.size > 1) return 'both';
  if (only !== undefined) return only;
  return /^https?:/.test(before) && !mentionsSocket(piece) ? 'request' : 'unknown';
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

function handedTo(node: ts.Node): UrlUse {
  const whole = wholeOf(node);
  const { parent, child } = around(whole);
  if (ts.isNewExpression(parent) && parent.arguments?.[0] === child) {
    const name = calleeName(parent.expression) ?? '';
    if (/websocket$|^ws$/i.test(name)) return 'socket';
    return name === 'URL' || name === 'Request' ? nextOf(parent) : 'unknown';
  }
  if (!ts.isCallExpression(parent) || parent.expression === child) return 'unknown';
  const name = calleeName(parent.expression) ?? '';
  if (/^(?:fetch|post|request|axios|got|ky)$|fetch$/i.test(name)) return 'request';
  return /connect|websocket/i.test(name) ? 'socket' : 'unknown';
}

/** What becomes of `new URL(…)`. */
function nextOf(node: ts.Expression): UrlUse {
  const { parent } = around(node);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const uses = new Set(usesOf(parent.name).map(handedTo));
    uses.delete('unknown');
    const [only] = uses;
    return uses.size > 1 ? 'both' : (only ?? 'unknown');
  }
  return handedTo(node);
}

/** Where a name is used in its file, its declaration aside. */
function usesOf(name: ts.Identifier): readonly ts.Identifier[] {
  return [...nodesBelow(name.getSourceFile())].filter(
    (one): one is ts.Identifier => ts.isIdentifier(one) && one !== name && one.text === name.text,
  );
}

function mentionsSocket(node: ts.Node): boolean {
  return /\bnew\s+(?:\w+\.)?WebSocket\b/.test(node.getSourceFile().text);
}
