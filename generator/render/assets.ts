import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assets } from './precompiled.ts';

/**
 * The text of a style or script that a generated page carries, `report/page.css` for `templates/report/page.css`, or of a module
 * that is printed into generated ones, `base/values.ts` for `generator/base/values.ts`. Its line ends
 * are line feeds, because browsers read them so before they compare the hash of a page's policy.
 */
export function loadAsset(name: string): string {
  const text = assets === undefined ? readSource(name) : assets[name];
  if (text === undefined) throw new Error(`there is no asset ${name}`);
  return text.replaceAll('\r\n', '\n');
}

/** Modules whose functions are printed into what is generated stand among those of the generator. */
function readSource(name: string): string {
  const place = name.endsWith('.ts') ? `../${name}` : `../../templates/${name}`;
  return readFileSync(fileURLToPath(new URL(place, import.meta.url)), 'utf8');
}
