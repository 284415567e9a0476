import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { expect, test } from 'vitest';
import { emitApi } from '../generator/emit/emit-api.ts';
import { checkTemplate } from '../generator/render/template-check.ts';
import { templateViews, type ViewPart } from '../generator/render/template-views.ts';
import { loadTemplates, type Render } from '../generator/render/templates.ts';
import { modelOfFile } from './output/emit.ts';

const folder = path.join(import.meta.dirname, '../templates');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.hbs'))
  .map((file) => file.slice(0, -'.hbs'.length));
const programs = new Map(
  names.map((name) => [
    name,
    Handlebars.parse(readFileSync(path.join(folder, `${name}.hbs`), 'utf8')),
  ]),
);

test('there is a view for each template', () => {
  expect(Object.keys(templateViews).sort()).toEqual([...names].sort());
});

test.each(names)('our own template %s asks for nothing that its view does not have', (name) => {
  const [program, view] = [programs.get(name), templateViews[name]];
  if (program === undefined || view === undefined) throw new Error(`there is no ${name}`);
  expect(checkTemplate({ program, view, partials: programs })).toEqual([]);
});

test('the views that are really given have the keys of the table, no more and no less', async () => {
  const render = await loadTemplates();
  const rendered = new Set<string>();
  const recording: Render = (name, view) => {
    rendered.add(name);
    const expected = templateViews[name];
    if (expected === undefined) throw new Error(`there is no view for ${name}`);
    expect({ name, keys: shapeOf(view) }).toEqual({ name, keys: expectedShape(expected, view) });
    return render(name, view);
  };
  const file = 'spec/openai-realtime/ga.asyncapi.yaml';
  emitApi(modelOfFile(file), recording);
  expect([...rendered].sort()).toEqual(names.filter((name) => name !== 'banner').sort());
});

/** What a view holds, told as the table tells it; of a list, what its items hold. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'flag';
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(shapeOf(one))))];
  const entries = Object.entries(value as object).map(([key, one]) => [key, shapeOf(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same of the table; of a list that is empty in the view, nothing. */
function expectedShape(part: ViewPart, value: unknown): unknown {
  if (part === 'text' || part === 'flag') return part;
  if (Array.isArray(part)) {
    const items = value as readonly unknown[];
    return items.length === 0
      ? []
      : [JSON.stringify(expectedShape((part as readonly [ViewPart])[0], items[0]))];
  }
  const entries = Object.entries(part).map(
    ([key, one]) =>
      [key, expectedShape(one, (value as Readonly<Record<string, unknown>>)[key])] as const,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
