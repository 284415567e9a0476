/**
 * Letters and marks on which the tools do not agree: they came after Unicode 9, lie beyond U+FFFF, or belong to an identifier
 * only by exception. Unassigned code points between two of them are swallowed, which keeps the table short.
 */
const unsettledRanges = `
  b7 387 560 588 5ef 7fd 860-887 889-88f 897-89f 8b5 8be-8d3 9fc 9fe afa-aff b55 c04 c3c c5c-c5d cdc-cdd cf3-d00 d04
  d3b-d3c d81 e86 e89 e8c e8e-e93 e98 ea0 ea8-ea9 eac eba ece 1369-1371 170d 1715-171f 180f 1878 19da
  1abf-1aeb 1b4c 1c89-1cbf 1cf7 1cfa 1df6-1dfa 2118 212e 2c2f 2c5f 2e2f 309b-309c 30fb 312e-312f 31bb-31bf
  4db6-4dbf 9fd6-9fff a7af a7b8-a7f6 a82c a8fe-a8ff ab66-ab69 ff65 10000-10ffff`;

/** Marks that have become letters: some tools take them behind the first place only. */
const onceMarks = '1885-1886 1cf2-1cf3';

const unsettled = new RegExp(`[${rangesOf(unsettledRanges)}]`, 'gu');
const unsettledInWords = new RegExp(`[${rangesOf(`${unsettledRanges} ${onceMarks}`)}]`, 'gu');
const international = new RegExp(
  `^(?![${rangesOf(onceMarks)}])[\\p{ID_Start}_$][\\p{ID_Continue}$\\u200c\\u200d]*$`,
  'u',
);

/**
 * True for what every TypeScript since 5.4 reads as an identifier, and prettier writes without quotes as a key.
 *
 * | text | |
 * | --- | --- |
 * | `event_id`, `$ref`, `größe`, `名前`, `class` | true |
 * | `event-id`, `1st`, `𝒳`, the empty text | false |
 */
export function isIdentifier(text: string): boolean {
  if (/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text)) return true;
  return international.test(text) && text.search(unsettled) === -1;
}

/** The runs of letters, marks and digits in a text that may stand in an identifier; `_` and `$` separate like any sign. */
export function identifierWords(text: string): readonly string[] {
  const settled = text.normalize('NFC').replaceAll(unsettledInWords, ' ');
  return settled.match(/[\p{L}\p{Nl}\p{Nd}][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}]*/gu) ?? [];
}

/** The ranges of a table for a character class. */
function rangesOf(table: string): string {
  return table.replaceAll(/[0-9a-f]+/g, '\\u{$&}').replaceAll(/\s/g, '');
}
