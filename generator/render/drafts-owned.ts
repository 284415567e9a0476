import { readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { isRecord, own } from '../base/json.ts';
import { shortHash } from '../base/short-hash.ts';
import { applyDrafts, generatedMark, readIfThere, type Draft, type DraftChange } from './drafts.ts';

/**
 * The file in which a folder says which of its files are ours, and by which hashes they are known: files such as package.json cannot
 * say so themselves.
 */
export const ownedName = '.wireshape.json';

/** As compareDrafts does, for folders of which {@link applyOwnedDrafts} keeps the list; folders inside are looked at too. */
export function compareOwnedDrafts(
  folder: string,
  drafts: readonly Draft[],
): readonly DraftChange[] {
  const owned = readOwned(folder);
  if (owned === undefined) {
    const before = readFileSync(path.join(folder, ownedName), 'utf8');
    return [{ path: ownedName, change: 'taken', before, after: undefined }];
  }
  const isOurs = (file: string, text: string): boolean =>
    owned[file]?.includes(shortHash(text)) === true;
  const changes = drafts.map((draft): DraftChange => {
    const { text: before, kind } = readIfThere(path.join(folder, draft.path));
    const change =
      kind === 'none'
        ? 'created'
        : before === draft.text
          ? 'same'
          : before !== undefined && isOurs(draft.path, before)
            ? 'updated'
            : 'taken';
    return { path: draft.path, change, before, after: draft.text };
  });
  const wanted = new Set(drafts.map((one) => one.path));
  for (const file of Object.keys(owned)) {
    if (wanted.has(file)) continue;
    const { text: before } = readIfThere(path.join(folder, file));
    if (before === undefined) continue;
    const change = isOurs(file, before) ? 'deleted' : 'taken';
    changes.push({ path: file, change, before, after: undefined });
  }
  return changes;
}

/**
 * As applyDrafts does. While files are being written the list has both texts of each, so that whatever a run that was ended midway
 * has left behind is known as ours by the next one.
 */
export function applyOwnedDrafts(folder: string, changes: readonly DraftChange[]): void {
  const hashes = (texts: readonly (string | undefined)[]): readonly string[] => [
    ...new Set(texts.filter((one) => one !== undefined).map(shortHash)),
  ];
  writeOwned(
    folder,
    changes.map((one) => [one.path, hashes([one.before, one.after])]),
  );
  applyDrafts(folder, changes);
  const kept = changes.filter((one) => one.after !== undefined);
  writeOwned(
    folder,
    kept.map((one) => [one.path, hashes([one.after])]),
  );
  for (const { path: file, change } of changes) {
    if (change === 'deleted') removeEmptyFolders(folder, path.posix.dirname(file));
  }
}

type Owned = Readonly<Record<string, readonly string[]>>;

/** The list of a folder; undefined where a file of its name is somebody else's. */
function readOwned(folder: string): Owned | undefined {
  const { text, kind } = readIfThere(path.join(folder, ownedName));
  if (kind === 'none') return {};
  const value = text === undefined ? undefined : parse(text);
  const files = own(value, 'files');
  const isList = String(own(value, 'generated')).includes(generatedMark) && isRecord(files);
  return isList ? (files as Owned) : undefined;
}

function writeOwned(folder: string, rows: readonly (readonly [string, readonly string[]])[]): void {
  const generated = `${generatedMark}. What stands here by its hash may be written again; all else in this folder is left alone.`;
  const value = {
    generated,
    files: Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
  const after = `${JSON.stringify(value, undefined, 1)}\n`;
  const { text: before } = readIfThere(path.join(folder, ownedName));
  if (before === after) return;
  applyDrafts(folder, [{ path: ownedName, change: 'updated', before, after }]);
}

function removeEmptyFolders(folder: string, inner: string): void {
  if (inner === '.') return;
  try {
    rmdirSync(path.join(folder, inner));
  } catch {
    // Something else lies in it, or it is gone already.
    return;
  }
  removeEmptyFolders(folder, path.posix.dirname(inner));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
