import { ts } from 'ts-morph';
import { visit, type Program } from './program.ts';

/** Types that make all members of another one optional, or leave some out. */
export const lessening: ReadonlySet<string> = new Set(['Partial', 'DeepPartial', 'Omit', 'Pick']);

const known = new WeakMap<Program, ReadonlySet<string>>();

/** Whether some values of a type may lack what it says that they have: `Partial<Session>`. */
export function isLessened(
  node: ts.InterfaceDeclaration | ts.TypeLiteralNode,
  program: Program,
): boolean {
  const names = known.get(program) ?? lessenedIn(program);
  known.set(program, names);
  if (isInside(node)) return true;
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isInterfaceDeclaration(at) && !ts.isTypeAliasDeclaration(at)) continue;
    if (names.has(at.name.text)) return true;
  }
  return false;
}

function isInside(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isTypeReferenceNode(parent) && lessening.has(parent.typeName.getText());
}

/** The names of types of which less is used somewhere. */
function lessenedIn({ files }: Program): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files)
    visit(file, (node) => {
      const isLess = ts.isTypeReferenceNode(node) && lessening.has(node.typeName.getText());
      if (!isLess) return;
      visit(node, (inner) => {
        if (ts.isIdentifier(inner)) names.add(inner.text);
      });
    });
  return names;
}
