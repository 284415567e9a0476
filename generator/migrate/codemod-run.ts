import type { Project, SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, LeftOver, SourceEdit } from './codemod.ts';
import {
  applyEdits,
  areAtOnePlace,
  inOrder,
  placeAfter,
  placeBefore,
  type Batch,
} from './codemod-edits.ts';
import { openSources, syntaxErrors, type SourceText } from './codemod-project.ts';

/** What codemods are to be run on. */
export interface CodemodRequest extends Omit<CodemodContext, 'project'> {
  /** Their texts without a byte order mark. */
  readonly files: readonly SourceText[];
}

/** What became of a file. */
export interface CodemodOutcome {
  readonly path: string;
  readonly before: string;
  /** The same as `before` where there is a problem. */
  readonly after: string;
  readonly edits: readonly PlacedEdit[];
  readonly leftOvers: readonly PlacedLeftOver[];
  readonly problem: CodemodProblem | undefined;
}

export interface PlacedEdit {
  /** An offset into the text before. */
  readonly start: number;
  readonly step: string;
  readonly reason: string;
}

export interface PlacedLeftOver extends Omit<LeftOver, 'start' | 'end'> {
  readonly before: { readonly start: number; readonly end: number };
  readonly after: { readonly start: number; readonly end: number };
}

/** Why nothing is changed in a file. `start` is an offset into the text before. */
export interface CodemodProblem {
  readonly kind: 'syntax' | 'rolled-back';
  readonly start: number;
  readonly message: string;
}

/** How often codemods look at what they have made of a file, before it is given up. */
const mostRounds = 12;

/**
 * Runs codemods phase by phase: each phase on all files, again and again, until it changes nothing more. What changes the types of
 * values, such as another import, belongs to a later phase than what asks for them. Texts come back; nothing is written.
 */
export async function runCodemods(request: CodemodRequest): Promise<readonly CodemodOutcome[]> {
  const [project, { codemodPhases }, { otherSpeaker }] = await Promise.all([
    openSources(request.files),
    import('./codemods/codemod-phases.ts'),
    import('./codemods/look-alikes.ts'),
  ]);
  const context = { ...request, project };
  const works = request.files.map((file) => new FileWork(file, project));
  const ours = works.filter((one) => {
    const other = otherSpeaker(one.source.getFullText(), request.plan);
    if (other !== undefined) one.settle([somebodyElses(other, request)]);
    return other === undefined;
  });
  for (const phase of codemodPhases) runPhase(phase, ours, context);
  return works.map((one) => one.outcome());
}

/** A file that speaks to nobody but a service of others with the same protocol is left alone, and that is told. */
function somebodyElses(
  { host, start }: { readonly host: string; readonly start: number },
  { plan }: CodemodRequest,
): LeftOver {
  const { api, from } = plan.migration;
  const what = `speaks to ${host}, which may stay as it is`;
  const todo = `if it is ${api} that the file speaks, see to what it has of ${from}`;
  return { start, end: start + host.length, step: host, what, todo, mention: true };
}

function runPhase(
  phase: readonly Codemod[],
  works: readonly FileWork[],
  context: CodemodContext,
): void {
  let open = works.filter((one) => one.isOpen);
  for (let round = 1; open.length > 0; round += 1) {
    // All files are looked at before any is changed: each change makes what is known of types void.
    const rounds = open.map((one) => ({ work: one, ...runOnFile(phase, one.source, context) }));
    for (const { work, edits, leftOvers, overlap } of rounds) {
      if (overlap !== undefined) work.giveUp(`edits of ${overlap} overlap, a defect of wireshape`);
      else if (edits.length === 0) work.settle(leftOvers);
      else if (round === mostRounds) work.giveUp('its edits come to no end');
      else work.change(edits);
    }
    open = rounds
      .filter(({ work, edits }) => edits.length > 0 && work.isOpen)
      .map(({ work }) => work);
  }
}

/**
 * What the codemods of a phase would do to a file. The edits of one belong together, so that those which overlap an earlier one's wait
 * for the next round as a whole.
 */
function runOnFile(
  phase: readonly Codemod[],
  source: SourceFile,
  context: CodemodContext,
): FileRound {
  const edits: SourceEdit[] = [];
  const leftOvers: LeftOver[] = [];
  for (const codemod of phase) {
    const result = codemod.run(source, context);
    leftOvers.push(...result.leftOvers);
    const mine = inOrder(result.edits);
    if (mine === undefined) return { edits: [], leftOvers: [], overlap: codemod.name };
    if (!mine.some((one) => edits.some((other) => areAtOnePlace(one, other)))) edits.push(...mine);
  }
  return { edits, leftOvers, overlap: undefined };
}

interface FileRound {
  readonly edits: readonly SourceEdit[];
  readonly leftOvers: readonly LeftOver[];
  /** The codemod that does not know what it wants; undefined where all do. */
  readonly overlap: string | undefined;
}

/** A file, and what has been done to it so far. */
class FileWork {
  readonly #file: SourceText;
  readonly #source: SourceFile;
  readonly #project: Project;
  readonly #batches: Batch[] = [];
  readonly #edits: PlacedEdit[] = [];
  readonly #leftOvers: { readonly one: LeftOver; readonly batches: number }[] = [];
  #text: string;
  #problem: CodemodProblem | undefined;

  constructor(file: SourceText, project: Project) {
    this.#file = file;
    this.#text = file.text;
    this.#project = project;
    this.#source = project.getSourceFileOrThrow(file.path);
    const [error] = syntaxErrors(this.#source);
    if (error !== undefined) this.#problem = { kind: 'syntax', ...error };
  }

  get isOpen(): boolean {
    return this.#problem === undefined;
  }

  get source(): SourceFile {
    return this.#source;
  }

  settle(leftOvers: readonly LeftOver[]): void {
    const batches = this.#batches.length;
    this.#leftOvers.push(...leftOvers.map((one) => ({ one, batches })));
  }

  change(edits: readonly SourceEdit[]): void {
    const batch = inOrder(edits) ?? [];
    const first = batch[0];
    this.#edits.push(
      ...batch.map(({ start, step, reason }) => ({ start: this.#atFirst(start), step, reason })),
    );
    this.#batches.push(batch);
    this.#text = applyEdits(this.#text, batch);
    this.#parse(this.#text);
    const [error] = syntaxErrors(this.#source);
    if (error === undefined) return;
    const reason = first === undefined ? '' : `, after: ${first.reason}`;
    this.giveUp(`it would no longer parse (${error.message})${reason}`, first?.start);
  }

  /** Leaves the file as it was, and nothing more is done to it. */
  giveUp(message: string, start = 0): void {
    const at = this.#atFirst(start, this.#batches.length - 1);
    this.#problem = { kind: 'rolled-back', start: at, message };
    this.#parse(this.#file.text);
  }

  /** What edits text in ts-morph would make all line ends alike. */
  #parse(text: string): void {
    this.#project.createSourceFile(this.#file.path, text, { overwrite: true });
  }

  outcome(): CodemodOutcome {
    const { path, text: before } = this.#file;
    if (this.#problem !== undefined) {
      return { path, before, after: before, edits: [], leftOvers: [], problem: this.#problem };
    }
    const leftOvers = this.#leftOvers
      .map(({ one, batches }) => this.#place(one, batches))
      .filter((one) => !isAccepted(this.#text, one.after.start));
    return {
      path,
      before,
      after: this.#text,
      edits: this.#edits.toSorted((a, b) => a.start - b.start),
      leftOvers: withoutRepeats(leftOvers),
      problem: undefined,
    };
  }

  #place({ start, end, ...rest }: LeftOver, batches: number): PlacedLeftOver {
    const later = this.#batches.slice(batches);
    const atLast = (place: number): number => later.reduce(placeAfter, place);
    return {
      ...rest,
      before: { start: this.#atFirst(start, batches), end: this.#atFirst(end, batches) },
      after: { start: atLast(start), end: atLast(end) },
    };
  }

  /** Where a place of the text after so many batches stood in the text that was given. */
  #atFirst(place: number, batches = this.#batches.length): number {
    return this.#batches.slice(0, Math.max(0, batches)).reduceRight(placeBefore, place);
  }
}

/** Whether a comment in front of a place, on its line or the one above, says that it may stay: `// wireshape-ignore: speaks both`. */
function isAccepted(text: string, place: number): boolean {
  const end = text.indexOf('\n', place);
  const lines = text.slice(0, end === -1 ? undefined : end).split('\n');
  return lines.slice(-2).some((one) => /(?:\/\/|\/\*).*\bwireshape-ignore\b(?!-)/.test(one));
}

function withoutRepeats(leftOvers: readonly PlacedLeftOver[]): readonly PlacedLeftOver[] {
  const byText = new Map(
    leftOvers.map((one) => [JSON.stringify([one.after, one.step, one.what]), one] as const),
  );
  const all = [...byText.values()].sort((a, b) => a.after.start - b.after.start);
  const others = all.filter((one) => one.fallback !== true && one.mention !== true);
  return all.filter(
    ({ fallback, after }) =>
      fallback !== true ||
      !others.some((one) => one.after.start < after.end && after.start < one.after.end),
  );
}
