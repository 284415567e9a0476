import { isRecord } from '../base/json.ts';
import type { DiffReport } from './report.ts';
import { escapeOf } from '../render/shown.ts';

/** The report as canonical JSON: keys are sorted, and what is undefined is left out. Its schema is wireshape-diff.schema.json. */
export function jsonReport(report: DiffReport): string {
  return jsonText(report);
}

/** A value as canonical JSON that does nothing to whoever prints it. */
export function jsonText(value: unknown): string {
  return inertJson(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/**
 * JSON that does nothing to whoever prints it: in strings, what would move the cursor or turn the text is written as an escape, and so is
 * `##[`, which GitHub takes for a command wherever it stands in a log.
 */
export function inertJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2)
    .replaceAll(/[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, escapeOf)
    .replaceAll('##[', `#${escapeOf('#')}[`);
  return `${text}\n`;
}
