import type { WireReport } from '../base/wire-report.ts';
import { jsonText } from './json.ts';

/** The report itself, so that `wireshape wire merge` can add it to others. Its schema is wireshape-wire.schema.json. */
export function wireJson(report: WireReport): string {
  return jsonText(report);
}
