import { createRequire } from 'node:module';
import yaml, { type YAMLException } from 'js-yaml';
import { finding, type Checked, type Finding, type Place } from '../base/finding.ts';
import { checkAnchors, checkJson, tooDeep } from './bounds.ts';

/** A text's value, and the text as any reader of its language takes it. */
export interface ParsedText extends Checked<unknown> {
  readonly text: string;
}

/** JSON where it is JSON, YAML otherwise; dates stay the strings that they are on the wire. */
export function parseText(given: string, file: string): ParsedText {
  const read = readJson(given, file);
  if (read !== undefined) return read;
  const plain = beginsAsJson(given) ? withoutComments(given) : given;
  if (plain === given) return readYaml(given, file);
  // What looks like a comment in JSON may be a value of YAML's.
  const again = readJson(plain, file) ?? readYaml(plain, file);
  if (again.value === undefined) return readYaml(given, file);
  return { ...again, findings: [...again.findings, commentFinding(given, file)] };
}

function beginsAsJson(text: string): boolean {
  return /^\s*(?:[[{]|\/[/*])/.test(text);
}

function readJson(text: string, file: string): ParsedText | undefined {
  if (!beginsAsJson(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return { value, text, findings: checkJson(value, text, file) };
  } catch {
    // It may still be YAML in flow style; its reader says better what is wrong.
    return undefined;
  }
}

function readYaml(text: string, file: string): ParsedText {
  try {
    const value = yaml.load(text, { schema: documentSchema });
    return { value, text, findings: checkAnchors(value, text, file) };
  } catch (error) {
    const problem = syntaxFinding(error, text, file);
    return (
      (problem.rule === 'syntax' ? readLoosely(text, file, problem) : undefined) ?? {
        value: undefined,
        text,
        findings: [problem],
      }
    );
  }
}

/** YAML 1.2's core types and the merge key, which real documents use; dates are no type of JSON. */
const documentSchema = yaml.CORE_SCHEMA.extend({
  implicit: [
    new yaml.Type('tag:yaml.org,2002:merge', {
      kind: 'scalar',
      resolve: (key: unknown) => key === '<<',
    }),
  ],
});

/**
 * Reads what is no YAML to a strict reader as the official parser reads it, which takes tabs and empty items; undefined where
 * that, too, finds an error.
 */
function readLoosely(text: string, file: string, problem: Finding): ParsedText | undefined {
  try {
    const reader = createRequire(import.meta.url)(
      '@stoplight/yaml',
    ) as typeof import('@stoplight/yaml');
    const options = { mergeKeys: true, ignoreDuplicateKeys: false };
    const { data, diagnostics } = reader.parseWithPointers(text, options);
    if (data === undefined || diagnostics.some(({ severity }) => errors.has(severity)))
      return undefined;
    const message = `strict readers refuse this (${problem.message.replace(/^[^:]*: /, '')}); it is read as AsyncAPI's parser reads it`;
    const hint = 'mend it, or tools will differ in what they read';
    const findings = [...checkAnchors(data, text, file)];
    return {
      value: data,
      text,
      findings: [...findings, finding('yaml-loose', 'warning', problem.at, message, hint)],
    };
  } catch {
    // The loose reader gives up where text is broken badly enough.
    return undefined;
  }
}

/** How grave the loose reader calls what no reader could make sense of. */
const errors: ReadonlySet<number> = new Set([0]);

const stringOrComment = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;

/** The text with its comments blanked out, so that every other character stays in its place. */
function withoutComments(text: string): string {
  return text.replace(stringOrComment, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\r\n]/g, ' '),
  );
}

function commentFinding(text: string, file: string): Finding {
  const comment = [...text.matchAll(stringOrComment)].find(([part]) => !part.startsWith('"'));
  const before = text.slice(0, comment?.index ?? 0).split('\n');
  const at = { file, pointer: '', line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const message =
    'JSON has no comments; they are left out, and other tools may refuse the document';
  return finding('json-comments', 'warning', at, message);
}

function syntaxFinding(error: unknown, text: string, file: string): Finding {
  if (!(error instanceof yaml.YAMLException)) throw error;
  const at: Place = { file, pointer: '', ...placeOf(error, text) };
  if (error.reason.startsWith('nesting exceeded')) return tooDeep(at);
  const language = beginsAsJson(text) ? 'JSON' : 'YAML';
  return finding('syntax', 'error', at, `this is no valid ${language}: ${error.reason}`);
}

function placeOf(error: YAMLException, text: string): { line: number; column: number } {
  // The reader counts from 0, and a line more than there is where the text ends too early; `mark` is missing where all is at fault.
  const mark = error.mark as { readonly line: number; readonly column: number } | undefined;
  if (mark === undefined) return { line: 1, column: 1 };
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  return mark.line < lines.length
    ? { line: mark.line + 1, column: mark.column + 1 }
    : { line: lines.length, column: last.length + 1 };
}
