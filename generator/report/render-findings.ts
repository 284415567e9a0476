import type { Finding } from '../base/finding.ts';
import { toolVersion } from '../base/tool.ts';
import { findingCommand } from './github.ts';
import { inertJson } from './json.ts';
import { ruleOf } from './sarif-parts.ts';
import { findingResult } from './sarif.ts';

/** How findings are told to programs: as annotations of a pull request on GitHub, or as SARIF 2.1.0. */
export type FindingsFormat = 'github' | 'sarif';

/** Findings by themselves, without a report of a diff around them. */
export function renderFindings(findings: readonly Finding[], format: FindingsFormat): string {
  return format === 'github'
    ? findings.map((one) => `${findingCommand(one)}\n`).join('')
    : sarifOf(findings);
}

function sarifOf(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const results = findings.map((one) => ({
    ...findingResult(one),
    ruleIndex: ids.indexOf(one.rule),
  }));
  return inertJson({
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'wireshape', version: toolVersion, rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  });
}
