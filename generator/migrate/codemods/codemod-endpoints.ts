import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern } from '../codemod-words.ts';
import type { ChangeEndpoint, StepBasis } from '../step.ts';
import { nodesBelow } from './node-text.ts';
import type { Program } from './program.ts';
import { programOf } from './program-of.ts';
import { baseOf, leadsTo } from './url-base.ts';
import { usedAs, type UrlUse } from './url-use.ts';

export const endpoints: Codemod = {
  name: 'endpoints',
  ensures: 'Requests go to the paths of the new version.',
  run: (file, context: CodemodContext): CodemodResult => {
    const { plan } = context;
    const found = new Endpoints(file, context);
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
  readonly #program: Program;

  constructor(file: SourceFile, { plan, options, project }: CodemodContext) {
    const { api } = plan.migration;
    this.#file = file.compilerNode;
    this.#options = options;
    this.#vendor = /^[A-Za-z0-9]+/.exec(api)?.[0] ?? api;
    this.#program = programOf(project);
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
    const found = pathIn(raw, step.from);
    if (found === null) {
      if (!this.#beginning(node, step)) this.#rest(node, step);
      return;
    }
    const start = node.getStart() + found.index;
    const place = { start, end: start + step.from.length };
    if (this.edits.some((one) => one.start < place.end && place.start < one.end)) return;
    // A text for people, such as a page of a manual, has words around it.
    if (/\s/.test(raw)) return;
    const before = headOf(node) + raw.slice(1, found.index);
    const use = usedAs(node, before, this.#program);
    const host = hostOf(node, before, this.#vendor);
    if (host === 'other') return;
    this.#decide({ place, to: step.to, use, isTheirs: host === 'theirs' }, step);
  }

  /** A URL that is put behind another one, so that it begins with the path and with no slash: `openai/realtime?api-version=…`. */
  #beginning(node: Piece, step: EndpointStep): boolean {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node)) return false;
    const path = step.from.slice(1);
    if (!path.includes('/') || !node.text.startsWith(`${path}?`) || /\s/.test(node.text))
      return false;
    const start = node.getStart() + 1;
    this.#leave({ start, end: start + path.length }, step);
    return true;
  }

  /** A piece that has the rest of a path alone, behind a base that stands elsewhere: `` `${BASE}/realtime/sessions` ``. */
  #rest(node: Piece, step: EndpointStep): void {
    const base = baseOf(node, this.#program);
    if (base === undefined) return;
    const raw = node.getText();
    for (const [head, rest] of cutsOf(step.from)) {
      const found = pathIn(raw, rest);
      if (found?.index !== 1 || /\s/.test(raw) || !step.to.startsWith(head)) continue;
      const isWhole = rest.lastIndexOf('/') > 0 || raw.slice(1 + rest.length).startsWith('?model=');
      const leads = leadsTo(base, head, this.#vendor);
      if (leads === 'elsewhere' || (leads === 'unknown' && !isWhole)) continue;
      const start = node.getStart() + 1;
      const place = { start, end: start + rest.length };
      const use = usedAs(node, base.texts[0] ?? '', this.#program);
      const to = step.to.slice(head.length);
      this.#decide({ place, to, use, isTheirs: leads === 'there' }, step);
      return;
    }
  }

  #decide({ place, to, use, isTheirs }: Found, step: EndpointStep): void {
    const isUnsure = use === 'both' || (use === 'unknown' && isTheirs);
    const isChosen = step.option === undefined || this.#options.has(step.option);
    if (fits(step, use) && isTheirs && isChosen) {
      const reason = `it is ${step.to} now: ${step.why}`;
      this.edits.push({ ...place, text: to, step: step.id, reason });
    } else if (fits(step, use) || isUnsure) this.#leave(place, step);
  }

  #leave(place: { readonly start: number; readonly end: number }, step: EndpointStep): void {
    const isSocket = step.method === undefined || step.method === 'WEBSOCKET';
    const what = `asks for ${isSocket ? '' : `${step.method} `}${step.from}`;
    const todo = `if this is the API itself, it is ${step.to} now: ${step.why}`;
    this.leftOvers.push({ ...place, step: step.id, what, todo });
  }
}

/** Where a path, or the rest of one, stands in a URL. */
interface Found {
  readonly place: { readonly start: number; readonly end: number };
  readonly to: string;
  readonly use: UrlUse;
  readonly isTheirs: boolean;
}

/** A path in a text; it ends where another one would go on. */
function pathIn(raw: string, path: string): RegExpExecArray | null {
  return new RegExp(`${escapePattern(path)}(?![\\w/-]|\\.\\w)`).exec(raw);
}

/** The ways to cut a path in two: `/v1` and `/realtime/sessions`, `/v1/realtime` and `/sessions`. */
function cutsOf(path: string): readonly (readonly [string, string])[] {
  return [...path.matchAll(/\//g)].flatMap(({ index }) =>
    index === 0 ? [] : [[path.slice(0, index), path.slice(index)] as const],
  );
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
  if (method === undefined) return use !== 'both' && use !== 'base';
  if (method.toUpperCase() === 'WEBSOCKET') return use === 'socket';
  return use === 'request';
}
