/** The layout of all generated TypeScript: what prettier makes of it with these options. */
export const layoutOptions = { printWidth: 100, singleQuote: true, trailingComma: 'all' } as const;

/**
 * TypeScript in prettier's layout. The project's own templates are born in it (the tests hold prettier against them);
 * this is for text whose layout is not ours.
 */
export async function formatTypeScript(text: string): Promise<string> {
  const { format } = await import('prettier');
  return format(text, { ...layoutOptions, parser: 'typescript' });
}
