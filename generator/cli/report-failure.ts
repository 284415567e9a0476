import { visible } from './paint.ts';
import type { Screen } from './screen.ts';

/** Says on stderr why a command did not end as it should, and gives the exit code. */
export async function reportFailure(error: unknown, screen: Screen): Promise<number> {
  const { print, paint } = screen.err;
  if (isUsageError(error)) {
    print(`${paint(['bold', 'red'], 'error:')} ${visible(error.message)}`);
    if (error.hint !== undefined) print(`  ${paint('cyan', 'hint:')} ${visible(error.hint)}`);
    return 2;
  }
  // What failed may be this import itself.
  const version = await import('../index.ts').then(
    (library) => library.toolVersion,
    () => '(its version is not known)',
  );
  print(
    visible(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    '',
    `${paint(['bold', 'red'], 'This is a defect of wireshape')} ${version}, with Node.js ${process.version}.`,
    'Please report it, with what is printed above and the document that led to it.',
  );
  return 3;
}

/** By its name: a config may have brought a second copy of the class. */
function isUsageError(error: unknown): error is Error & { readonly hint?: string } {
  return error instanceof Error && error.name === 'UsageError';
}
