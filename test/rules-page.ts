import { parserPrefix, parserTwins, rules, type RuleSource } from '../generator/base/rules.ts';

const sections: Readonly<Record<RuleSource, readonly [title: string, about: string]>> = {
  reading: ['Reading', 'What keeps a document, or a part of it, from being read.'],
  settings: ['Settings', 'What is wrong with what the config says, held against the document.'],
  types: ['Types', 'What keeps a type from being as exact as it could be.'],
  asyncapi: [
    'AsyncAPI',
    'What AsyncAPI does not allow. Rules of which no type depends are warnings.',
  ],
  parser: ['The official parser', 'What comes of asking it; its own rules are below.'],
  output: ['Output', 'What keeps files from being written.'],
};

/** docs/rules.md, as the table of rules has it. */
export function rulesPage(): string {
  const parts = (Object.keys(sections) as RuleSource[]).flatMap((from) => {
    const [title, about] = sections[from];
    const rows = rules
      .filter((one) => one.from === from)
      .map(({ id, level, why, fixed }) => [`\`${id}\``, fixed ? `${level}, always` : level, why]);
    return [`## ${title}`, about, table(['Rule', 'Level', 'Why'], rows)];
  });
  const twins = Object.entries(parserTwins).map(([code, ours]) => [
    `\`${parserPrefix}${code}\``,
    ours.map((one) => `\`${one}\``).join(', '),
  ]);
  return [
    '# Rules',
    'This page is made of the table in [generator/base/rules.ts](../generator/base/rules.ts); `npm test -- --update` brings it up ' +
      'to date. Every finding names its rule: `spec/chat.yaml:54:11  warning  tag-missing  …`.',
    'An error keeps types from being written, a warning does not, and a note (`info`) is shown with `--verbose`. The level in the ' +
      'table is the gravest that a rule has by default. `rules` in the [config](configuration.md#levels-of-rules) sets another one, ' +
      'or `off`. With `--strict`, warnings are errors, and so is again what AsyncAPI calls an error and types do not depend on; but a ' +
      'level that the config sets holds. Where a level is told to be so always, nothing could be made of such a document.',
    ...parts,
    '## Rules of the official parser',
    `The parser's rules have \`${parserPrefix}\` in front of their codes; in \`rules\`, each can be set like one of ours. What it calls an error is ` +
      'one, with these exceptions: it is as grave as what a rule of ours has to say of the same matter. What it only advises is told by ' +
      '`wireshape validate` alone, as a warning that `--strict` leaves alone.',
    table(['Rule of the parser', 'As grave as'], twins),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
