import { code, prose } from '../render/markdown-text.ts';
import { placeText } from './place-text.ts';
import type { ReportFinding, ReportProof, ReportRow } from './report.ts';
import { waivedSection } from './sections.ts';
import { count } from './shown.ts';

/** What was accepted, and why. */
export function waivedBlocks(rows: readonly ReportRow[]): readonly string[] {
  const lines = rows.flatMap(({ place, message, rule, waiver }) =>
    waiver === undefined
      ? []
      : [
          `- **${code(place)}**: ${prose(message)}`,
          `  - ${code(rule)}: ${prose(waiver.reason)}`,
          ...(waiver.expires === undefined ? [] : [`  - until ${code(waiver.expires)}`]),
        ],
  );
  return lines.length === 0 ? [] : [`## ${waivedSection.title}`, lines.join('\n')];
}

/** What is wrong with the documents, the settings or the waivers. */
export function findingBlocks(findings: readonly ReportFinding[]): readonly string[] {
  const told = findings.filter((one) => one.level !== 'info');
  if (told.length === 0) return [];
  const lines = told.flatMap(({ at, level, rule, message, hint }) => [
    `- **${level}** ${code(rule)} in ${code(placeText(at))}: ${prose(message)}`,
    ...(hint === undefined ? [] : [`  - ${prose(hint)}`]),
  ]);
  return ['## About what was given', lines.join('\n')];
}

/** What the compiler said of the verdicts for source. */
export function proofBlocks(proof: ReportProof | undefined): readonly string[] {
  if (proof === undefined) return [];
  const { asked, contradictions, explained } = proof;
  const agreed =
    contradictions.length === 0 ? 'It agrees with the rules.' : 'It does not agree with the rules:';
  const lines = [
    ...contradictions.flatMap(({ name, flow, rules, compiler, message }) => [
      `- ${code(name)} (${flow}): the rules say that it ${rules}, the compiler that it ${compiler}`,
      ...(message === '' ? [] : [`  - ${code(message)}`]),
    ]),
    ...explained.map(
      ({ reason, names }) => `- ${count(names.length, 'known difference')}: ${prose(reason)}`,
    ),
  ];
  return [
    '## Proof',
    `The TypeScript compiler was asked about ${count(asked, 'type')}, each both ways. ${agreed}`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
  ];
}
