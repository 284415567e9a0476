import type { ReportOptions, ReportStyle } from './render-report.ts';
import type { ReportFinding, ReportProof } from './report.ts';
import { shown } from '../render/shown.ts';
import { count } from './shown.ts';
import { placeText } from './place-text.ts';
import { wrap } from './wrap.ts';

/** What is wrong with the documents, the settings or the waivers; notes only where everything is wanted. */
export function findingLines(
  findings: readonly ReportFinding[],
  { paint, columns, verbose }: ReportOptions,
): readonly string[] {
  const told = findings.filter((one) => verbose || one.level !== 'info');
  if (told.length === 0) return [];
  return [
    '',
    paint('bold', 'ABOUT WHAT WAS GIVEN'),
    ...told.flatMap(({ at, level, rule, message, hint }) => [
      ...wrap(`${shown(placeText(at))} ${level} ${shown(rule)}`, columns, '  ', '    ').map(
        (line) => paint(levelStyles[level], line),
      ),
      ...wrap(shown(message), columns, '    ', '    '),
      ...(hint === undefined ? [] : wrap(`hint: ${shown(hint)}`, columns, '    ', '    ')),
    ]),
  ];
}

const levelStyles: Readonly<Record<ReportFinding['level'], ReportStyle>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
};

/** What the compiler said of the verdicts for source. */
export function proofLines(
  proof: ReportProof | undefined,
  { paint, columns, verbose }: ReportOptions,
): readonly string[] {
  if (proof === undefined) return [];
  const { asked, contradictions, explained } = proof;
  const put = (text: string, indent = '  '): readonly string[] =>
    wrap(text, columns, indent, `${indent}  `);
  const agreed = contradictions.length === 0 ? 'it agrees with the rules' : 'it does not agree:';
  return [
    '',
    paint('bold', 'PROOF'),
    ...put(`The compiler was asked about ${count(asked, 'type')}, each both ways; ${agreed}`),
    ...contradictions.flatMap(({ name, flow, rules, compiler, message }) => [
      ...put(
        `${shown(name)} (${flow}): the rules say that it ${rules}, the compiler that it ${compiler}`,
      ).map((line) => paint('red', line)),
      ...(message === '' ? [] : put(shown(message), '    ')),
    ]),
    ...explained.flatMap(({ reason, names }) => [
      ...put(`${count(names.length, 'known difference')}: ${shown(reason)}`),
      ...(verbose ? put(names.map(shown).join(', '), '    ') : []),
    ]),
  ];
}
