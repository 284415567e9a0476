import vm from 'node:vm';
import ts from 'typescript';

/** A token of TypeScript with its value; whitespace is none, a comment is one. */
export interface Token {
  readonly kind: ts.SyntaxKind;
  readonly value: string;
}

/** The tokens of a text, as the compiler scans them. */
export function tokensOf(text: string): readonly Token[] {
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    ts.LanguageVariant.Standard,
    text,
  );
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.WhitespaceTrivia || kind === ts.SyntaxKind.NewLineTrivia) continue;
    tokens.push({ kind, value: scanner.getTokenValue() });
  }
  return tokens;
}

/** What an expression is worth at run time. */
export function evaluate(expression: string): unknown {
  return vm.runInThisContext(expression);
}

/** The names of the tags that the compiler finds in a doc comment. */
export function commentTags(comment: string): readonly string[] {
  const file = ts.createSourceFile(
    'a.ts',
    `${comment}\nexport let x;\n`,
    ts.ScriptTarget.Latest,
    true,
  );
  const [statement] = file.statements;
  if (statement === undefined) throw new Error('nothing was declared');
  return ts.getJSDocTags(statement).map(({ tagName }) => tagName.text);
}
