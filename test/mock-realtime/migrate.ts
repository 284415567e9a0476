import { runTool } from '../run-tool.ts';

/** What `wireshape migrate` said. */
export interface Migrated {
  readonly code: number | null;
  /** The files that change. */
  readonly files: readonly string[];
  /** What is left of the old version, and fails with `--check`. */
  readonly left: readonly Left[];
  /** Everything else that is told, by its rule. */
  readonly others: readonly Left[];
}

export interface Left {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Runs the built command in a folder, from the beta of OpenAI Realtime to GA. */
export async function migrate(
  folder: string,
  sources: string,
  options: readonly string[],
): Promise<Migrated> {
  const which = ['--api', 'openai-realtime', '--from', 'beta', '--to', 'ga', '--json'];
  const { code, out, err } = await runTool(folder, ['migrate', sources, ...which, ...options]);
  if (!out.startsWith('{')) throw new Error(`${out}${err}`);
  const told = JSON.parse(out) as {
    readonly files: readonly { readonly file: string }[];
    readonly findings: readonly Left[];
  };
  const isLeft = ({ rule }: Left): boolean => rule === 'old-shape' || rule === 'old-code';
  return {
    code,
    files: told.files.map(({ file }) => file),
    left: told.findings.filter(isLeft),
    others: told.findings.filter((one) => !isLeft(one)),
  };
}
