import type { Level } from '../base/finding.ts';
import { rules as knownRules } from '../base/rules.ts';
import { wireRules, type WireRule } from '../base/wire-rules.ts';
import { shown } from '../render/shown.ts';

const levelOf = {
  error: 'error',
  warning: 'warning',
  info: 'note',
} as const satisfies Readonly<Record<Level, string>>;

function wireRule(id: string): (typeof wireRules)[WireRule] | undefined {
  return Object.hasOwn(wireRules, id) ? wireRules[id as WireRule] : undefined;
}

/** A rule as the driver of a run lists it. */
export function ruleOf(id: string): object {
  const known = knownRules.find((one) => one.id === id) ?? wireRule(id);
  if (known === undefined) return { id };
  return {
    id,
    shortDescription: { text: known.why },
    defaultConfiguration: { level: levelOf[known.level] },
  };
}

/**
 * A text in a message: braces are doubled, because `{0}` is a place for an argument (SARIF 2.1.0, 3.11.5), and what would be a link,
 * `[text](target)`, is none (3.11.6).
 */
export function sarifText(text: string): string {
  const doubled = shown(text).replaceAll(/[{}]/g, '$&$&');
  return doubled.includes('](') ? doubled.replaceAll(/[[\]]/g, '\\$&') : doubled;
}

interface SarifPlace {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A place in a file. */
export function sarifPlace({ file, line, column }: SarifPlace): object {
  const region = {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
  };
  return {
    artifactLocation: { uri: uriOf(file) },
    ...(line === undefined ? {} : { region }),
  };
}

/** A path as a reference to a URI: a colon in it, as of a git revision, must not pass for a scheme. */
function uriOf(file: string): string {
  const isDrive = /^[A-Za-z]:[\\/]/.test(file);
  const segments = file.replaceAll('\\', '/').split('/').map(encodeSegment);
  if (isDrive) return `file:///${segments.join('/')}`;
  return file.startsWith('/') ? `file://${segments.join('/')}` : segments.join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Cs}/gu, '\ufffd'));
}
