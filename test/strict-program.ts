import path from 'node:path';
import ts from 'typescript';

/**
 * What the compiler says, under the strictest flags, about modules that import each other as `./name.js`; one text for each
 * problem, `types.ts:3 TS2304 …`.
 */
export function compileErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const sources = new Map([...files].map(([file, text]) => [path.posix.join(base, file), text]));
  const names = [...sources.keys()];
  sources.set(`${base}/package.json`, '{ "type": "module" }');
  const program = ts.createProgram(names, strictest, hostOf(sources));
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (file === undefined) return `TS${code} ${text}`;
    const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
    return `${path.posix.relative(base, file.fileName)}:${line + 1} TS${code} ${text}`;
  });
}

const base = '/case';

/** The strictest that a user may have set. */
const strictest: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  skipLibCheck: true,
};

/** The compiler's own libraries are parsed once for all programs. */
const libraries = new Map<string, ts.SourceFile>();

function hostOf(sources: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(strictest);
  const folders = new Set([...sources.keys()].map((file) => path.posix.dirname(file)));
  const folder = path.dirname(ts.getDefaultLibFilePath(strictest));
  return {
    ...host,
    getCurrentDirectory: () => base,
    fileExists: (file) => sources.has(file),
    readFile: (file) => sources.get(file),
    directoryExists: (name) => name === base || folders.has(name),
    getDirectories: () => [],
    getSourceFile: (file, options) => {
      const text = sources.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, options, true);
      if (!file.startsWith(folder)) return undefined;
      const library = libraries.get(file) ?? host.getSourceFile(file, options);
      if (library !== undefined) libraries.set(file, library);
      return library;
    },
  };
}
