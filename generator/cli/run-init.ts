import type { InitRequest, InitResult } from '../index.ts';
import type { Run } from './parse.ts';
import type { Screen } from './screen.ts';

const defaults = { output: 'src/generated', script: 'generate:events' } as const;

/** `wireshape init`; gives the exit code. */
export async function runInit(run: Run, screen: Screen): Promise<number> {
  const { init, UsageError, findDocuments } = await import('../index.ts');
  const cwd = process.cwd();
  const { operands, values } = run;
  const found = operands.length > 0 ? operands : findDocuments(cwd);
  const asks = !values.yes && process.stdin.isTTY && screen.err.isTerminal;
  const given: InitRequest = {
    cwd,
    documents: found,
    name: values.name,
    output: values.output ?? defaults.output,
    kind: values['json-config'] ? 'json' : 'ts',
    script: values.script ?? defaults.script,
  };
  const request = asks ? await askFor(given, run) : given;
  if (request.documents.length === 0) {
    throw new UsageError(
      'there is no AsyncAPI document here',
      'name one: wireshape init spec/chat.yaml',
    );
  }
  printResult(await init(request), request, screen);
  return 0;
}

/** Asks for what no option says, each question with what an empty answer means. */
async function askFor(given: InitRequest, { operands, values }: Run): Promise<InitRequest> {
  const { createInterface } = await import('node:readline/promises');
  const { UsageError } = await import('../index.ts');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // Somebody who ends the input has not answered, and a question would wait for ever.
  const ended = new Promise<never>((_, reject) => {
    asking.once('close', () => reject(new UsageError('nothing was answered, nothing is written')));
  });
  ended.catch(() => undefined);
  const ask = async (question: string, otherwise: string): Promise<string> => {
    const answer = await Promise.race([
      asking.question(`${question}${otherwise && ` (${otherwise})`}: `),
      ended,
    ]);
    return answer.trim() === '' ? otherwise : answer.trim();
  };
  try {
    const documents =
      operands.length > 0
        ? given.documents
        : await ask('Documents, with blanks between them', given.documents.join(' '));
    const output = values.output ?? (await ask('Folder for the types', given.output));
    const script = values.script ?? (await ask('Script in package.json', given.script));
    return {
      ...given,
      documents:
        typeof documents === 'string'
          ? documents.split(/\s+/).filter((one) => one !== '')
          : documents,
      output,
      script,
    };
  } finally {
    asking.close();
  }
}

const happened = {
  created: 'written',
  updated: 'has',
  kept: 'has',
  absent: 'is not there',
} as const;

function printResult(
  { changes, missing }: InitResult,
  { script }: InitRequest,
  { out, err }: Screen,
): void {
  for (const { file, change, what } of changes) {
    const rest = { created: '', updated: ` ${what}`, kept: ` ${what} already`, absent: '' }[change];
    out.print(`${out.paint('bold', file)}  ${happened[change]}${rest}`);
  }
  if (missing) err.print('next: npm install --save-dev wireshape');
  const manifest = changes.some(({ change }) => change === 'absent');
  err.print(`then: ${manifest ? 'npx wireshape generate' : `npm run ${script}`}`);
}
