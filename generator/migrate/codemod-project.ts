import type { Project, SourceFile, ts as TypeScript } from 'ts-morph';

/** A source file: its absolute path, and its text as it is, or is to be. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/**
 * Opens source files together, without anything beside them: codemods see how the files hang together, and ask no type checker, since
 * plain JavaScript has nothing to tell it and somebody's settings may be broken. Nothing is read from the disk.
 */
export async function openSources(files: readonly SourceText[]): Promise<Project> {
  const { Project, ts } = await import('ts-morph');
  const project = new Project({
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve },
    skipFileDependencyResolution: true,
    useInMemoryFileSystem: true,
  });
  for (const { path, text } of files) project.createSourceFile(path, text, { overwrite: true });
  return project;
}

/** What keeps a text from being parsed, from the first to the last; types in plain JavaScript do not. */
export function syntaxErrors(
  source: SourceFile,
): readonly { readonly start: number; readonly message: string }[] {
  // The compiler knows these since it parsed the file; by its public functions it would tell them for a whole program alone.
  const found: unknown = Reflect.get(source.compilerNode, 'parseDiagnostics');
  if (!Array.isArray(found)) throw new Error('the compiler does not say what it could not parse');
  return found.filter(isDiagnostic).map(({ start, messageText }) => ({
    start,
    message: typeof messageText === 'string' ? messageText : messageText.messageText,
  }));
}

function isDiagnostic(value: unknown): value is TypeScript.DiagnosticWithLocation {
  return typeof value === 'object' && value !== null && 'messageText' in value;
}
