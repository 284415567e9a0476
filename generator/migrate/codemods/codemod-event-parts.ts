import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver } from '../codemod.ts';
import { escapePattern, isTelling } from '../codemod-words.ts';
import { apiSigns } from './api-signs.ts';
import { eventFates, type RenamedEvent } from './event-fates.ts';
import { calleeName, nodesBelow } from './node-text.ts';

export const eventParts: Codemod = {
  name: 'event-parts',
  ensures:
    'What is made of parts of names, or looks for such, is told where it misses the new names.',
  run: (file, context) => ({ edits: [], leftOvers: partsIn(file, context) }),
};

/** What fits names of the old version: a prefix, a pattern, a template with holes. */
interface Part {
  readonly node: ts.Node;
  readonly what: string;
  readonly fits: (name: string) => boolean;
  readonly isHoled?: true;
}

function partsIn(file: SourceFile, context: CodemodContext): CodemodResult['leftOvers'] {
  const renamed = [...eventFates(context.plan).values()].filter(
    (one): one is RenamedEvent => one.kind === 'renamed' && isTelling(one.from),
  );
  const signs = apiSigns(file, context);
  return [...nodesBelow(file.compilerNode)].flatMap((node): readonly LeftOver[] => {
    const part = partOf(node);
    if (part === undefined) return [];
    // A part that fits the new name as well goes on to work; what fills a hole may be a word of the old one.
    const missed = renamed.filter(
      ({ from, to }) => part.fits(from) && (part.isHoled === true || !part.fits(to)),
    );
    const [first] = missed.filter(({ from }) => signs.ownerOf(from) !== 'theirs');
    if (first === undefined || !signs.isAbout) return [];
    const todo = `${first.from} is called ${first.to} now${missed.length > 1 ? `, and ${String(missed.length - 1)} more are called otherwise` : ''}`;
    return [
      {
        start: part.node.getStart(),
        end: part.node.getEnd(),
        step: first.step,
        what: part.what,
        todo,
      },
    ];
  });
}

function partOf(node: ts.Node): Part | undefined {
  if (ts.isRegularExpressionLiteral(node)) return patternPart(node);
  if (ts.isTemplateExpression(node)) {
    return holedPart(
      node,
      node.head.text,
      node.templateSpans.map(({ literal }) => literal.text),
    );
  }
  if (ts.isTemplateLiteralTypeNode(node)) {
    return holedPart(
      node,
      node.head.text,
      node.templateSpans.map(({ literal }) => literal.text),
    );
  }
  return ts.isStringLiteralLike(node) ? textPart(node) : undefined;
}

/** `type.startsWith('response.audio.')`, and the same from behind. */
function textPart(node: ts.StringLiteralLike): Part | undefined {
  const { parent, text } = node;
  if (!text.includes('.') || !/[a-z]/i.test(text)) return undefined;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const what = `puts a name together from '${text}'`;
    if (parent.left === node)
      return { node, what, fits: (name) => name !== text && name.startsWith(text) };
    return undefined;
  }
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return undefined;
  const what = `looks for '${text}'`;
  switch (calleeName(parent.expression)) {
    case 'startsWith':
      return { node, what, fits: (name) => name !== text && name.startsWith(text) };
    case 'endsWith':
      return { node, what, fits: (name) => name !== text && name.endsWith(text) };
    case 'includes':
    case 'indexOf':
      return { node, what, fits: (name) => name !== text && name.includes(text) };
    case undefined:
    default:
      return undefined;
  }
}

/** A pattern that could take long is not tried. */
function patternPart(node: ts.RegularExpressionLiteral): Part | undefined {
  const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
  if (!/\\\.|[a-z]{4}/.test(source) || source.length > 200 || /[*+}]\)?[*+{]/.test(source))
    return undefined;
  if (/\([^)]*[*+{][^)]*\)[*+{]/.test(source)) return undefined;
  const pattern = toPattern(source, flags.replaceAll(/[gy]/g, ''));
  if (pattern === undefined) return undefined;
  // What fits anything at all says nothing about names of events.
  if (pattern.test('') || pattern.test('x')) return undefined;
  return { node, what: `looks for ${node.text}`, fits: (name) => pattern.test(name) };
}

function toPattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** `` `response.${kind}.delta` ``; one that is mostly holes fits too much to say anything. */
function holedPart(node: ts.Node, head: string, rest: readonly string[]): Part | undefined {
  if (!/^[\w-]+\./.test(head)) return undefined;
  const pattern = new RegExp(`^${[head, ...rest].map(escapePattern).join('[\\w.-]+')}$`);
  return {
    node,
    what: `puts a name together: ${node.getText()}`,
    isHoled: true,
    fits: (name) => pattern.test(name),
  };
}
