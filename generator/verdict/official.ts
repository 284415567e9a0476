import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding, type Level } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';

/** The text of another file that a document refers to, by its absolute path; undefined where it may not or cannot be read. */
export type ReadText = (file: string) => string | undefined;

/**
 * What `@asyncapi/parser` says about a document. Of other files it is shown those in the document's own folder; it is
 * never let onto the network. Rules are named `asyncapi-parser/<its code>`. Takes a second for a document of usual size.
 */
export async function officialVerdict(file: string, text: string): Promise<readonly Finding[]> {
  const folder = realpathSync(path.dirname(path.resolve(file)));
  return judgeOfficially(file, text, (other) => readWithin(folder, other));
}

/** The same, with the texts of other files from wherever they are at hand. */
export async function judgeOfficially(
  file: string,
  text: string,
  read: ReadText,
): Promise<readonly Finding[]> {
  const { Parser } = await import('@asyncapi/parser');
  const refused = new Set<string>();
  // A text ends the parser's search for a reader; an error would make it try its own, which open anything.
  const readUri = (uri: Uri): string => {
    const address = uri.href();
    const found = isFile(uri) ? (read(address) ?? read(decodeSafely(address))) : undefined;
    if (found === undefined) refused.add(address);
    return found ?? '';
  };
  const parser = new Parser({
    __unstable: {
      resolver: {
        cache: false,
        resolvers: ['file', 'http', 'https'].map((schema) => ({ schema, order: 1, read: readUri })),
      },
    },
  });
  const source = path.resolve(file);
  const diagnostics = await parser.validate(text, { source });
  return diagnostics.map((one) => toFinding(one, { file, source, refused }));
}

/** The part of a URI.js object that is needed. */
interface Uri {
  readonly href: () => string;
  readonly scheme: () => string;
}

interface Diagnostic {
  readonly code: string | number;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly severity: number;
  readonly source?: string | undefined;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Circumstances {
  /** The document as the caller names it, and as the parser was told. */
  readonly file: string;
  readonly source: string;
  readonly refused: ReadonlySet<string>;
}

const levels: readonly Level[] = ['error', 'warning', 'info', 'info'];

function toFinding(diagnostic: Diagnostic, { file, source, refused }: Circumstances): Finding {
  const { code, path: steps, severity, range } = diagnostic;
  const at = diagnostic.source;
  const place = {
    file: at === undefined || path.resolve(at) === source ? file : at,
    pointer: pointerTo('', ...steps),
    line: range.start.line + 1,
    column: range.start.character + 1,
  };
  const rule = `asyncapi-parser/${String(code)}`;
  return finding(rule, levels[severity] ?? 'info', place, messageOf(diagnostic, refused));
}

function messageOf({ code, message }: Diagnostic, refused: ReadonlySet<string>): string {
  const unread = [...refused].find((one) => message.includes(`@ '${one}`));
  if (code === 'invalid-ref' && unread !== undefined) return `${unread} was not read`;
  // The parser's own defects come with the stack.
  return code === 'uncaught-error' ? message.replace(/, stack: [^]*$/, '') : message;
}

function decodeSafely(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function isFile(uri: Uri): boolean {
  return !['http', 'https'].includes(uri.scheme());
}

function readWithin(folder: string, file: string): string | undefined {
  try {
    const real = realpathSync(file);
    return real.startsWith(folder + path.sep) ? readFileSync(real, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
