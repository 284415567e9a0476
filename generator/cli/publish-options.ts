import type { OptionRow } from './option-row.ts';

/** Options of packages. */
export const publishOptions = {
  'package-version': {
    kind: 'value',
    value: 'VERSION',
    default: 'that of package.json beside what was generated, or 0.0.0',
    help: 'The version of the package',
    of: ['pack'],
  },
  'dry-run': {
    kind: 'switch',
    help: 'Shows the plan and runs the checks; writes nothing and publishes nothing',
    of: ['publish'],
  },
  bump: {
    kind: 'value',
    value: 'LEVEL',
    default: 'what the changes ask for',
    help: 'major, minor, patch, or a version as 1.0.0; less than the changes ask for only with --reason',
    of: ['publish'],
  },
  reason: {
    kind: 'value',
    value: 'TEXT',
    help: 'Why --bump is what it is; stands in the changelog',
    of: ['publish'],
  },
  since: {
    kind: 'value',
    value: 'FILE',
    default: 'what the registry has',
    help: 'With --dry-run: what was published last, as a tarball or the folder of an installed package; no registry is asked',
    of: ['publish'],
  },
  registry: {
    kind: 'value',
    value: 'URL',
    default: "what npm's settings say",
    help: 'The registry that is asked and published to',
    of: ['publish'],
  },
  tag: {
    kind: 'value',
    value: 'NAME',
    default: 'latest',
    help: 'The tag that people install the version by; what it names now is what the changes are counted from',
    of: ['publish'],
  },
  access: {
    kind: 'value',
    value: 'WHO',
    default: "npm's own, which is restricted for a new package with a scope",
    help: 'Who may install the package: public or restricted',
    of: ['publish'],
  },
  provenance: {
    kind: 'negatable',
    default: 'where the CI offers it',
    help: 'Lets the registry say which commit and which run of a CI the package comes from, or does not',
    of: ['publish'],
  },
  'git-tag': {
    kind: 'negatable',
    default: 'in a git repository',
    help: 'Tags the commit as NAME@VERSION, or does not; nothing is pushed',
    of: ['publish'],
  },
  'allow-dirty': {
    kind: 'switch',
    help: 'Publishes also what is not committed',
    of: ['publish'],
  },
  skip: {
    kind: 'list',
    value: 'CHECK',
    help: 'Leaves a check out: publint, attw or consumer; may be given several times',
    of: ['publish'],
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
