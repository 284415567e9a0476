import { suggest } from '../base/nearest.ts';
import type { View, ViewPart } from './template-views.ts';

/** Something in a template that cannot work, with its place in the text, 1-based. */
export interface TemplateProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What is asked about a template. */
export interface TemplateQuestion {
  readonly program: hbs.AST.Program;
  readonly view: View;
  /** The other templates, which it may include. */
  readonly partials: ReadonlyMap<string, hbs.AST.Program>;
}

/** Holds a template against what its view has; `each` and `if` are all the helpers there are. */
export function checkTemplate({ program, view, partials }: TemplateQuestion): TemplateProblem[] {
  return new Checker(partials).program(program, [view]);
}

/** The views that a template stands in, the innermost last. */
type Scopes = readonly (View | 'text')[];

class Checker {
  readonly #partials: TemplateQuestion['partials'];
  readonly #included: string[] = [];

  constructor(partials: TemplateQuestion['partials']) {
    this.#partials = partials;
  }

  program(program: hbs.AST.Program | undefined, scopes: Scopes): TemplateProblem[] {
    return (program?.body ?? []).flatMap((one) => this.#statement(one, scopes));
  }

  #statement(node: hbs.AST.Statement, scopes: Scopes): TemplateProblem[] {
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return this.#mustache(node as hbs.AST.MustacheStatement, scopes);
      case 'BlockStatement':
        return this.#block(node as hbs.AST.BlockStatement, scopes);
      case 'PartialStatement':
        return this.#partial(node as hbs.AST.PartialStatement, scopes);
      default:
        return [problem(node, 'this has no meaning in these templates')];
    }
  }

  #mustache({ path, params, hash }: hbs.AST.MustacheStatement, scopes: Scopes): TemplateProblem[] {
    if (!isPath(path)) return [problem(path, 'only what the view holds can be printed')];
    if (params.length > 0 || pairs(hash) > 0) return [noHelper(path)];
    const found = look(path, scopes);
    if (isProblem(found)) return [found];
    if (found === 'text' || found === 'flag') return [];
    const what = Array.isArray(found) ? 'a list, which each goes through' : 'no text';
    return [problem(path, `${path.original} is ${what}`)];
  }

  #block(node: hbs.AST.BlockStatement, scopes: Scopes): TemplateProblem[] {
    const helper = node.path.original;
    const [given, ...more] = node.params;
    if (helper !== 'each' && helper !== 'if') return [noHelper(node.path)];
    if (given === undefined || more.length > 0 || pairs(node.hash) > 0 || !isPath(given))
      return [problem(node, `${helper} takes one thing that the view holds`)];
    const found = look(given, scopes);
    if (isProblem(found)) return [found];
    const inverse = this.program(node.inverse, scopes);
    if (helper === 'if') return [...this.program(node.program, scopes), ...inverse];
    const item = itemOf(found);
    if (item === undefined) return [problem(given, `${given.original} is no list`)];
    return [...this.program(node.program, [...scopes, item]), ...inverse];
  }

  #partial(node: hbs.AST.PartialStatement, scopes: Scopes): TemplateProblem[] {
    const name = isPath(node.name) ? node.name.original : undefined;
    if (name === undefined || node.params.length > 0 || pairs(node.hash) > 0)
      return [problem(node, 'a template is included by its name, and takes nothing')];
    const program = this.#partials.get(name);
    if (program === undefined) {
      const hint = suggest(name, [...this.#partials.keys()]);
      return [problem(node, `there is no template ${name}`, hint)];
    }
    if (this.#included.includes(name)) return [problem(node, `${name} includes itself`)];
    this.#included.push(name);
    const [first] = this.program(program, scopes.slice(-1));
    this.#included.pop();
    return first === undefined ? [] : [problem(node, `${name}: ${first.message}`, first.hint)];
  }
}

/** What a path leads to from where it stands. */
function look(path: hbs.AST.PathExpression, scopes: Scopes): ViewPart | TemplateProblem {
  if (path.data) {
    const known = ['index', 'first', 'last', 'key'];
    const [name = ''] = path.parts;
    if (known.includes(name) && scopes.length > 1 && path.parts.length === 1) return 'text';
    const message = scopes.length > 1 ? 'each has no such variable' : 'it is of use in each alone';
    return problem(path, `${path.original}: ${message}`);
  }
  let part: ViewPart | undefined = scopes.at(-1 - path.depth);
  if (part === undefined) return problem(path, `${path.original} leads out of the view`);
  for (const [index, step] of path.parts.entries()) {
    if (Array.isArray(part) && step === 'length' && index === path.parts.length - 1) return 'flag';
    const keys: readonly string[] = isView(part) ? Object.keys(part) : [];
    const next: ViewPart | undefined =
      isView(part) && Object.hasOwn(part, step) ? part[step] : undefined;
    if (next === undefined)
      return problem(path, `the view has no ${path.original}`, suggest(step, keys));
    part = next;
  }
  return part;
}

function itemOf(part: ViewPart): View | undefined {
  return typeof part === 'object' && Array.isArray(part) ? (part as readonly [View])[0] : undefined;
}

function isView(part: ViewPart | undefined): part is View {
  return typeof part === 'object' && !Array.isArray(part);
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}

function isProblem(found: ViewPart | TemplateProblem): found is TemplateProblem {
  return typeof found === 'object' && 'message' in found && typeof found.line === 'number';
}

function pairs(hash: hbs.AST.Hash | undefined): number {
  return hash?.pairs.length ?? 0;
}

function noHelper(path: { readonly original?: unknown } & hbs.AST.Node): TemplateProblem {
  return problem(path, `there is no helper ${String(path.original)}`, 'each and if are');
}

function problem({ loc }: hbs.AST.Node, message: string, hint?: string): TemplateProblem {
  return { line: loc.start.line, column: loc.start.column + 1, message, hint };
}
