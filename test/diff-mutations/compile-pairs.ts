import path from 'node:path';
import ts from 'typescript';
import type { ApiModel, Flow } from '../../generator/model/api.ts';
import { emit } from '../output/emit.ts';

/**
 * Asks the compiler about the only message of each pair of models; one program serves all. Received: is after's type assignable to
 * before's? Sent: is before's assignable to after's?
 */
export function compilePairs(
  pairs: readonly { readonly before: ApiModel; readonly after: ApiModel }[],
): readonly Readonly<Record<Flow, boolean>>[] {
  const models = [...new Set(pairs.flatMap(({ before, after }) => [before, after]))];
  const files = new Map(models.map((model, index) => [`/m${String(index)}.ts`, textOf(model)]));
  const program = ts.createProgram([...files.keys()], options, hostOf(files));
  const checker = program.getTypeChecker();
  const types = new Map(
    models.map((model, index) => {
      const file = program.getSourceFile(`/m${String(index)}.ts`);
      // The compiler's answers may differ where it has not checked the declarations before, as it does in every project.
      const faults = program.getSemanticDiagnostics(file).map(({ messageText }) => messageText);
      if (faults.length > 0) throw new Error(`types do not compile: ${JSON.stringify(faults)}`);
      const symbol = file && checker.getSymbolAtLocation(file);
      if (symbol === undefined) throw new Error('a model has no declarations');
      return [model, rootTypes(model, symbol, checker)] as const;
    }),
  );
  return pairs.map(({ before, after }) => {
    const [from, to] = [types.get(before)!, types.get(after)!];
    return {
      received: checker.isTypeAssignableTo(to.read, from.read),
      sent: checker.isTypeAssignableTo(from.write, to.write),
    };
  });
}

/** The declarations of both sides in one module; no name is in both. */
export function textOf(model: ApiModel): string {
  return emit(model)
    .filter(({ path: file }) => file === 'types.ts' || file === 'params.ts')
    .map(({ text }) => text.replaceAll(/^import type [^;]*;\n/gmu, ''))
    .join('\n');
}

function rootTypes(
  model: ApiModel,
  module: ts.Symbol,
  checker: ts.TypeChecker,
): { readonly read: ts.Type; readonly write: ts.Type } {
  const shape = model.messages[0]?.shape;
  const named =
    shape?.kind === 'ref' ? model.shapes.find(({ name }) => name === shape.name) : undefined;
  if (named?.param === undefined) throw new Error('the message has no name, or is not sent');
  const exported = new Map(checker.getExportsOfModule(module).map((one) => [one.name, one]));
  const typeOf = (name: string): ts.Type => {
    const symbol = exported.get(name);
    if (symbol === undefined) throw new Error(`there is no ${name}`);
    return checker.getDeclaredTypeOfSymbol(symbol);
  };
  return { read: typeOf(named.name), write: typeOf(named.param.name) };
}

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  skipLibCheck: true,
};

/** TypeScript's own libraries are parsed once for all programs. */
const libraries = new Map<string, ts.SourceFile>();

function hostOf(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folder = path.dirname(ts.getDefaultLibFilePath(options));
  return {
    ...host,
    getCurrentDirectory: () => '/',
    fileExists: (file) => texts.has(file),
    readFile: (file) => texts.get(file),
    directoryExists: () => false,
    getDirectories: () => [],
    getSourceFile: (file, target) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, target);
      if (!file.startsWith(folder)) return undefined;
      const library = libraries.get(file) ?? host.getSourceFile(file, target);
      if (library !== undefined) libraries.set(file, library);
      return library;
    },
  };
}
