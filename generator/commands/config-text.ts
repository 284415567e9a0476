import { propertyKey, quote } from '../base/text.ts';

/** The language that a config is written in. */
export type ConfigKind = 'ts' | 'json';

interface ConfigView {
  readonly kind: ConfigKind;
  readonly output: string;
  readonly apis: readonly {
    readonly name: string;
    readonly versions: readonly { readonly name: string; readonly document: string }[];
  }[];
}

/** A config as one would write it by hand. */
export function configText({ kind, output, apis }: ConfigView): string {
  if (kind === 'json') {
    const value = {
      $schema: './node_modules/wireshape/wireshape.config.schema.json',
      output,
      apis: Object.fromEntries(apis.map(({ name, versions }) => [name, { versions }])),
    };
    return `${JSON.stringify(value, undefined, 2)}\n`;
  }
  const lines = apis.flatMap(({ name, versions }) => [
    `    ${propertyKey(name)}: {`,
    '      versions: [',
    ...versions.map(
      (one) => `        { name: ${quote(one.name)}, document: ${quote(one.document)} },`,
    ),
    '      ],',
    '    },',
  ]);
  return [
    "import { defineConfig } from 'wireshape';",
    '',
    'export default defineConfig({',
    `  output: ${quote(output)},`,
    '  apis: {',
    ...lines,
    '  },',
    '});',
    '',
  ].join('\n');
}
