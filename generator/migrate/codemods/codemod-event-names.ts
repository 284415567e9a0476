import { ts, type SourceFile } from 'ts-morph';
import { unreachable } from '../../base/finding.ts';
import type { Codemod, CodemodContext, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern, isTelling } from '../codemod-words.ts';
import type { MigrationPlan } from '../plan.ts';
import { apiSigns, type ApiSigns } from './api-signs.ts';
import { eventFates, fateOfKin, type EventFate, type RenamedEvent } from './event-fates.ts';
import { positionOf, type Position } from './event-position.ts';
import { asksForBoth, findTwin } from './event-collision.ts';
import { literalWith, nodesBelow } from './node-text.ts';

export const eventNames: Codemod = {
  name: 'event-names',
  ensures: 'Names of events are those of the new version wherever they are names of events.',
  run: (file, context) => new EventNames(file, context).run(),
};

/** What is found in one file. */
class EventNames {
  readonly #edits: SourceEdit[] = [];
  readonly #leftOvers: LeftOver[] = [];
  readonly #file: SourceFile;
  readonly #signs: ApiSigns;
  readonly #fates: ReadonlyMap<string, EventFate>;
  readonly #spoken: RegExp;
  readonly #plan: MigrationPlan;

  constructor(file: SourceFile, context: CodemodContext) {
    this.#file = file;
    this.#signs = apiSigns(file, context);
    this.#plan = context.plan;
    this.#fates = eventFates(this.#plan);
    const names = [...this.#fates.keys()].filter(isTelling).map(escapePattern);
    this.#spoken = new RegExp(`(?<![\\w.])(?:${names.join('|') || '(?!)'})(?![\\w]|\\.\\w)`, 'g');
  }

  run(): { readonly edits: readonly SourceEdit[]; readonly leftOvers: readonly LeftOver[] } {
    for (const node of nodesBelow(this.#file.compilerNode)) {
      if (ts.isStringLiteralLike(node)) this.#literal(node);
      else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
        this.#mentions(node, node.text);
      else if (ts.isJsxText(node)) this.#mentions(node, node.text);
    }
    return { edits: this.#edits, leftOvers: this.#leftOvers };
  }

  #literal(node: ts.StringLiteralLike): void {
    const fate = this.#fates.get(node.text) ?? fateOfKin(node.text, this.#plan);
    if (fate === undefined) {
      if (!isJson(node.text)) this.#other(node);
      return;
    }
    const position = positionOf(node);
    if (!this.#isMeant(fate, position)) return;
    const owner = this.#signs.ownerOf(fate.from);
    if (owner === 'theirs') return;
    if (owner === 'either') {
      this.#leave(node, fate, `has ${fate.from}, which another API sends too`, todoOf(fate));
      return;
    }
    switch (position) {
      case 'spoken':
        this.#mention(node, fate);
        return;
      case 'passed':
        this.#leave(
          node,
          fate,
          `passes ${fate.from} to a function that may want something else`,
          todoOf(fate),
        );
        return;
      case 'listened':
        if (this.#signs.isAbout) this.#change(node, fate);
        else this.#leave(node, fate, `has ${fate.from}, and nothing else of the API`, todoOf(fate));
        return;
      case 'asked':
      case 'said':
        this.#change(node, fate);
        return;
      case 'none':
        return;
      default:
        unreachable(position);
    }
  }

  /** A name that others may use as well says little where nothing else of the API is near. */
  #isMeant(fate: EventFate, position: Position): boolean {
    if (position === 'none') return false;
    const { isAbout } = this.#signs;
    if (!isTelling(fate.from)) return isAbout && (position === 'asked' || position === 'listened');
    return isAbout || fate.kind === 'renamed' || position === 'asked';
  }

  /** A text that holds a name among others, or is one with something of the program's own in front: `server.response.done`. */
  #other(node: ts.StringLiteralLike): void {
    const [, own] = /^\w+[.:/](.+)$/.exec(node.text) ?? [];
    const fate = own === undefined ? undefined : this.#fates.get(own);
    if (fate === undefined || !isTelling(fate.from)) this.#mentions(node, node.text);
    else if (this.#signs.isAbout && ['asked', 'listened', 'said'].includes(positionOf(node))) {
      this.#leave(node, fate, `has ${node.text}`, todoOf(fate));
    }
  }

  #change(node: ts.StringLiteralLike, fate: EventFate): void {
    if (fate.kind === 'undecided') {
      this.#leave(node, fate, `has ${fate.from}`, fate.todo);
      return;
    }
    if (fate.joins && asksForBoth(node, fate.to)) {
      this.#leave(node, fate, `tells ${fate.from} from ${fate.to}`, `both are ${fate.to} now`);
      return;
    }
    if (findTwin(node, fate.to) !== undefined) {
      this.#leave(
        node,
        fate,
        `has ${fate.from} beside ${fate.to}`,
        'take it out; it comes no more',
      );
      return;
    }
    this.#edits.push({
      start: node.getStart(),
      end: node.getEnd(),
      text: literalWith(node, fate.to),
      step: fate.step,
      reason: `the event is called ${fate.to} now`,
    });
  }

  #mentions(node: ts.Node, text: string): void {
    for (const name of new Set(text.match(this.#spoken))) {
      const fate = this.#fates.get(name);
      if (fate !== undefined && this.#signs.ownerOf(name) === 'ours') this.#mention(node, fate);
    }
  }

  #mention(node: ts.Node, fate: EventFate): void {
    this.#leave(node, fate, `a text speaks of ${fate.from}`, todoOf(fate), true);
  }

  #leave(node: ts.Node, { step }: EventFate, what: string, todo: string, mention?: true): void {
    const place = { start: node.getStart(), end: node.getEnd() };
    this.#leftOvers.push({ ...place, step, what, todo, ...(mention === true ? { mention } : {}) });
  }
}

/** A text of JSON is looked at by a codemod of its own. */
function isJson(text: string): boolean {
  return /^\s*[[{]\s*["{[\]}]/.test(text);
}

function todoOf(fate: EventFate): string {
  return fate.kind === 'renamed' ? renamedTodo(fate) : fate.todo;
}

function renamedTodo({ to }: RenamedEvent): string {
  return `it is called ${to} now`;
}
