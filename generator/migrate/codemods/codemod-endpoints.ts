import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern } from '../codemod-words.ts';
import type { ChangeEndpoint, StepBasis } from '../step.ts';
import { nodesBelow } from './node-text.ts';
import { usedAs, type UrlUse } from './url-use.ts';

export const endpoints: Codemod = {
  name: 'endpoints',
  ensures: 'Requests go to the paths of the new version.',
  run: (file, { plan, options }: CodemodContext): CodemodResult => {
    const found = new Endpoints(file, plan.migration.api, options);
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
  readonly #vendor: string;

  readonly #options: ReadonlySet<string>;

  constructor(file: SourceFile, api: string, options: ReadonlySet<string>) {
    this.#file = file.compilerNode;
    this.#options = options;
    this.#vendor = /^[A-Za-z0-9]+/.exec(api)?.[0] ?? api;
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
    // A text for people, such as a page of a manual, has words around it.
    if (/\s/.test(raw)) return;
    const before = headOf(node) + raw.slice(1, found.index);
    const use = usedAs(node, before);
    const host = hostOf(node, before, this.#vendor);
    if (host === 'other') return;
    const isUnsure = use === 'both' || (use === 'unknown' && host === 'theirs');
    const isChosen = step.option === undefined || this.#options.has(step.option);
    if (fits(step, use) && host === 'theirs' && isChosen) {
      const reason = `it is ${step.to} now: ${step.why}`;
      this.edits.push({ ...place, text: step.to, step: step.id, reason });
    } else if (fits(step, use) || isUnsure) this.#leave(place, step);
  }

  #leave(place: { readonly start: number; readonly end: number }, step: EndpointStep): void {
    const isSocket = step.method === undefined || step.method === 'WEBSOCKET';
    const what = `asks for ${isSocket ? '' : `${step.method} `}${step.from}`;
    const todo = `if this is the API itself, it is ${step.to} now: ${step.why}`;
    this.leftOvers.push({ ...place, step: step.id, what, todo });
  }
}

/** What stands in front of a piece in its template, as far as that is known. */
function headOf(node: Piece): string {
  const span = node.parent;
  return ts.isTemplateSpan(span) && ts.isTemplateExpression(span.parent)
    ? `${span.parent.head.text}\0`
    : '';
}

/**
 * Whether a URL leads to the API: its host has the API's own word, or is left to a variable. The program itself, and servers of others, may
 * have the same path.
 */
function hostOf(node: Piece, before: string, vendor: string): 'theirs' | 'other' | 'unknown' {
  const { parent } = node;
  const [, host] = /^(?:https?|wss?):\/\/([^/]+)$/.exec(before) ?? [];
  if (host !== undefined) return host.includes(vendor) || host.endsWith('\0') ? 'theirs' : 'other';
  if (before.endsWith('\0')) return 'theirs';
  if (before !== '') return 'other';
  // `BASE + '/v1/…'`, `new URL('/v1/…', BASE)`
  if (ts.isBinaryExpression(parent)) {
    const isSum = parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
    return isSum && parent.right === node ? 'theirs' : 'unknown';
  }
  const isUrl = ts.isNewExpression(parent) && parent.expression.getText() === 'URL';
  return isUrl && parent.arguments?.length === 2 ? 'theirs' : 'unknown';
}

function fits({ method }: EndpointStep, use: UrlUse): boolean {
  if (method === undefined) return use !== 'both';
  if (method.toUpperCase() === 'WEBSOCKET') return use === 'socket';
  return use === 'request';
}
