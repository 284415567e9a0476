import { isRecord, own } from '../base/json.ts';
import { proseLines, showUnseen } from '../base/prose.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';

/** How what stands inside a schema is copied. */
export interface SchemaCopier {
  readonly copy: (node: Node) => unknown;
  /** Puts the schema's discriminator into its copy, where it is of use. */
  readonly discriminator: (copied: Record<string, unknown>) => void;
}

/** A schema with the keywords that say something of its type, each holding what it may hold. */
export function copySchema(node: Node, copier: SchemaCopier): unknown {
  const { value } = node;
  if (typeof value === 'boolean') return value;
  if (!isRecord(value)) return {};
  const copied: Record<string, unknown> = { ...proseOf(value) };
  for (const [key, isPlain] of Object.entries(plainKeywords)) {
    const held = own(value, key);
    if (held !== undefined && isPlain(held)) copied[key] = held;
  }
  for (const key of Object.keys(value)) {
    const inner = copyInner(childOf(node, key), key, copier);
    if (inner !== undefined) copied[key] = inner;
  }
  if (typeof value['$ref'] === 'string') {
    // What counts beside a reference is one condition more.
    const parts = (copied['allOf'] ?? []) as readonly unknown[];
    copied['allOf'] = [...parts, copier.copy({ value: { $ref: value['$ref'] }, at: node.at })];
  }
  copier.discriminator(copied);
  return copied;
}

/** What a schema says in prose, as a comment may hold it. */
export function proseOf(value: unknown): Readonly<Record<string, unknown>> {
  const prose: Record<string, unknown> = {};
  for (const key of ['title', 'description']) {
    const text = own(value, key);
    if (typeof text === 'string') prose[key] = proseLines(text, 80).join('\n');
  }
  if (own(value, 'deprecated') === true) prose['deprecated'] = true;
  const preset = own(value, 'default');
  if (preset !== undefined) prose['default'] = safeDefault(preset);
  return prose;
}

/** True for a schema that says of itself that null may stand here. */
export function admitsNull(value: unknown): boolean {
  const { type, nullable, enum: values } = isRecord(value) ? value : {};
  if (nullable === true || (Array.isArray(values) && values.includes(null))) return true;
  if (type === 'null' || (Array.isArray(type) && type.includes('null'))) return true;
  return ['oneOf', 'anyOf'].some((key) => {
    const members = own(value, key);
    return Array.isArray(members) && members.some(admitsNull);
  });
}

function copyInner(node: Node, key: string, { copy }: SchemaCopier): unknown {
  const { value } = node;
  const items = (): unknown =>
    Array.isArray(value) ? value.map((_, index) => copy(childOf(node, index))) : undefined;
  switch (key) {
    case 'properties':
    case 'patternProperties':
      return isRecord(value)
        ? Object.fromEntries(childrenOf(node).map((one) => [one.key, copy(one)]))
        : undefined;
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
    case 'prefixItems':
      return items();
    case 'items':
      return items() ?? copy(node);
    case 'additionalProperties':
      return copy(node);
    default:
      return undefined;
  }
}

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const isType = (value: unknown): boolean => typeof value === 'string' && types.has(value);

/** Keywords whose values are no schemas, and what these must be. */
const plainKeywords: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: (value) => (Array.isArray(value) ? value.every(isType) : isType(value)),
  enum: (value) => Array.isArray(value) && value.every(isLiteral),
  const: isLiteral,
  required: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  nullable: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
};

function isLiteral(value: unknown): boolean {
  return value === null || typeof value === 'string' || isFlag(value) || Number.isFinite(value);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** A default is shown as code; what nobody would see in it is named. */
function safeDefault(value: unknown): unknown {
  return typeof value === 'string'
    ? showUnseen(value)
    : JSON.parse(showUnseen(JSON.stringify(value)));
}
