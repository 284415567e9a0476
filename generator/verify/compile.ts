import type { ts as TypeScript } from 'ts-morph';
import type { Draft } from '../render/drafts.ts';

/** Drafts as the compiler sees them. */
export interface Compiled {
  readonly ts: typeof TypeScript;
  readonly checker: TypeScript.TypeChecker;
  /** What the compiler says against the drafts; what was added beside them is not asked. */
  readonly diagnostics: readonly TypeScript.Diagnostic[];
  /** The sources of the drafts, in their order. */
  readonly sources: readonly TypeScript.SourceFile[];
  /** The source that was added beside the drafts. */
  readonly probe: TypeScript.SourceFile;
  /** What the index exports, by name, behind all aliases of modules. */
  readonly exports: ReadonlyMap<string, TypeScript.Symbol>;
}

/** A program over texts that stand nowhere, under the strictest flags: what holds under these holds in the projects of users. */
export interface OpenProgram {
  readonly ts: typeof TypeScript;
  readonly program: TypeScript.Program;
  readonly checker: TypeScript.TypeChecker;
  /** The source of a draft, by its path. */
  readonly source: (path: string) => TypeScript.SourceFile;
}

/** Compiles drafts in memory. */
export async function compileDrafts(drafts: readonly Draft[], probe: Draft): Promise<Compiled> {
  const { ts, program, checker, source } = await openProgram([...drafts, probe]);
  const sources = drafts.map(({ path }) => source(path));
  const index = checker.getSymbolAtLocation(source('index.ts'));
  const exported = index === undefined ? [] : checker.getExportsOfModule(index);
  return {
    ts,
    checker,
    diagnostics: [
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...sources.flatMap((one) => [
        ...program.getSyntacticDiagnostics(one),
        ...program.getSemanticDiagnostics(one),
      ]),
    ],
    sources,
    probe: source(probe.path),
    exports: new Map(exported.map((symbol) => [symbol.name, symbol])),
  };
}

/** Opens a program over drafts; nothing is checked before it is asked. */
export async function openProgram(drafts: readonly Draft[]): Promise<OpenProgram> {
  const { Project, ts } = await import('ts-morph');
  const compilerOptions = strictest(ts);
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions });
  project.getFileSystem().writeFileSync('/package.json', '{ "type": "module" }');
  for (const { path, text } of drafts) project.createSourceFile(`/${path}`, text);
  const program = project.getProgram().compilerObject;
  return {
    ts,
    program,
    checker: program.getTypeChecker(),
    source: (path) => {
      const found = program.getSourceFile(`/${path}`);
      if (found === undefined) throw new Error(`the compiler does not know ${path}`);
      return found;
    },
  };
}

function strictest(ts: typeof TypeScript): TypeScript.CompilerOptions {
  return {
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
    // The libraries are TypeScript's own; checking them again would cost more than all the rest.
    skipLibCheck: true,
  };
}
