import { quote } from '../base/text.ts';
import type { CodeParts } from './code-parts.ts';

/** How a key of an object is read: as an own one, where all objects have one of its name. */
export function keyText(holder: string, key: string, parts: CodeParts): string {
  return key in Object.prototype
    ? `${parts.use('own')}(${holder}, ${quote(key)})`
    : `${holder}[${quote(key)}]`;
}
