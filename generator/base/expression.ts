/** The flags with which ajv reads a pattern (unicode first, then without); undefined for one that is no regular expression. */
export function expressionFlags(pattern: string): 'u' | '' | undefined {
  return (['u', ''] as const).find((flags) => isExpression(pattern, flags));
}

function isExpression(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
