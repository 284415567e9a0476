import type { CommandName } from './commands.ts';
import { diffOptions } from './diff-options.ts';
import { documentOptions } from './document-options.ts';
import { initOptions } from './init-options.ts';
import { migrateOptions } from './migrate-options.ts';
import type { OptionRow } from './option-row.ts';
import { publishOptions } from './publish-options.ts';
import { sharedOptions } from './shared-options.ts';
import { wireOptions } from './wire-options.ts';

/** The options: what they are called, what they hold, and which commands know them. Help and documentation are made of this. */
export const options = {
  ...diffOptions,
  ...publishOptions,
  ...migrateOptions,
  ...wireOptions,
  ...documentOptions,
  ...initOptions,
  ...sharedOptions,
} as const satisfies Readonly<Record<string, OptionRow>>;

export type OptionName = keyof typeof options;

interface ValueOf {
  readonly switch: boolean;
  readonly negatable: boolean | undefined;
  readonly value: string | undefined;
  readonly list: readonly string[];
}

/** What the options of a command line hold, by name. */
export type OptionValues = {
  readonly [name in OptionName]: ValueOf[(typeof options)[name]['kind']];
};

/** The options that a command knows, in the order of the table; undefined asks for those that stand without a command. */
export function optionsOf(
  command: CommandName | undefined,
): readonly (readonly [OptionName, OptionRow])[] {
  const rows = Object.entries(options) as readonly [OptionName, OptionRow][];
  return rows.flatMap(([name, row]) => {
    if (row.of === 'every command') return [[name, row] as const];
    if (command === undefined || !row.of.includes(command)) return [];
    return [[name, { ...row, ...row.otherwise?.[command] }] as const];
  });
}

/** How an option is written: `-o, --output DIR`, `--[no-]color`. */
export function usageOf(name: OptionName, { kind, short, value }: OptionRow): string {
  const long = kind === 'negatable' ? `--[no-]${name}` : `--${name}`;
  return `${short === undefined ? '' : `-${short}, `}${long}${value === undefined ? '' : ` ${value}`}`;
}
