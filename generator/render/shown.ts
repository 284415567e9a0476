import { textWidth } from './width.ts';

/** A text of a document or a setting, to be shown on one line: white space is single spaces, and the rest is {@link inert}. */
export function shown(text: string): string {
  if (/^[ -"$-~]*$/.test(text)) return text.replaceAll(/ {2,}/g, ' ').trim();
  return inert(text.replaceAll(/\s+/g, ' ').trim());
}

/**
 * A text in which what would move a cursor, turn the text around it or cannot be seen at all is written out as `\u001b`. A log that
 * GitHub reads takes `##[` for a command wherever it stands, so that is broken up.
 */
export function inert(text: string): string {
  return text.replaceAll(unseen, escapeOf).replaceAll('##[', `${escapeOf('#')}#[`);
}

/** Joiners are left alone: they make one sign of several. */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** A character as JSON and TypeScript write what cannot be seen. */
export function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** How many columns a text takes. Our own signs are known to take one; the measure for all others is slow to load. */
export function columnsOf(text: string): number {
  return textWidth(text.replaceAll(/[→…]/g, '-'));
}
