import type { Literal } from '../model/shape.ts';

/** What is done where a value is a literal: a statement that returns. */
export interface LiteralCase {
  readonly literal: Literal | undefined;
  /** The literal as code. */
  readonly label: string;
  readonly line: (margin: number) => string;
}

/**
 * The end of a function that returns by what a value is. Where there are many texts, they are told by their length first: engines compare
 * a text with those of all cases before its own, and a message's text is none that they know by its address.
 */
export function literalSwitch(
  value: string,
  cases: readonly LiteralCase[],
  rest: (margin: number) => string,
): readonly string[] {
  const byLength = new Map<number, LiteralCase[]>();
  for (const one of cases) {
    const length = typeof one.literal === 'string' ? one.literal.length : -1;
    byLength.set(length, [...(byLength.get(length) ?? []), one]);
  }
  if (cases.length <= 8 || byLength.has(-1)) {
    const lines = cases.flatMap((one) => caseLines(one, 4));
    return [`  switch (${value}) {`, ...lines, '    default:', rest(6), '  }'];
  }
  const groups = [...byLength].sort(([a], [b]) => a - b);
  return [
    `  const tag = ${value};`,
    "  switch (typeof tag === 'string' ? tag.length : 0) {",
    ...groups.flatMap(([length, some]) => [
      `    case ${String(length)}:`,
      '      switch (tag) {',
      ...some.flatMap((one) => caseLines(one, 8)),
      '      }',
      '      break;',
    ]),
    '  }',
    rest(2),
  ];
}

function caseLines({ label, line }: LiteralCase, margin: number): readonly string[] {
  return [`${' '.repeat(margin)}case ${label}:`, line(margin + 2)];
}
