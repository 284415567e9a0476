import { choosePaint, type Paint } from './paint.ts';
import { noProgress, terminalProgress, type Progress } from './progress.ts';

/** Where a command prints: results on stdout, everything else on stderr. */
export interface Screen {
  readonly out: Channel;
  readonly err: Channel;
  readonly progress: () => Progress;
}

export interface Channel {
  /** Prints lines; each gets its newline. */
  readonly print: (...lines: readonly string[]) => void;
  readonly paint: Paint;
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** The streams of this process. */
export function processScreen(wanted: boolean | undefined): Screen {
  const { stdout, stderr } = process;
  return {
    out: channelOf(stdout, wanted),
    err: channelOf(stderr, wanted),
    progress: () => (isTerminal(stderr) ? terminalProgress(stderr) : noProgress),
  };
}

function channelOf(stream: NodeJS.WriteStream, wanted: boolean | undefined): Channel {
  // Whoever reads may stop early, as `head` does; the work is done all the same.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const terminal = isTerminal(stream);
  const columns = terminal && stream.columns > 0 ? stream.columns : widest;
  return {
    print: (...lines) => void stream.write(lines.map((line) => `${line}\n`).join('')),
    paint: choosePaint({ isTerminal: terminal, env: process.env, wanted }),
    isTerminal: terminal,
    columns: Math.min(columns, widest),
  };
}

/** A pipe or a file has the type of a terminal, but not its fields. */
function isTerminal(stream: Partial<NodeJS.WriteStream>): boolean {
  return stream.isTTY === true;
}

/** Longer lines are hard to read, even where there is room. */
const widest = 100;
