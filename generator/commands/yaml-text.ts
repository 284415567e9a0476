import { isRecord } from '../base/json.ts';

/** A value as YAML that people read: blocks, short lists of literals in one line, texts in quotes where they might mean something. */
export function yamlText(value: unknown): string {
  return `${lines(value, '').join('\n')}\n`;
}

function lines(value: unknown, indent: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => {
      if (isEmpty(one) || isFlow(one)) return [`${indent}- ${flow(one)}`];
      const [first = '', ...rest] = lines(one, `${indent}  `);
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  }
  if (!isRecord(value)) return [`${indent}${scalar(value)}`];
  return Object.entries(value).flatMap(([key, one]) =>
    isEmpty(one) || isFlow(one)
      ? [`${indent}${scalar(key)}: ${flow(one)}`]
      : [`${indent}${scalar(key)}:`, ...lines(one, `${indent}  `)],
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

/** What stands in one line: short lists and objects of literals, but for those that are described. */
function isFlow(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty) && flow(value).length < 60;
  if (!isRecord(value) || !Object.values(value).every(isEmpty)) return false;
  return !('description' in value) && flow(value).length < 110;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isRecord(value)) return scalar(value);
  const entries = Object.entries(value).map(([key, one]) => `${scalar(key)}: ${flow(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return isPlain(value) ? value : quoted(value);
}

/** Words that any YAML takes for a text, in a block and between braces alike. */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_$./][\w $./;()-]*$/.test(text) &&
    !text.endsWith(' ') &&
    !/^(?:true|false|null|yes|no|on|off|y|n|nan|inf|\.inf|\.nan)$/i.test(text) &&
    !/^[.\d-]/.test(text.replace(/^\.{1,2}\//, 'x'))
  );
}

/** In single quotes where nothing has to be escaped; else as JSON, which YAML reads too. */
function quoted(text: string): string {
  return /^[ -~]*$/.test(text) && !text.includes("'")
    ? `'${text}'`
    : JSON.stringify(text).replaceAll(
        /[\u007f-\uffff]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
