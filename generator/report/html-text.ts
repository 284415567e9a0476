import { isRecord } from '../base/json.ts';
import { showUnseen } from '../base/prose.ts';

/** HTML that is finished: of our own making, with every text of others in it escaped. */
export interface Markup {
  readonly markup: string;
}

/** A text as HTML shows it, as content and between quotes alike; signs that nobody sees are named. */
export function htmlText(text: string): string {
  return showUnseen(text).replaceAll(/[&<>"'`]/g, (sign) => entities[sign] ?? sign);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** The view of a page as its templates get it: each string escaped, unless it is {@link Markup}. */
export function htmlView(view: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(view).map(([key, value]) => [key, htmlValue(value)]));
}

function htmlValue(value: unknown): unknown {
  if (typeof value === 'string') return htmlText(value);
  if (Array.isArray(value)) return value.map(htmlValue);
  if (!isRecord(value)) return value;
  return typeof value['markup'] === 'string' ? value['markup'] : htmlView(value);
}
