import yaml from 'js-yaml';
import { finding, type Checked, type Finding, type Place } from '../base/finding.ts';
import { checkAnchors, checkJson, tooDeep } from './bounds.ts';

/** JSON where it is JSON, YAML otherwise; dates stay the strings that they are on the wire. */
export function parseText(text: string, file: string): Checked<unknown> {
  if (beginsAsJson(text)) {
    try {
      const value: unknown = JSON.parse(text);
      return { value, findings: checkJson(value, text, file) };
    } catch {
      // It may still be YAML in flow style; its reader says better what is wrong.
    }
  }
  try {
    const value = yaml.load(text, { schema: documentSchema });
    return { value, findings: checkAnchors(value, text, file) };
  } catch (error) {
    return { value: undefined, findings: [syntaxFinding(error, text, file)] };
  }
}

function beginsAsJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
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

function syntaxFinding(error: unknown, text: string, file: string): Finding {
  if (!(error instanceof yaml.YAMLException)) throw error;
  // The reader counts lines and columns from 0; `mark` is missing where the whole text is at fault.
  const mark = error.mark as { readonly line: number; readonly column: number } | undefined;
  const at: Place = {
    file,
    pointer: '',
    line: mark === undefined ? 1 : mark.line + 1,
    column: mark === undefined ? 1 : mark.column + 1,
  };
  if (error.reason.startsWith('nesting exceeded')) return tooDeep(at);
  const language = beginsAsJson(text) ? 'JSON' : 'YAML';
  return finding('syntax', 'error', at, `this is no valid ${language}: ${error.reason}`);
}
