import { isIdentifier } from '../base/identifier.ts';
import { quote } from '../base/text.ts';
import type { PackageVersion } from './package-content.ts';

/** A first module that uses a version: it reads what is received, where events can be told apart, and writes what is sent. */
export function quickStart(from: string, { received, sent }: PackageVersion): string {
  const { read, parser } = received;
  const { write } = sent;
  const types = [parser === undefined ? read : undefined, write].filter((one) => one !== undefined);
  const imports = [
    ...(parser === undefined ? [] : [`import { ${parser.name} } from ${quote(from)};`]),
    ...(types.length === 0 ? [] : [`import type { ${types.join(', ')} } from ${quote(from)};`]),
  ];
  const parts = [
    imports.join('\n'),
    ...(parser === undefined ? [] : [readerText(parser)]),
    ...(parser !== undefined || read === undefined ? [] : [`export type Received = ${read};`]),
    ...(write === undefined ? [] : [senderText(write)]),
  ];
  return parts.join('\n\n');
}

function readerText({ name, tag }: NonNullable<PackageVersion['received']['parser']>): string {
  const field = isIdentifier(tag) ? `.${tag}` : `[${quote(tag)}]`;
  return `/** Says what has come in: a text, or what was made of it. */
export function receive(data: unknown): string {
  const parsed = ${name}(data);
  switch (parsed.outcome) {
    case 'known':
      // Comparing this tells the compiler which event it is.
      return String(parsed.event${field});
    case 'unknown':
      return 'an event that is newer than this package';
    case 'malformed':
      return \`no event: \${parsed.reason}\`;
  }
}`;
}

function senderText(type: string): string {
  return `/** Takes nothing but what may be sent. */
export function send(event: ${type}): string {
  return JSON.stringify(event);
}`;
}
