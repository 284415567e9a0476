import ts from 'typescript';

/**
 * Exported type names that say nothing of what the document calls a thing: those made up for want of a name, and those that end
 * in a number which no text of the document has.
 */
export function oddNames(
  files: ReadonlyMap<string, string>,
  documents: readonly string[],
): readonly string[] {
  const types = ['types.ts', 'params.ts'].flatMap((file) => exportedTypes(files.get(file) ?? ''));
  const plain = squeezed(documents.join('\n'));
  return types.filter((name) => {
    if (/Anonymous|Unnamed|Variant\d*$/.test(name)) return true;
    const [, end] = /([A-Z]?[a-z]*\d+)(?:Param)?$/.exec(name) ?? [];
    return end !== undefined && !plain.includes(squeezed(end));
  });
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function exportedTypes(text: string): readonly string[] {
  const source = ts.createSourceFile('types.ts', text, ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((one) =>
    ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one) ? [one.name.text] : [],
  );
}
