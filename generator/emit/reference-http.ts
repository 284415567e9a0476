import { isRecord, own } from '../base/json.ts';
import { sharedMark, type HttpDocument } from '../model/http.ts';
import { code, table } from '../render/markdown-text.ts';
import { proseBlocks, proseCell } from './document-prose.ts';
import { freeAnchor, type ReferenceNames } from './reference-names.ts';
import type { SectionView } from './reference-sections.ts';

/** What goes over HTTP: a section for each endpoint, with what it takes and what it answers. */
export function endpointSections(
  http: HttpDocument,
  names: ReferenceNames,
): readonly SectionView[] {
  const reader = new EndpointReader(http, names);
  const taken = new Set<string>();
  return Object.entries(record(http.value['paths'])).flatMap(([path, given]) => {
    const item = reader.follow(given);
    return methods.flatMap((method): readonly SectionView[] => {
      const operation = own(item, method);
      if (!isRecord(operation)) return [];
      const blocks = reader.blocks(operation, record(item)['parameters']);
      return [
        {
          anchor: freeAnchor('http', `${method} ${path}`, taken),
          heading: code(`${method.toUpperCase()} ${path}`),
          blocks: blocks.map((text) => ({ text })),
        },
      ];
    });
  });
}

/** In the order in which one thinks of them. */
const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'] as const;

class EndpointReader {
  readonly #http: HttpDocument;
  readonly #names: ReferenceNames;

  constructor(http: HttpDocument, names: ReferenceNames) {
    this.#http = http;
    this.#names = names;
  }

  blocks(operation: Readonly<Record<string, unknown>>, shared: unknown): readonly string[] {
    const { summary, description, deprecated, parameters, requestBody, responses } = operation;
    const inputs = [
      ...[...list(shared), ...list(parameters)].map((one) => this.#parameter(one)),
      ...this.#body(requestBody),
    ];
    const answers = Object.entries(record(responses)).flatMap(([status, one]) =>
      this.#contents(this.follow(one)).map(([type, words]) => [
        code(status, 'cell'),
        type,
        words,
        cell(this.follow(one)),
      ]),
    );
    return [
      ...(deprecated === true ? ['**Deprecated.**'] : []),
      ...[summary, description].flatMap((one) => (typeof one === 'string' ? proseBlocks(one) : [])),
      ...(inputs.length === 0
        ? []
        : [table(['Input', 'In', 'Type', 'Description'], inputs).join('\n')]),
      ...(answers.length === 0
        ? []
        : [table(['Status', 'Content', 'Type', 'Description'], answers).join('\n')]),
    ];
  }

  /** What a reference leads to; the document holds all that it refers to. */
  follow(value: unknown): unknown {
    let current = value;
    for (let steps = 0; steps < 20; steps += 1) {
      const ref = own(current, '$ref');
      if (typeof ref !== 'string') return current;
      current = ref
        .split('/')
        .slice(1)
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce<unknown>((holder, key) => own(holder, key), this.#http.value);
    }
    return undefined;
  }

  #parameter(given: unknown): readonly string[] {
    const parameter = this.follow(given);
    const need = own(parameter, 'required') === true ? '**Required.**' : 'Optional.';
    return [
      code(String(own(parameter, 'name')), 'cell'),
      code(String(own(parameter, 'in')), 'cell'),
      this.#words(own(parameter, 'schema')),
      `${need} ${cell(parameter)}`.trim(),
    ];
  }

  #body(given: unknown): readonly (readonly string[])[] {
    const body = this.follow(given);
    if (body === undefined) return [];
    const need = own(body, 'required') === true ? '**Required.**' : 'Optional.';
    return this.#contents(body).map(([type, words]) => [
      '_body_',
      type,
      words,
      `${need} ${cell(body)}`.trim(),
    ]);
  }

  /** The content types with their types; one row without either where there is no content. */
  #contents(holder: unknown): readonly (readonly [string, string])[] {
    const contents = Object.entries(record(own(holder, 'content')));
    if (contents.length === 0) return [['', '']];
    return contents.map(([type, one]) => [code(type, 'cell'), this.#words(own(one, 'schema'))]);
  }

  /** A schema in words: a type of the events where it is one, or the name under which `rest.ts` has it. */
  #words(schema: unknown): string {
    const mark = own(this.follow(schema), sharedMark);
    const shared = typeof mark === 'number' ? this.#http.shared[mark] : undefined;
    if (shared !== undefined) return this.#names.type(shared.shape);
    const ref = own(schema, '$ref');
    if (typeof ref === 'string') return code(ref.slice(ref.lastIndexOf('/') + 1), 'cell');
    const type = own(schema, 'type');
    if (type === 'array') return `array of ${this.#words(own(schema, 'items'))}`;
    const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string');
    return (
      types.map((one) => (plainTypes.has(one) ? one : code(one, 'cell'))).join(' or ') || 'any'
    );
  }
}

const plainTypes = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object']);

function cell(holder: unknown): string {
  const description = own(holder, 'description');
  return typeof description === 'string' ? proseCell(description) : '';
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
