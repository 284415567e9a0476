import type { ts as TypeScript } from 'ts-morph';
import type { Draft } from '../render/drafts.ts';
import { textHost } from './text-host.ts';

/** What the compiler made of the sources of a package, and what it has against them. */
export interface CompiledPackage {
  /** JavaScript, declarations and source maps, relative to the package's folder. */
  readonly files: readonly Draft[];
  readonly problems: readonly CompileProblem[];
}

export interface CompileProblem {
  /** `import` where something is imported that is not among the sources. */
  readonly kind: 'import' | 'types';
  /** The source, relative to the folder of sources. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The folder of a package that holds the sources, which its source maps name. */
export const sourceFolder = 'src';

/**
 * Compiles sources twice, as ES modules (`x.js`, `x.d.ts`) and as CommonJS (`x.cjs`, `x.d.cts`). Both are in one program: the
 * second time a source is called `x.cts`, and so are the files that it imports.
 */
export async function compilePackage(sources: readonly Draft[]): Promise<CompiledPackage> {
  const { Project, ts } = await import('ts-morph');
  const options = optionsFor(ts);
  const texts = new Map([
    ['/package.json', '{ "type": "module" }'],
    ...sources.map(({ path, text }) => [modulePath(path), text] as const),
    ...sources.map(({ path, text }) => [commonPath(path), withCommonImports(text, ts)] as const),
  ]);
  // It brings the texts of TypeScript's own libraries, but does not tell the formats of modules apart: hence a host of ours.
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: options });
  project.createSourceFile('/any.ts', 'export {};');
  const libraries = project.getProgram().compilerObject;
  const rootNames = [...texts.keys()].filter((one) => one.endsWith('ts'));
  const program = ts.createProgram({ rootNames, options, host: textHost(texts, libraries, ts) });
  const problems = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...sources.flatMap(({ path }) => {
      const source = program.getSourceFile(modulePath(path));
      // One form is looked at for both: they differ in nothing but the names of files.
      return [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
        ...program.getDeclarationDiagnostics(source),
      ];
    }),
  ].map((one) => problemOf(one, ts));
  return { files: problems.length > 0 ? [] : emittedFiles(program), problems };
}

function emittedFiles(program: TypeScript.Program): readonly Draft[] {
  const files: Draft[] = [];
  program.emit(undefined, (file, text) => {
    const path = file.replace(/^\//, '');
    files.push({ path, text: path.endsWith('.map') ? withShippedSource(text) : text });
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function modulePath(path: string): string {
  return `/${sourceFolder}/${path}`;
}

function commonPath(path: string): string {
  return modulePath(path).replace(/\.ts$/, '.cts');
}

/** The sources of the second form are nowhere; those that are shipped have the same lines. */
function withShippedSource(map: string): string {
  const { sources, ...rest } = JSON.parse(map) as { readonly sources: readonly string[] };
  const shipped = sources.map((one) => one.replace(/\.cts$/, '.ts'));
  return JSON.stringify({ ...rest, sources: shipped });
}

/** A text whose relative imports name files of the second form. */
function withCommonImports(text: string, ts: typeof TypeScript): string {
  let [result, from] = ['', 0];
  for (const { fileName, pos } of ts.preProcessFile(text).importedFiles) {
    if (!/^\.{1,2}\//.test(fileName)) continue;
    const place = text.indexOf(fileName, pos);
    result += text.slice(from, place) + fileName.replace(/\.js$/, '.cjs');
    from = place + fileName.length;
  }
  return result + text.slice(from);
}

function problemOf(
  { code, file, start = 0, messageText }: TypeScript.Diagnostic,
  ts: typeof TypeScript,
): CompileProblem {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  const kind = code === moduleNotFound ? 'import' : 'types';
  if (file === undefined) return { kind, file: '', line: 1, column: 1, message };
  const { line, character } = ts.getLineAndCharacterOfPosition(file, start);
  const name = file.fileName.replace(`/${sourceFolder}/`, '');
  return { kind, file: name, line: line + 1, column: character + 1, message };
}

/** The compiler's number for "cannot find module". */
const moduleNotFound = 2307;

function optionsFor(ts: typeof TypeScript): TypeScript.CompilerOptions {
  return {
    strict: true,
    isolatedModules: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    newLine: ts.NewLineKind.LineFeed,
    declaration: true,
    declarationMap: true,
    sourceMap: true,
    rootDir: `/${sourceFolder}`,
    outDir: '/',
    skipLibCheck: true,
  };
}
