import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '..');

/** A type of ours that others read or write as JSON. */
export interface PublishedType {
  /** The file that exports it, from the root of the repository. */
  readonly file: string;
  readonly type: string;
  readonly title: string;
}

/** The JSON Schema of a type, as TypeScript and its comments have it; what may be undefined may be left out. */
export function typeSchema({ file, type, title }: PublishedType): object {
  const source = path.join(root, file);
  const program = ts.createProgram([source], {
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const parsed = program.getSourceFile(source);
  const module = parsed && checker.getSymbolAtLocation(parsed);
  const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === type);
  if (symbol === undefined) throw new Error(`${file} exports no ${type}`);
  const writer = new SchemaWriter(checker);
  const schema = writer.schemaOf(checker.getDeclaredTypeOfSymbol(symbol));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    description: writer.proseOf(symbol),
    ...schema,
    definitions: writer.definitions(),
  };
}

type JsonSchema = Readonly<Record<string, unknown>>;

class SchemaWriter {
  readonly #checker: ts.TypeChecker;
  readonly #definitions = new Map<string, JsonSchema>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  definitions(): JsonSchema {
    return Object.fromEntries([...this.#definitions].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  schemaOf(type: ts.Type): JsonSchema {
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.isUnion()) return this.#unionOf(type);
    const item = this.#checker.isArrayType(type)
      ? this.#checker.getTypeArguments(type as ts.TypeReference)[0]
      : undefined;
    if (item !== undefined) return { type: 'array', items: this.#named(item) };
    return this.#objectOf(type);
  }

  proseOf(symbol: ts.Symbol): string | undefined {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
    return text === '' ? undefined : text.replaceAll(/\s*\n\s*/g, ' ');
  }

  #unionOf(type: ts.UnionType): JsonSchema {
    const members = type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined));
    const [only] = members;
    if (members.length === 1 && only !== undefined) return this.schemaOf(only);
    if (members.every((one) => one.flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    if (members.every((one) => one.isStringLiteral()))
      return { enum: members.map((one) => one.value) };
    return { anyOf: members.map((one) => this.schemaOf(one)) };
  }

  #objectOf(type: ts.Type): JsonSchema {
    const rest = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
    if (rest !== undefined) return { type: 'object', additionalProperties: this.#named(rest) };
    const properties = type.getProperties();
    if (properties.length === 0)
      throw new Error(`${this.#checker.typeToString(type)} has no place in a JSON Schema`);
    const required = properties.filter((one) => !this.#mayBeAbsent(one)).map((one) => one.name);
    return {
      type: 'object',
      properties: Object.fromEntries(
        properties.map((one) => {
          const description = this.proseOf(one);
          const schema = this.#named(this.#checker.getTypeOfSymbol(one));
          if (description === undefined) return [one.name, schema];
          // Beside a reference draft 7 overlooks everything else.
          const described = '$ref' in schema ? { allOf: [schema] } : schema;
          return [one.name, { description, ...described }];
        }),
      ),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    };
  }

  #mayBeAbsent(property: ts.Symbol): boolean {
    if (property.flags & ts.SymbolFlags.Optional) return true;
    const type = this.#checker.getTypeOfSymbol(property);
    return type.isUnion() && type.types.some((one) => one.flags & ts.TypeFlags.Undefined);
  }

  /** A reference to a type that has a name of ours; its definition is written once. */
  #named(type: ts.Type): JsonSchema {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const isOurs = symbol?.declarations?.some((one) =>
      one.getSourceFile().fileName.includes('/generator/'),
    );
    const { name = '' } = symbol ?? {};
    if (isOurs !== true || name === '__type') return this.schemaOf(type);
    if (!this.#definitions.has(name)) {
      this.#definitions.set(name, {});
      const description = symbol && this.proseOf(symbol);
      const schema = this.schemaOf(type);
      this.#definitions.set(name, { ...(description && { description }), ...schema });
    }
    return { $ref: `#/definitions/${name}` };
  }
}
