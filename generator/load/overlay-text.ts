import { finding, type Finding } from '../base/finding.ts';
import type { TextReader } from './document-reader.ts';
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

/** Reads an overlay file, YAML or JSON; its path is absolute. */
export function readOverlayText(absolute: string, reader: TextReader): OverlayText {
  const file = reader.nameOf(absolute);
  try {
    const text = reader.textOf(absolute);
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
