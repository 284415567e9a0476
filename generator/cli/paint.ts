import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';

/** Gives a text a style where the output has colours, and leaves it alone where it has none. */
export type Paint = (style: Style | readonly Style[], text: string) => string;

export const plainPaint: Paint = (_style, text) => text;

export const colourPaint: Paint = (style, text) =>
  // Newer versions of Node.js would judge by the environment again.
  text === ''
    ? ''
    : styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false });

/** What decides about colours: a stream, the variables of the environment, and what the command line says. */
export interface ColourQuestion {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly wanted: boolean | undefined;
}

/** The command line has the first word, FORCE_COLOR the second, NO_COLOR the third; then only a terminal has colours. */
export function choosePaint({ isTerminal, env, wanted }: ColourQuestion): Paint {
  return hasColours(isTerminal, env, wanted) ? colourPaint : plainPaint;
}

function hasColours(
  isTerminal: boolean,
  env: ColourQuestion['env'],
  wanted: ColourQuestion['wanted'],
): boolean {
  if (wanted !== undefined) return wanted;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return isTerminal;
}

/** Makes visible what would move the cursor or turn the text: a message may quote a document. Newlines and tabs stay. */
export function visible(text: string): string {
  return text.replaceAll(
    /(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
