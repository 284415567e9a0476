import { inertJson } from './json.ts';
import { sarifPlace, ruleOf, sarifText } from './sarif-parts.ts';
import { capturePlaceText, wireRows, type WireRow, type WireShown } from './wire-rows.ts';

/** The findings as SARIF 2.1.0 (OASIS), one run, each at its first line in a capture. What the baseline accepts is suppressed. */
export function wireSarif(shown: WireShown): string {
  const rows = wireRows(shown);
  const ids = [...new Set(rows.map((one) => one.rule))].sort();
  const index = new Map(ids.map((id, position) => [id, position]));
  const isSuppressing = rows.some((one) => one.isAccepted);
  const { api, version, captures, fits } = shown.report;
  return inertJson({
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'wireshape', version: shown.tool, rules: ids.map(ruleOf) } },
        invocations: [{ executionSuccessful: true }],
        columnKind: 'utf16CodeUnits',
        results: rows.map((row) => ({
          ...resultOf(row),
          ruleIndex: index.get(row.rule) ?? -1,
          ...(isSuppressing ? { suppressions: row.isAccepted ? [accepted] : [] } : {}),
        })),
        properties: { api, version, captures: captures.map(({ name }) => name), fits },
      },
    ],
  });
}

const accepted = { kind: 'external', status: 'accepted', justification: 'in the baseline' };

function resultOf(row: WireRow): object {
  const { rule, level, group, place, message, at, count, details, fingerprint, id, sort } = row;
  const what = place === '' ? group : `${group} ${place}`;
  const lines = [`${what}: ${message}.`, ...details.map(([name, text]) => `${name}: ${text}`)];
  const file = { file: at.capture, line: Math.max(1, at.line), column: undefined };
  const isFile = at.capture !== '-';
  return {
    ruleId: rule,
    level,
    message: { text: lines.map(sarifText).join('\n') },
    locations: [
      {
        ...(isFile ? { physicalLocation: sarifPlace(file) } : {}),
        logicalLocations: [{ fullyQualifiedName: what }],
      },
    ],
    occurrenceCount: Math.max(1, count),
    partialFingerprints: { 'wireshapeWire/v1': fingerprint },
    properties: { id, sort, first: capturePlaceText(at) },
  };
}
