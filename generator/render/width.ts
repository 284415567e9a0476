import { createRequire } from 'node:module';
import type { util } from 'prettier';

/** How many columns a text takes, as prettier counts them: two for an ideograph or an emoji, none for a combining mark. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7f]*$/.test(text)) return text.length;
  ruler ??= loadRuler();
  return ruler(text);
}

let ruler: typeof util.getStringWidth | undefined;

/** Which emoji are one sign changes with every Unicode; so the measure is prettier's own, loaded by the few runs that need it. */
function loadRuler(): typeof util.getStringWidth {
  const standalone = createRequire(import.meta.url)('prettier/standalone') as {
    readonly util: typeof util;
  };
  return standalone.util.getStringWidth;
}
