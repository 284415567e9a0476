import { readFileSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import { slashed } from '../base/slashed.ts';
import type { WireReport } from '../base/wire-report.ts';
import { wireRules } from '../base/wire-rules.ts';

export type ReportRead =
  | { readonly kind: 'read'; readonly report: WireReport }
  | { readonly kind: 'failed'; readonly finding: Finding };

/** Reads a report that `wireshape wire --format json` made; what is wrong with it is a finding at its place. */
export function readWireReport(file: string, cwd: string): ReportRead {
  const failed = (message: string, pointer = ''): ReportRead => ({
    kind: 'failed',
    finding: finding(
      'report-invalid',
      'error',
      { file: slashed(file), pointer },
      message,
      'wireshape wire --format json makes reports that can be put together',
    ),
  });
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path.resolve(cwd, file), 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === 'ENOENT') return failed('there is no such file');
    return failed(code === undefined ? 'this is no JSON' : `it cannot be read (${code})`);
  }
  const wrong = fault(value, reportForm, '');
  if (wrong !== undefined) return failed(wrong.message, wrong.pointer);
  // The form was held against the type, field by field.
  return { kind: 'read', report: value as WireReport };
}

/** What a value must be: of a type, one of some values, a list of something, an object with these fields, or nothing at all. */
type Form =
  | 'text'
  | 'number'
  | 'flag'
  | { readonly oneOf: readonly unknown[] }
  | { readonly list: Form }
  | { readonly maybe: Form }
  | { readonly fields: Readonly<Record<string, Form>> };

const place: Form = { fields: { capture: 'text', line: 'number' } };
const flow: Form = { oneOf: ['sent', 'received'] };
const counted = (name: string): Form => ({ list: { fields: { [name]: 'text', count: 'number' } } });
const ruleForm: Form = { oneOf: Object.keys(wireRules) };

const captureForm: Form = {
  fields: {
    ...{ name: 'text', kind: { oneOf: ['messages', 'frames', 'har', 'log'] }, bytes: 'number' },
    ...{ sha256: 'text', messages: 'number', sent: 'number', received: 'number' },
    unknown: 'number',
  },
};
const driftForm: Form = {
  fields: {
    ...{ rule: ruleForm, flow, event: 'text', path: 'text', keyword: { maybe: 'text' } },
    ...{ expected: 'text', actual: counted('text'), count: 'number', first: place },
    example: 'text',
  },
};
const troubleForm: Form = {
  fields: {
    ...{ rule: ruleForm, lifecycle: 'text', id: 'text', at: place, opened: { maybe: place } },
    ...{ last: { maybe: { fields: { event: 'text', place } } }, message: 'text' },
    after: { maybe: 'number' },
  },
};

const reportForm: Form = {
  fields: {
    ...{ format: { oneOf: [1] }, api: 'text', version: 'text', guessed: 'flag' },
    captures: { list: captureForm },
    drifts: { list: driftForm },
    troubles: { list: troubleForm },
    coverage: {
      list: { fields: { flow, event: 'text', count: 'number', fields: counted('path') } },
    },
    fits: {
      list: {
        fields: {
          ...{ version: 'text', fitting: 'number', differing: 'number' },
          unknown: counted('event'),
        },
      },
    },
    unreadable: {
      list: { fields: { at: place, why: 'text', message: 'text', count: 'number' } },
    },
  },
};

interface Fault {
  readonly pointer: string;
  readonly message: string;
}

/** The first thing that is wrong with a value; undefined where it has its form. */
function fault(value: unknown, form: Form, pointer: string): Fault | undefined {
  if (typeof form === 'string') {
    const type = { text: 'string', number: 'number', flag: 'boolean' }[form];
    const article = { text: 'a text', number: 'a number', flag: 'true or false' }[form];
    return typeof value === type ? undefined : { pointer, message: `this must be ${article}` };
  }
  if ('maybe' in form) return value === undefined ? undefined : fault(value, form.maybe, pointer);
  if ('oneOf' in form) {
    if (form.oneOf.includes(value)) return undefined;
    return { pointer, message: `this must be ${form.oneOf.map(String).join(', ')}` };
  }
  if ('list' in form) {
    if (!Array.isArray(value)) return { pointer, message: 'this must be a list' };
    return first(value.entries(), (one, key) => fault(one, form.list, pointerTo(pointer, key)));
  }
  if (!isRecord(value)) return { pointer, message: 'this must have keys and values' };
  return first(Object.entries(form.fields), (inner, key) =>
    fault(Object.hasOwn(value, key) ? value[key] : undefined, inner, pointerTo(pointer, key)),
  );
}

function first<K, V>(
  entries: Iterable<readonly [K, V]>,
  find: (value: V, key: K) => Fault | undefined,
): Fault | undefined {
  for (const [key, value] of entries) {
    const found = find(value, key);
    if (found !== undefined) return found;
  }
  return undefined;
}
