import type { ts as TypeScript } from 'ts-morph';
import type { PackedFiles } from './read-tarball.ts';
import { textHost } from './text-host.ts';

/**
 * Compiles programs that import every path of a package, as ES modules and as CommonJS, in the way of Node.js and in that of bundlers.
 * The package's own declarations are checked as well.
 *
 * @returns what the compiler complains of, a line each.
 */
export async function checkConsumer(name: string, files: PackedFiles): Promise<readonly string[]> {
  const { Project, ts } = await import('ts-morph');
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { lib } });
  project.createSourceFile('/any.ts', 'export {};');
  const libraries = project.getProgram().compilerObject;
  const specifiers = specifiersOf(name, files);
  const installed = new Map(
    [...files]
      .filter(([file]) => /\.(?:[cm]?ts|json)$/.test(file))
      .map(([file, text]) => [`/node_modules/${name}/${file}`, text] as const),
  );
  const problems = ways.flatMap(({ entry, module, resolution, type }) => {
    const texts = new Map([
      ...installed,
      ['/package.json', JSON.stringify({ type })],
      [entry, importsOf(specifiers)],
    ]);
    const options: TypeScript.CompilerOptions = {
      ...flags,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind[module],
      moduleResolution: ts.ModuleResolutionKind[resolution],
    };
    const host = textHost(texts, libraries, ts);
    const program = ts.createProgram({ rootNames: [entry], options, host });
    return ts
      .getPreEmitDiagnostics(program)
      .map((one) => `${resolution}, ${type}: ${lineOf(one, ts)}`);
  });
  return [...new Set(problems)];
}

const lib = ['lib.es2022.d.ts'];
const flags = { strict: true, noEmit: true, skipLibCheck: false, types: [], lib };

const ways = [
  { entry: '/use.ts', module: 'NodeNext', resolution: 'NodeNext', type: 'module' },
  { entry: '/use.ts', module: 'Node16', resolution: 'Node16', type: 'commonjs' },
  { entry: '/use.ts', module: 'ESNext', resolution: 'Bundler', type: 'module' },
] as const;

/** Every path that the package's `exports` offers to programs. */
function specifiersOf(name: string, files: PackedFiles): readonly string[] {
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as { readonly exports?: object };
  return Object.keys(manifest.exports ?? { '.': '' })
    .filter((one) => !one.endsWith('.json'))
    .map((one) => name + one.slice(1));
}

function importsOf(specifiers: readonly string[]): string {
  const imports = specifiers.map((one, at) => `import * as m${String(at)} from '${one}';`);
  const uses = specifiers.map((_, at) => `m${String(at)}`);
  return `${imports.join('\n')}\nexport const all: readonly object[] = [${uses.join(', ')}];\n`;
}

function lineOf({ file, messageText }: TypeScript.Diagnostic, ts: typeof TypeScript): string {
  const place = file === undefined ? '' : `${file.fileName.replace('/node_modules/', '')}: `;
  return place + ts.flattenDiagnosticMessageText(messageText, ' ');
}
