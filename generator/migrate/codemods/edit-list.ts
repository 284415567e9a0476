import type { LeftOver, SourceEdit } from '../codemod.ts';
import type { StepBasis } from '../step.ts';

/** What is to be done to a file, while it is being worked out: an outer object takes up the edits that lie in what it moves. */
export class EditList {
  readonly #text: string;
  #edits: SourceEdit[] = [];
  readonly #leftOvers: LeftOver[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get edits(): readonly SourceEdit[] {
    return joined(this.#edits);
  }

  get leftOvers(): readonly LeftOver[] {
    const byPlace = new Map<string, LeftOver>();
    for (const one of this.#leftOvers) byPlace.set(`${one.start} ${one.step}`, one);
    return [...byPlace.values()].sort((a, b) => a.start - b.start);
  }

  get text(): string {
    return this.#text;
  }

  /** Nothing is done twice at one place: a constant may be met at each of its uses. */
  put(start: number, end: number, text: string, { id }: StepBasis, reason: string): void {
    if (this.#edits.some((one) => one.start === start && one.end === end && one.text === text))
      return;
    this.#edits.push({ start, end, text, step: id, reason });
  }

  leave(
    { start, end }: { readonly start: number; readonly end: number },
    { id }: StepBasis,
    what: string,
    todo: string,
  ): void {
    this.#leftOvers.push({ start, end, step: id, what, todo });
  }

  /** The text of a part with its edits made, which are made no more where the part stood. */
  take(start: number, end: number): string {
    const inside = this.#edits.filter((one) => one.start >= start && one.end <= end);
    this.#edits = this.#edits.filter((one) => !inside.includes(one));
    let at = start;
    let text = '';
    for (const edit of joined(inside)) {
      text += this.#text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.#text.slice(at, end);
  }
}

/** In the order of the text; what is put in where something else begins to be replaced is one edit with it. */
function joined(edits: readonly SourceEdit[]): readonly SourceEdit[] {
  const sorted = edits
    .map((edit, at) => ({ edit, at }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.at - b.at);
  const result: SourceEdit[] = [];
  for (const { edit } of sorted) {
    const last = result.at(-1);
    if (last?.start !== edit.start) {
      result.push(edit);
      continue;
    }
    const reason = last.reason === edit.reason ? last.reason : `${last.reason}; ${edit.reason}`;
    result[result.length - 1] = { ...last, end: edit.end, text: last.text + edit.text, reason };
  }
  return result;
}
