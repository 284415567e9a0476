import { diffRuleIds, diffRules, type RuleCell } from '../generator/base/diff-rules.ts';
import { parserTwins } from '../generator/base/parser-twins.ts';
import { parserPrefix, rules, type RuleSource } from '../generator/base/rules.ts';

const sections: Readonly<
  Record<Exclude<RuleSource, 'diff'>, readonly [title: string, about: string]>
> = {
  reading: ['Reading', 'What keeps a document, or a part of it, from being read.'],
  settings: ['Settings', 'What is wrong with what the config says, held against the document.'],
  types: ['Types', 'What keeps a type from being as exact as it could be.'],
  asyncapi: [
    'AsyncAPI',
    'What AsyncAPI does not allow. Rules of which no type depends are warnings.',
  ],
  parser: ['The official parser', 'What comes of asking it; its own rules are below.'],
  output: ['Output', 'What keeps files from being written.'],
  migration: ['Migration maps', 'What is wrong with a map from one version to another.'],
  source: [
    'Source code',
    'What `wireshape migrate` has to say of files, and of what is left to do in them.',
  ],
  package: ['Packages', 'What keeps a package from being built.'],
  publish: ['Publishing', 'What keeps a package from being published.'],
};

/** docs/rules.md, as the table of rules has it. */
export function rulesPage(): string {
  const parts = (Object.keys(sections) as (keyof typeof sections)[]).flatMap((from) => {
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
    ...changeParts(),
  ].join('\n\n');
}

/** What the rules say of changes between two versions. */
function changeParts(): readonly string[] {
  const rows = diffRuleIds.map((id) => {
    const { why, received, sent } = diffRules[id];
    const cells = [received.source, sent.source, received.wire, sent.wire].map(cellText);
    return [`\`${id}\``, ...cells, why];
  });
  return [
    '## Changes between two versions',
    'These stand in [generator/base/diff-rules.ts](../generator/base/diff-rules.ts). A change falls under exactly one of them, and what ' +
      'the rule says depends on whom it concerns and on the way that values travel. `source` is code that is compiled against the types, ' +
      '`wire` a client or server that runs already and that nobody recompiles; what is *received* one reads, what is *sent* one writes. ' +
      'A change that travels both ways has the graver verdict of the two.',
    'An error breaks somebody, a warning may, a note (`info`) does not. It is *loud* when the compiler or the other end complains, and ' +
      '*silent* when nobody does: a handler never runs, a field is ignored. Where a cell says `a, else b`, `a` holds where the types of ' +
      'the two versions fit, and `b` where they do not: of what is received, where the type after is not assignable to the one before; ' +
      'of what is sent, the other way round.',
    table(
      ['Rule', 'Source, received', 'Source, sent', 'Wire, received', 'Wire, sent', 'Why'],
      rows,
    ),
  ];
}

function cellText({ fit, misfit }: RuleCell): string {
  const [good, bad] = [fit, misfit].map(({ level, effect }) =>
    effect === 'none' ? level : `${effect} ${level}`,
  ) as [string, string];
  return good === bad ? good : `${good}, else ${bad}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
