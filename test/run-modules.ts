import path from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';

/** What a module exports at run time. */
export type Exports = Readonly<Record<string, unknown>>;

type Module = (require: (name: string) => Exports, exports: Record<string, unknown>) => void;

/** Runs TypeScript modules that import nothing but each other, as `./name.js`, and gives the exports of one. */
export function runModule(files: ReadonlyMap<string, string>, entry: string): Exports {
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (file: string): Exports => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const text = files.get(file);
    if (text === undefined) throw new Error(`there is no module ${file}`);
    const exports: Record<string, unknown> = {};
    loaded.set(file, exports);
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const folder = path.posix.dirname(file);
    const require = (name: string): Exports =>
      load(path.posix.join(folder, name.replace(/\.js$/, '.ts')));
    const run = vm.runInThisContext(`(require, exports) => {${outputText}\n}`) as Module;
    run(require, exports);
    return exports;
  };
  return load(entry);
}
