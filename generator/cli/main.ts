import type { CommandName } from './commands.ts';
import { helpText } from './help.ts';
import { colorOf, parseCommandLine, type Run, type Unknown, type WrongUse } from './parse.ts';
import { reportFailure } from './report-failure.ts';
import { processScreen, type Screen } from './screen.ts';

const runners: Readonly<Record<CommandName, (run: Run, screen: Screen) => Promise<number>>> = {
  generate: async (run, screen) => (await import('./run-generate.ts')).runGenerate(run, screen),
  validate: async (run, screen) => (await import('./run-validate.ts')).runValidate(run, screen),
  diff: async (run, screen) => (await import('./run-diff.ts')).runDiff(run, screen),
  migrate: async (run, screen) => (await import('./run-migrate.ts')).runMigrate(run, screen),
  wire: async (run, screen) => (await import('./run-wire.ts')).runWire(run, screen),
  pack: async (run, screen) => (await import('./run-pack.ts')).runPack(run, screen),
  publish: async (run, screen) => (await import('./run-publish.ts')).runPublish(run, screen),
  rules: async (run, screen) => (await import('./run-rules.ts')).runRules(run, screen),
  init: async (run, screen) => (await import('./run-init.ts')).runInit(run, screen),
};

const given = process.argv.slice(2);
const screen = processScreen(colorOf(given));
// Without this, a defect in a callback would end the process with the code for findings.
process.once('uncaughtException', (error) => {
  void reportFailure(error, screen).then((code) => process.exit(code));
});
process.exitCode = await main(given, screen).catch((error: unknown) =>
  reportFailure(error, screen),
);

/** Does what a command line asks for, and gives the exit code. What only some of it needs is imported on the way. */
async function main(argv: readonly string[], { out, err }: Screen): Promise<number> {
  const line = parseCommandLine(argv);
  switch (line.kind) {
    case 'help':
      out.print(helpText(line.command, out));
      return 0;
    case 'version':
      out.print((await import('../index.ts')).toolVersion);
      return 0;
    case 'wrong':
    case 'unknown':
      if (argv.length > 0) throw await usageError(line);
      err.print(helpText(undefined, err));
      return 2;
    case 'run':
      return runners[line.command](line, screen);
  }
}

async function usageError(line: WrongUse | Unknown): Promise<Error> {
  const { UsageError } = await import('../index.ts');
  return line.kind === 'wrong'
    ? new UsageError(line.message, line.hint)
    : UsageError.unknown(line.what, line.given, line.known);
}
