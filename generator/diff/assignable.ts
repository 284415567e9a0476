import type { ApiModel } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import type { Side } from '../model/side.ts';
import { fitsStructure, fitsTerm, fitsTogether, type Ask } from './fits.ts';
import { Terms, type Structure, type Term } from './terms.ts';

/** How the types of two shapes relate: whether each is assignable to the other one's place. */
export interface Fit {
  /** Values of the type after are values of the type before. */
  readonly afterFits: boolean;
  readonly beforeFits: boolean;
}

/**
 * Says of two versions' shapes on one side what the TypeScript compiler would say of their types, under `strict` and
 * `exactOptionalPropertyTypes`.
 */
export class Assignability {
  readonly #before: Terms;
  readonly #after: Terms;
  readonly #questions = new Questions();

  constructor(before: Pick<ApiModel, 'shapes'>, after: Pick<ApiModel, 'shapes'>, side: Side) {
    this.#before = new Terms(before, side);
    this.#after = new Terms(after, side);
  }

  /** True where a value of the shape after may stand where one of the shape before is wanted. */
  afterFits(before: Shape, after: Shape): boolean {
    return this.#questions.ask(this.#after.of(after), this.#before.of(before));
  }

  /** The same the other way round. */
  beforeFits(before: Shape, after: Shape): boolean {
    return this.#questions.ask(this.#before.of(before), this.#after.of(after));
  }

  /** Whether they fail to fit by themselves, whatever the shapes that they hold come to. */
  isRoot(before: Shape, after: Shape): { readonly wide: boolean; readonly narrow: boolean } {
    const [one, other] = [this.#before.of(before), this.#after.of(after)];
    return { wide: !mayFit(other, one), narrow: !mayFit(one, other) };
  }

  fit(before: Shape, after: Shape): Fit {
    return { afterFits: this.afterFits(before, after), beforeFits: this.beforeFits(before, after) };
  }
}

interface Question {
  readonly source: Structure;
  /** A structure, or a union that takes the source only as a whole. */
  readonly target: Structure | Term;
  /** Yes until the contrary is found, so that what leads to itself is answered by the rest of it. */
  answer: boolean;
  /** What has to be asked again when the answer turns out to be no. */
  readonly users: Set<Question>;
}

/**
 * Questions that lead to each other, each answered once. They wait in a list, and nothing is asked by recursion, for a chain of types
 * may be as long as the document.
 */
class Questions {
  readonly #known = new Map<Structure, Map<Question['target'], Question>>();
  readonly #waiting: Question[] = [];

  ask(source: Term, target: Term): boolean {
    // The first round only finds what has to be asked.
    const guess = fitsTerm(source, target, this.#asking(undefined));
    if (this.#waiting.length === 0) return guess;
    this.#settle();
    return this.ask(source, target);
  }

  #settle(): void {
    for (let one = this.#waiting.pop(); one !== undefined; one = this.#waiting.pop()) {
      if (!one.answer || isAnswered(one, this.#asking(one))) continue;
      one.answer = false;
      for (const user of one.users) if (user.answer) this.#waiting.push(user);
    }
  }

  #asking(user: Question | undefined): Ask {
    return (source, target) => {
      const question = this.#question(source, target);
      if (user !== undefined && question.answer) question.users.add(user);
      return question.answer;
    };
  }

  #question(source: Structure, target: Question['target']): Question {
    const bySource = this.#known.get(source) ?? new Map<Question['target'], Question>();
    this.#known.set(source, bySource);
    const known = bySource.get(target);
    if (known !== undefined) return known;
    const question: Question = { source, target, answer: true, users: new Set() };
    bySource.set(target, question);
    this.#waiting.push(question);
    return question;
  }
}

/** Whether the structures themselves fit if all that they hold does. */
function mayFit(source: Term, target: Term): boolean {
  const yes: Ask = () => true;
  return fitsTerm(source, target, (one, other) => isAnswered({ source: one, target: other }, yes));
}

function isAnswered({ source, target }: Pick<Question, 'source' | 'target'>, ask: Ask): boolean {
  return 'kind' in target ? fitsStructure(source, target, ask) : fitsTogether(source, target, ask);
}
