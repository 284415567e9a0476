import type { Level, Place } from '../base/finding.ts';

/** Everything that a report of a diff shows, in the order in which it shows it. Plain data: it is also what `--format json` prints. */
export interface DiffReport {
  readonly format: 'wireshape-diff/1';
  readonly tool: string;
  readonly before: ReportSide;
  readonly after: ReportSide;
  /** True where the two have nothing in common. */
  readonly unrelated: boolean;
  /** What the version of a package of types must become, for code compiled against it and for programs that run already. */
  readonly semver: { readonly source: ReportSemver; readonly wire: ReportSemver };
  readonly counts: ReportCounts;
  /** The first screen: what it comes to, gravest first; a line each. */
  readonly headlines: readonly Headline[];
  /** Silent breaks, then loud ones, then what may break, then the rest; within that by event. */
  readonly rows: readonly ReportRow[];
  readonly candidates: readonly ReportCandidate[];
  /** Findings about the documents, the settings and the waivers themselves. */
  readonly findings: readonly ReportFinding[];
  /** What the compiler said; undefined where it was not asked. */
  readonly proof: ReportProof | undefined;
}

export interface ReportSide {
  /** As the user named it: `openai-realtime@beta`, `spec/chat.yaml`, `HEAD~1:spec/chat.yaml`. */
  readonly label: string;
  readonly title: string;
  readonly version: string;
  readonly file: string;
  readonly format: string;
  readonly events: { readonly received: number; readonly sent: number };
}

export interface ReportSemver {
  readonly bump: 'major' | 'minor' | 'patch' | 'none';
  /** Ids of the rows that force it. */
  readonly forcedBy: readonly string[];
}

/** How many rows there are of each sort; waived rows are counted apart. */
export interface ReportCounts {
  readonly silent: number;
  readonly loud: number;
  readonly warning: number;
  readonly info: number;
  readonly waived: number;
}

export interface Headline {
  readonly sort: 'silent' | 'loud' | 'warning' | 'info';
  /** `6 events renamed: nothing is received under the old names`. */
  readonly text: string;
  /** What it is about, some of it: `response.text.delta → response.output_text.delta`; the rest is counted in `more`. */
  readonly items: readonly string[];
  readonly more: number;
}

export interface ReportVerdict {
  readonly level: Level | 'off';
  readonly effect: 'loud' | 'silent' | 'none';
}

export interface ReportRow {
  /** Stable from run to run, and readable: `field-removed RealtimeSession.voice`. */
  readonly id: string;
  /** The first 16 hexadecimal digits of the SHA-256 over the id. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly kind: string;
  /** `silent` and `loud` break somebody; `warning` may; `info` does not. */
  readonly sort: 'silent' | 'loud' | 'warning' | 'info';
  readonly source: ReportVerdict;
  readonly wire: ReportVerdict;
  readonly flows: readonly ('sent' | 'received')[];
  /** Where it is, to read: the event's tag, `session.update: session.voice`, or `RealtimeSession.voice` where several events hold it. */
  readonly place: string;
  readonly reaches: readonly ReportReach[];
  readonly message: string;
  readonly hint: string | undefined;
  readonly before: ReportEnd | undefined;
  readonly after: ReportEnd | undefined;
  readonly waiver: { readonly reason: string; readonly expires: string | undefined } | undefined;
}

export interface ReportReach {
  readonly flow: 'sent' | 'received';
  readonly event: string;
  readonly path: string;
}

/** One version's end: a TypeScript type, a value or a text, and where the document says so (1-based line and column). */
export interface ReportEnd {
  readonly text: string;
  readonly at: Place;
}

export interface ReportCandidate {
  readonly kind: 'event-renamed' | 'field-renamed' | 'field-moved';
  /** Ids of rows. */
  readonly removed: string;
  readonly added: string;
  readonly from: string;
  readonly to: string;
  /** Between 0 and 1. */
  readonly score: number;
  readonly evidence: readonly string[];
}

export interface ReportFinding {
  readonly rule: string;
  readonly level: Level;
  readonly at: Place;
  readonly message: string;
  readonly hint: string | undefined;
}

export interface ReportProof {
  /** How many messages and named types were put to the compiler, each both ways. */
  readonly asked: number;
  /** Where the compiler and the rules say different things: defects of ours. */
  readonly contradictions: readonly ReportContradiction[];
  /** Differences that are known and explained, by kind. */
  readonly explained: readonly { readonly reason: string; readonly names: readonly string[] }[];
}

export interface ReportContradiction {
  readonly name: string;
  readonly flow: 'sent' | 'received';
  readonly rules: 'breaks' | 'holds';
  readonly compiler: 'breaks' | 'holds';
  /** The compiler's own words; empty where it had nothing to complain of. */
  readonly message: string;
}
