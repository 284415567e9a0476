import type { ts as TypeScript } from 'ts-morph';

/** Gives the compiler texts that stand nowhere, and libraries out of another program. */
export function textHost(
  texts: ReadonlyMap<string, string>,
  libraries: TypeScript.Program,
  ts: typeof TypeScript,
): TypeScript.CompilerHost {
  return {
    getSourceFile: (file, options) => {
      const text = texts.get(file);
      return text === undefined
        ? libraries.getSourceFile(file)
        : ts.createSourceFile(file, text, options);
    },
    fileExists: (file) => texts.has(file),
    readFile: (file) => texts.get(file),
    writeFile: () => undefined,
    getDefaultLibFileName: () => `${libraryFolder}/lib.d.ts`,
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getCurrentDirectory: () => '/',
    getNewLine: () => '\n',
  };
}

const libraryFolder = '/node_modules/typescript/lib';
