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
    progress: () => (stderr.isTTY ? terminalProgress(stderr) : noProgress),
  };
}

function channelOf(stream: NodeJS.WriteStream, wanted: boolean | undefined): Channel {
  // Whoever reads may stop early, as `head` does; the work is done all the same.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    print: (...lines) => void stream.write(lines.map((line) => `${line}\n`).join('')),
    paint: choosePaint({ isTerminal: stream.isTTY, env: process.env, wanted }),
    isTerminal: stream.isTTY,
    columns: Math.min(stream.isTTY ? stream.columns : 100, 100),
  };
}
