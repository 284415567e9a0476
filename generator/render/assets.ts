import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assets } from './precompiled.ts';

/**
 * The text of a style or script that a generated page carries, `report/page.css` for `templates/report/page.css`. Its line ends
 * are line feeds, because browsers read them so before they compare the hash of a page's policy.
 */
export function loadAsset(name: string): string {
  const text = assets === undefined ? readSource(name) : assets[name];
  if (text === undefined) throw new Error(`there is no asset ${name}`);
  return text.replaceAll('\r\n', '\n');
}

function readSource(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../templates/${name}`, import.meta.url)), 'utf8');
}
