import { finding, type Finding, type Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { pascalCase, type NameTable } from '../base/names.ts';
import { pointerSegments } from '../base/pointer.ts';

/** `com.example.orders.Order` is called `Order`, as in the code that it comes from, unless something else is already. */
export function typeNameOf(key: string, names: NameTable): string {
  const [, last] = /^[a-z]\w*(?:\.[a-z_]\w*)+\.([A-Z][\w$.]*)$/.exec(key) ?? [];
  const short = last === undefined ? '' : pascalCase(last);
  return short !== '' && names.isFree(short) ? short : pascalCase(key);
}

/** What an Avro type is to be called: by its own name, or else with the last step of its namespace. */
export function avroNames(value: unknown): readonly [wanted: string, space: string] {
  const [steps = [], spaces = []] = ['name', 'namespace'].map((key) => {
    const text = own(value, key);
    return typeof text === 'string' ? text.split('.') : [];
  });
  const last = steps.pop() ?? '';
  const space = spaces.at(-1) ?? '';
  return [pascalCase(last), pascalCase(steps.at(-1) ?? space)];
}

/** A type name from the last telling steps of a place: `…/schemas/user` gives `User`, `…/messages/ping/payload` `PingPayload`. */
export function nameFromPlace(at: Origin): string {
  const steps = pointerSegments(at.pointer);
  const telling = steps.filter((step) => !structural.has(step) && !/^\d+$/.test(step));
  const last = steps.at(-1) ?? '';
  const base = telling.at(-1) ?? fileStem(at.file);
  if (telling.at(-1) === last || telling.length === 0) return pascalCase(base);
  return pascalCase(`${base} ${/^\d+$/.test(last) ? (steps.at(-2) ?? '') : last}`);
}

const structural = new Set([
  'schemas',
  'components',
  'definitions',
  '$defs',
  'messages',
  'payload',
  'headers',
  'properties',
  'items',
  'schema',
  'allOf',
  'anyOf',
  'oneOf',
  'channels',
  'operations',
  'message',
  'publish',
  'subscribe',
  'additionalProperties',
]);

function fileStem(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Claims a type name, and says so where it is not the one that was wanted. */
export function claimTypeName(
  names: NameTable,
  wanted: string,
  qualifiers: readonly string[],
  at: Origin,
  findings: Finding[],
): string {
  const free = candidates(wanted, qualifiers, at).find((one) => names.isFree(one));
  const name = names.claim(free ?? (wanted === '' ? 'Unnamed' : wanted), qualifiers);
  if (wanted === '') {
    findings.push(
      finding(
        'name-unusable',
        'warning',
        at,
        `nothing in this place's name can be part of a type name; the type is called ${name}`,
        'x-wireshape: { name: … } in the schema gives it another one',
      ),
    );
  } else if (name !== wanted) {
    findings.push(
      finding(
        'name-taken',
        'info',
        at,
        `the type name ${wanted} is reserved or already used; this type is called ${name}`,
      ),
    );
  }
  return name;
}

/** What a type may be called, the best first: as wanted, with the first qualifier behind it, or with its place before it. */
function candidates(
  wanted: string,
  [first = '', ...others]: readonly string[],
  at: Origin,
): readonly string[] {
  if (wanted === '') return [];
  const words = pointerSegments(at.pointer)
    .filter((step) => !structural.has(step) && !/^\d+$/.test(step))
    .flatMap((step) => step.replaceAll(/\{[^}]*\}/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? []);
  const prefixes = words.map((_, index) => pascalCase(words.slice(-index - 1).join(' ')));
  const placed = prefixes
    .filter((prefix) => prefix !== '' && prefix !== wanted)
    .map((prefix) => prefix + wanted);
  const behind = others.map((one) => wanted + one);
  const stem = pascalCase(fileStem(at.file));
  const filed = stem === wanted ? [] : [stem + wanted];
  return [wanted, wanted + first, ...placed, ...behind, ...filed];
}
