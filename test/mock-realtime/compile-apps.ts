import path from 'node:path';
import ts from 'typescript';

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  types: ['node'],
  skipLibCheck: true,
};

/** How many files of TypeScript stand below a folder of applications, and what the compiler says: `name/src/main.ts:3 TS2304 …`. */
export function compileApps(folder: string): {
  readonly files: number;
  readonly errors: readonly string[];
} {
  const files = ts.sys.readDirectory(folder, ['.ts', '.tsx']);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(files, options, { ...host, getCurrentDirectory: () => folder });
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const text = `TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    if (file === undefined) return text;
    const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
    return `${path.relative(folder, file.fileName)}:${line + 1} ${text}`;
  });
  return { files: files.length, errors };
}
