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
  const of = (own: 'added' | 'removed', tag: 'del' | 'ins'): Markup => {
    const other = own === 'added' ? 'removed' : 'added';
    const texts = parts
      .filter((part) => !part[other])
      .map((part) => (part[own] ? marked(tag, part.value).markup : htmlText(part.value)));
    return { markup: texts.join('') };
  };
  return { before: of('removed', 'del'), after: of('added', 'ins') };
}

function marked(tag: 'del' | 'ins', text: string): Markup {
  return { markup: text === '' ? '' : `<${tag}>${htmlText(text)}</${tag}>` };
}
