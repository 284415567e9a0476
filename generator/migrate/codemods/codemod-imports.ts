import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern } from '../codemod-words.ts';
import type { MigrationPlan } from '../plan.ts';
import { findGone, findMoved, movedModules, type MovedModule } from './moved-module.ts';
import { listedNames, renameImported, stayingNames } from './imported-names.ts';
import { literalWith, nodesBelow } from './node-text.ts';
import { gapsIn } from './remove-node.ts';

export const imports: Codemod = {
  name: 'imports',
  ensures:
    'Modules of the new version are imported, and what they export is called as they call it.',
  run: (file, context) => new Imports(file, context),
};

class Imports implements CodemodResult {
  readonly edits: SourceEdit[] = [];
  readonly leftOvers: LeftOver[] = [];
  readonly #modules: readonly MovedModule[];
  readonly #own: RegExp;
  readonly #plan: MigrationPlan;
  readonly #file: ts.SourceFile;

  constructor(file: SourceFile, { plan }: CodemodContext) {
    const { api, from } = plan.migration;
    this.#plan = plan;
    this.#file = file.compilerNode;
    this.#modules = movedModules(plan);
    this.#own = new RegExp(`^\\.{1,2}/(?:.*/)?${escapePattern(api)}/${escapePattern(from)}(?=/|$)`);
    for (const node of nodesBelow(file.compilerNode)) {
      if (ts.isStringLiteralLike(node) && isModuleName(node)) this.#specifier(node);
    }
  }

  #specifier(node: ts.StringLiteralLike): void {
    const moved = findMoved(node.text, this.#modules);
    if (moved === undefined) {
      if (this.#own.test(node.text)) this.#ownFolder(node);
      this.#gone(node);
      return;
    }
    const { step, to } = moved;
    const imported = { ...moved, from: node.parent };
    const found = renameImported(imported);
    const leftOvers = found.flatMap(({ leftOver }) => leftOver ?? []);
    this.leftOvers.push(...leftOvers);
    const staying = stayingNames(imported);
    // What cannot be taken apart is imported from the old module until all of its names are known.
    const isSplit = staying.length > 0 && staying.length < listedNames(node.parent).length;
    if (leftOvers.length > 0 && !isSplit) return;
    if (isSplit) this.#split(node, staying, step);
    const text = literalWith(node, to);
    const place = { start: node.getStart(), end: node.getEnd() };
    this.edits.push({ ...place, text, step, reason: `it is imported from ${to} now` });
    this.edits.push(...found.flatMap(({ edit }) => edit ?? []));
  }

  /** Names that stay get a statement of their own, in front of that of the others. */
  #split(node: ts.StringLiteralLike, staying: readonly ts.Node[], step: string): void {
    const { parent } = node;
    const { text } = this.#file;
    const start = parent.getStart();
    const list = listedNames(parent);
    const open = list[0]?.parent.getStart() ?? start;
    const names = staying.map((one) => one.getText()).join(', ');
    const tail = parent.getText().endsWith(';') ? ';' : '';
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const own = `${text.slice(start, open)}{ ${names} } from ${node.getText()}${tail}${newline}`;
    const reason = `${names} stays: the new module has nothing like it`;
    this.edits.push({ start, end: start, text: own, step, reason });
    for (const gap of gapsIn(list, new Set(staying)))
      this.edits.push({ ...gap, text: '', step, reason });
  }

  #gone(node: ts.StringLiteralLike): void {
    const gone = findGone(node.text, this.#plan);
    if (gone === undefined) return;
    this.leftOvers.push({
      start: node.getStart(),
      end: node.getEnd(),
      step: gone.step,
      what: `imports ${node.text}`,
      todo: `take something else: ${gone.why}`,
    });
  }

  /** What was generated of both versions stands side by side; whether the new one has been, nobody knows here. */
  #ownFolder(node: ts.StringLiteralLike): void {
    const { to, from } = this.#plan.migration;
    this.leftOvers.push({
      start: node.getStart(),
      end: node.getEnd(),
      step: `types of ${from}`,
      what: `imports the types of ${from}`,
      todo: `import those of ${to}`,
    });
  }
}

/** Whether a text names a module, in whatever way it is loaded or taken the place of. */
function isModuleName(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isExternalModuleReference(parent)) return true;
  if (ts.isModuleDeclaration(parent)) return parent.name === node;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  const { expression } = parent;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return /^(?:require(?:\.resolve)?|(?:jest|vi|mock|t|td)\.\w*|proxyquire|import\.meta\.resolve)$/.test(
    expression.getText().replaceAll(/\s/g, ''),
  );
}
