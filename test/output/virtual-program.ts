import path from 'node:path';
import ts from 'typescript';
import { root } from './emit.ts';

/** A program over files that stand nowhere, and the repository's packages. */
export interface VirtualProgram {
  readonly program: ts.Program;
  readonly source: (file: string) => ts.SourceFile;
}

export const virtualOptions: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  skipLibCheck: true,
};

/** Below the repository, so that its packages are found; never written. */
const folder = path.join(root, 'test/.virtual');

/** Compiles texts by file name, `ga/index.ts`. */
export function compileVirtual(
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions = virtualOptions,
): VirtualProgram {
  const texts = new Map([...files].map(([file, text]) => [path.join(folder, file), text]));
  const folders = new Set([...texts.keys()].map((file) => path.dirname(file)));
  const host = ts.createCompilerHost(options);
  const overlaid: ts.CompilerHost = {
    ...host,
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    directoryExists: (one) => folders.has(one) || (host.directoryExists?.(one) ?? true),
    getSourceFile: (file, target, ...rest) => {
      const text = texts.get(file);
      return text === undefined
        ? host.getSourceFile(file, target, ...rest)
        : ts.createSourceFile(file, text, target);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, overlaid);
  return {
    program,
    source: (file) => {
      const source = program.getSourceFile(path.join(folder, file));
      if (source === undefined) throw new Error(`there is no ${file}`);
      return source;
    },
  };
}

/** What an editor offers in a file at a position, as it completes strings. */
export function completeVirtual(
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
): (file: string, position: number) => readonly string[] {
  const texts = new Map([...files].map(([file, text]) => [path.join(folder, file), text]));
  const service = ts.createLanguageService({
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = texts.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (one) => ts.getDefaultLibFilePath(one),
    fileExists: (file) => texts.has(file) || ts.sys.fileExists(file),
    readFile: (file) => texts.get(file) ?? ts.sys.readFile(file),
    directoryExists: () => true,
  });
  return (file, position) => {
    const found = service.getCompletionsAtPosition(path.join(folder, file), position, {});
    const strings = (found?.entries ?? []).filter(
      (one) => one.kind === ts.ScriptElementKind.string,
    );
    return strings.map(({ name }) => name);
  };
}

/** What a compiler says, on one line. */
export function lineOf(diagnostic: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  return `TS${diagnostic.code} ${text.replaceAll(/\s+/g, ' ')}`;
}
