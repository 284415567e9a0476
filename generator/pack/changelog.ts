import { shortHash } from '../base/short-hash.ts';
import { gt, lt, valid } from 'semver';

/** A changelog, as far as it concerns a release. */
export interface ChangelogRequest {
  /** The text that is committed; undefined where there is none. */
  readonly own: string | undefined;
  /** The one that was published last, whose entries a committed text may lack. */
  readonly published: string | undefined;
  /** The version that was published last. */
  readonly from: string | undefined;
  readonly to: string;
  /** `2026-12-31`. */
  readonly day: string;
  /** What is told of the version, without its heading. */
  readonly entry: string;
  /** What the package is called. */
  readonly name: string;
}

export interface ChangelogText {
  readonly text: string;
  /** Versions that were never published, and whose entries somebody wrote or changed: they would be read as if they were. */
  readonly strangers: readonly string[];
}

/**
 * A changelog with an entry for a version. Entries are never changed, with one exception: one of ours that nobody touched, of a
 * version that was not published after all.
 */
export function withEntry(request: ChangelogRequest): ChangelogText {
  const { own, published, from, to, day, entry, name } = request;
  const read = readChangelog(own ?? published ?? headText(name));
  const lost = published === undefined ? [] : readChangelog(published).entries;
  const isUnpublished = ({ version }: Entry): boolean =>
    version !== undefined && (from === undefined || gt(version, from));
  const kept = read.entries.filter((one) => !isUnpublished(one) || !isUntouched(one));
  const ofHand = kept.filter((one) => isUnpublished(one) && one.version !== to);
  const all = lost.reduce(insert, kept);
  const made = entryOf(to, day, entry);
  const isWritten = all.some((one) => one.version === to);
  const entries = isWritten ? all : insert(all, made);
  return {
    text: `${[read.head, ...entries.map((one) => one.text)].map((one) => one.trim()).join('\n\n')}\n`,
    strangers: ofHand.flatMap((one) => one.version ?? []),
  };
}

interface Entry {
  /** Undefined for a heading that names none: what is not released yet. */
  readonly version: string | undefined;
  readonly text: string;
}

function readChangelog(text: string): {
  readonly head: string;
  readonly entries: readonly Entry[];
} {
  const [head = '', ...parts] = text.replaceAll('\r\n', '\n').split(/^(?=## )/m);
  return {
    head,
    entries: parts.map((part) => {
      const [, name = ''] = /^## \[?v?([^\]\s]+)/.exec(part) ?? [];
      return { version: valid(name) ?? undefined, text: part.trim() };
    }),
  };
}

/** Newest first; what is not released stays in front. */
function insert(entries: readonly Entry[], one: Entry): readonly Entry[] {
  const { version } = one;
  if (version === undefined || entries.some((each) => each.version === version)) return entries;
  const place = entries.findIndex(
    (each) => each.version !== undefined && lt(each.version, version),
  );
  return entries.toSpliced(place === -1 ? entries.length : place, 0, one);
}

/** The mark at its end tells whether anybody has touched it. */
function entryOf(version: string, day: string, body: string): Entry {
  const text = `## [${version}] - ${day}\n\n${body.trim()}`;
  return { version, text: `${text}\n\n${markOf(text)}` };
}

function isUntouched({ text }: Entry): boolean {
  const lines = text.trimEnd().split('\n');
  const mark = lines.at(-1) ?? '';
  return mark === markOf(lines.slice(0, -1).join('\n').trim());
}

function markOf(text: string): string {
  return `<!-- Written by wireshape (${shortHash(text)}); an entry that was changed is left as it is. -->`;
}

function headText(name: string): string {
  return [
    '# Changelog',
    `What changed in ${name}. The versions are those of [Semantic Versioning](https://semver.org/spec/v2.0.0.html): the first number`,
    'rises when code or a running program can break, the second when something is added, the third otherwise. While the first number',
    'is 0, each of the three stands one place further back.',
  ]
    .join('\n')
    .replace('\n', '\n\n');
}
