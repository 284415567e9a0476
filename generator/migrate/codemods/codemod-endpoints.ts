import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern } from '../codemod-words.ts';
import type { ChangeEndpoint, StepBasis } from '../step.ts';
import { nodesBelow } from './node-text.ts';
import { usedAs, type UrlUse } from './url-use.ts';

export const endpoints: Codemod = {
  name: 'endpoints',
  ensures: 'Requests go to the paths of the new version.',
  run: (file, { plan }: CodemodContext): CodemodResult => {
    const found = new Endpoints(file);
    // A longer path first, so that what is left of it is never taken for a shorter one.
    const steps = plan.migration.steps.filter((one) => one.kind === 'change-endpoint');
    for (const step of steps.toSorted((a, b) => b.from.length - a.from.length)) found.look(step);
    return found;
  },
};

type EndpointStep = StepBasis & ChangeEndpoint;

/** A piece of a text in the program: a whole literal, or what stands between the holes of a template. */
type Piece = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

class Endpoints implements CodemodResult {
  readonly edits: SourceEdit[] = [];
  readonly leftOvers: LeftOver[] = [];
  readonly #file: ts.SourceFile;

  constructor(file: SourceFile) {
    this.#file = file.compilerNode;
  }

  look(step: EndpointStep): void {
    for (const node of nodesBelow(this.#file)) {
      if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddle(node) ||
        ts.isTemplateTail(node)
      ) {
        this.#piece(node, step);
      }
    }
  }

  #piece(node: Piece, step: EndpointStep): void {
    const raw = node.getText();
    // The path ends where another one would go on.
    const found = new RegExp(`${escapePattern(step.from)}(?![\\w/-]|\\.\\w)`).exec(raw);
    if (found === null) return;
    const start = node.getStart() + found.index;
    const place = { start, end: start + step.from.length };
    if (this.edits.some((one) => one.start < place.end && place.start < one.end)) return;
    const before = raw.slice(1, found.index);
    const use = usedAs(node, before);
    if (!fits(step, use)) {
      const unsure = use === 'unknown' || use === 'both';
      if (unsure) this.#leave(place, step);
      return;
    }
    if (isWhole(node, before))
      this.edits.push({ ...place, text: step.to, step: step.id, reason: reasonOf(step) });
    else this.#leave(place, step);
  }

  #leave(place: { readonly start: number; readonly end: number }, step: EndpointStep): void {
    const what = `asks for ${[step.method, step.from].filter((one) => one !== undefined).join(' ')}`;
    this.leftOvers.push({
      ...place,
      step: step.id,
      what,
      todo: `if this is the API itself, it is ${step.to} now`,
    });
  }
}

/** Whether the host is known to be somebody else's server, and not the program's own, which may have the same path. */
function isWhole(node: Piece, before: string): boolean {
  if (/^(?:https?|wss?):\/\/[^/]+$/.test(before)) return !/localhost|127\.0\.0\.1/.test(before);
  if (before !== '') return false;
  if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return true;
  const { parent } = node;
  // `BASE + '/v1/…'`, `new URL('/v1/…', BASE)`
  if (ts.isBinaryExpression(parent)) {
    return parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
  }
  return (
    ts.isNewExpression(parent) &&
    parent.expression.getText() === 'URL' &&
    parent.arguments?.length === 2
  );
}

function fits({ method }: EndpointStep, use: UrlUse): boolean {
  if (method === undefined) return use !== 'both';
  if (method.toUpperCase() === 'WEBSOCKET') return use === 'socket';
  return use === 'request';
}

function reasonOf({ to, why }: EndpointStep): string {
  return `it is ${to} now: ${why}`;
}
