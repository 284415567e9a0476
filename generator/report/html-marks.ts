import { htmlText, type Markup } from './html-text.ts';

/** The `diff` package, as far as it is needed here; whoever renders has loaded it. */
export type Words = Pick<typeof import('diff'), 'diffWordsWithSpace'>;

/** Two versions of a text, with the words that only one of them has marked in it. */
export interface MarkedTexts {
  readonly before: Markup;
  readonly after: Markup;
}

/** Comparing two strangers takes time that grows with the square of their difference; beyond this, all of both is marked. */
const mostEdits = 600;

/** `string <del>| null</del>` and `string`. */
export function markWords(
  before: string,
  after: string,
  { diffWordsWithSpace }: Words,
): MarkedTexts {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (parts === undefined) return { before: marked('del', before), after: marked('ins', after) };
  const pieces = (own: 'added' | 'removed', other: 'added' | 'removed'): readonly Piece[] =>
    parts.filter((part) => !part[other]).map((part) => ({ text: part.value, isMarked: part[own] }));
  return {
    before: markup('del', joined(pieces('removed', 'added'))),
    after: markup('ins', joined(pieces('added', 'removed'))),
  };
}

interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Words that are marked one after the other are marked as one, with the space between them. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[] = [];
  for (const [index, { text, isMarked }] of pieces.entries()) {
    const last = runs.at(-1);
    const isBetween =
      text.trim() === '' && last?.isMarked === true && pieces[index + 1]?.isMarked === true;
    if (last?.isMarked === true && (isMarked || isBetween))
      runs[runs.length - 1] = { text: last.text + text, isMarked: true };
    else runs.push({ text, isMarked });
  }
  return runs;
}

function markup(tag: 'del' | 'ins', pieces: readonly Piece[]): Markup {
  const texts = pieces.map(({ text, isMarked }) =>
    isMarked ? marked(tag, text).markup : htmlText(text),
  );
  return { markup: texts.join('') };
}

function marked(tag: 'del' | 'ins', text: string): Markup {
  return { markup: text === '' ? '' : `<${tag}>${htmlText(text)}</${tag}>` };
}
