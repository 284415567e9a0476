import { depthOf, isDeep } from './depth.ts';
import type { Gap } from './frame.ts';

/** Parses a message where it is a text; what is none, or cannot be a message, is told. */
export function readMessage(
  given: unknown,
  line: number,
  isWhole = true,
): { readonly message: unknown } | Gap {
  if (given instanceof Uint8Array || given instanceof ArrayBuffer) {
    return { line, why: 'binary', message: 'the frame is binary' };
  }
  if (typeof given !== 'string') return { message: given };
  let message: unknown;
  try {
    message = JSON.parse(given);
  } catch (error) {
    if (given.includes('\u0000')) {
      return { line, why: 'binary', message: 'these are bytes, and no text' };
    }
    const why = isWhole ? 'not JSON' : 'truncated';
    return { line, why, message: error instanceof Error ? unquoted(error.message) : '' };
  }
  if (!isDeep(given, message)) return { message };
  const depth = String(depthOf(message));
  return { line, why: 'too deep', message: `the message is nested ${depth} deep` };
}

/** Node quotes the text that it could not read; that of somebody's message is no part of a report. */
function unquoted(message: string): string {
  return message.replace(/,? ?(?:\.\.\.)?".*/s, '').slice(0, 120);
}
