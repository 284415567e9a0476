import { readFileSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { parseText } from './document-text.ts';

/** An overlay file as it was read. */
export interface OverlayText {
  readonly path: string;
  /** As the user would name it. */
  readonly file: string;
  readonly text: string | undefined;
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

/** Reads an overlay file, YAML or JSON. */
export function readOverlayText(name: string, cwd: string): OverlayText {
  const absolute = path.resolve(cwd, name);
  const file = path.relative(cwd, absolute).split(path.sep).join('/');
  try {
    const text = readFileSync(absolute, 'utf8').replace(/^\ufeff/, '');
    const { value, findings } = parseText(text, file);
    return { path: absolute, file, text, value, findings };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const message =
      code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${code})`;
    const findings = [finding('file-missing', 'error', { file, pointer: '' }, message)];
    return { path: absolute, file, text: undefined, value: undefined, findings };
  }
}
