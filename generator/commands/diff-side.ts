import { UsageError } from '../base/finding.ts';
import { refuseUrl } from './refuse-url.ts';

/** One side of a diff, as its text names it; whether there is any such thing, the text does not say. */
export interface SideName {
  /** As the user wrote it. */
  readonly label: string;
  /** The git revision that files are read from; undefined for the disk. */
  readonly revision: string | undefined;
  readonly what:
    | { readonly kind: 'file'; readonly file: string; readonly version: string | undefined }
    /** Of the config: `chat@v2`, or the version alone. */
    | { readonly kind: 'target'; readonly name: string };
}

/**
 * What a text asks for, told by the text alone, so that the same command means the same in every folder.
 *
 * | text | what it names |
 * | --- | --- |
 * | `spec/chat.yaml`, `chat.json`, `C:\chat.yaml` | a document |
 * | `generated/chat/manifest.json@v2` | a version in a manifest |
 * | `chat@v2`, `v2` | a version of the config |
 * | `HEAD~1:spec/chat.yaml`, `v1.2.0:chat@v2` | the same in a git revision |
 *
 * @throws {UsageError} for a URL, and for a text that names nothing.
 */
export function readSideName(label: string): SideName {
  if (label.trim() === '') throw new UsageError('an empty text names nothing to compare');
  refuseUrl(label);
  const { revision, rest } = splitRevision(label);
  return { label, revision, what: readWhat(rest) };
}

/** A drive's letter is no revision. A colon inside braces belongs to the revision: `HEAD@{2026-01-31 12:00}:chat.yaml`. */
function splitRevision(text: string): {
  readonly revision: string | undefined;
  readonly rest: string;
} {
  if (/^[a-z]:[\\/]/i.test(text) || /^\.{1,2}[\\/]/.test(text)) {
    return { revision: undefined, rest: text };
  }
  const { revision, rest } =
    /^(?<revision>(?:[^:{]|\{[^}]*\})+):(?<rest>.+)$/s.exec(text)?.groups ?? {};
  return revision === undefined || rest === undefined
    ? { revision: undefined, rest: text }
    : { revision, rest };
}

function readWhat(text: string): SideName['what'] {
  const { file, version } = /^(?<file>.+\.json)@(?<version>[^@\\/]+)$/is.exec(text)?.groups ?? {};
  if (file !== undefined) return { kind: 'file', file, version };
  const isFile = /[/\\]|\.(?:ya?ml|json)$/i.test(text);
  return isFile ? { kind: 'file', file: text, version: undefined } : { kind: 'target', name: text };
}
