import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../base/finding.ts';

/**
 * Writes a report to the file that the user named, in the place of what is there. It is never there by half.
 *
 * @throws {UsageError} where the system does not let it.
 */
export function writeReport(file: string, text: string): void {
  const folder = path.dirname(file);
  const beside = path.join(folder, `.${path.basename(file)}.${String(process.pid)}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(`the report cannot be written to ${file} (${String(code)})`);
  }
}

/**
 * Writes a text that somebody is to go on with, so that what is there already stays.
 *
 * @throws {UsageError} where there is such a file, or the system does not let it.
 */
export function writeNewReport(file: string, text: string): void {
  if (existsSync(file)) throw new UsageError(`${file} is there already, and stays as it is`);
  writeReport(file, text);
}
