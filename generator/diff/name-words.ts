import { identifierWords } from '../base/identifier.ts';
import { singular } from '../base/names.ts';

/** The words of a name, in lower case and in the singular: `maxOutputTokens`, `max_output_tokens` give `max`, `output`, `token`. */
export function nameWords(name: string): readonly string[] {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const words = identifierWords(name).flatMap((run) => run.match(humps) ?? []);
  const found = words.map((word) => singular(word.toLowerCase()));
  if (remembered.size < mostRemembered) remembered.set(name, found);
  return found;
}

/** `MCPTool` is `MCP`, `Tool`; digits go with the letters before them: `g711`. */
const humps = /\p{Lu}+(?!\p{Ll})\p{Nd}*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}]+\p{Nd}*|\p{Nd}+/gu;

/** Names repeat a lot within two versions; what a long-lived process asks for is not kept for ever. */
const mostRemembered = 50_000;
const remembered = new Map<string, readonly string[]>();
