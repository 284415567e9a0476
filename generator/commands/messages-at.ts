import type { CapturePlace } from '../base/wire-report.ts';
import { CaptureReader, formOf } from '../wire/capture.ts';
import type { WireApi } from '../wire/wire-run.ts';
import { VersionGuess } from '../wire/guess-version.ts';
import { capturePieces, type CaptureSource } from './capture-source.ts';

/** Reads the messages at some places once more. What comes from standard input, or cannot be read, is left out. */
export async function messagesAt(
  places: readonly CapturePlace[],
  captures: readonly CaptureSource[],
  api: WireApi,
): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  const { isMessage } = new VersionGuess(api);
  for (const capture of captures) {
    const lines = new Set(
      places.filter((one) => one.capture === capture.name).map(({ line }) => line),
    );
    if (lines.size === 0 || typeof capture.from !== 'string') continue;
    await readLines(capture, lines, isMessage, (line, message) => {
      found.set(placeKey({ capture: capture.name, line }), message);
    });
  }
  return found;
}

export function placeKey({ capture, line }: CapturePlace): string {
  return `${String(line)} ${capture}`;
}

async function readLines(
  capture: CaptureSource,
  lines: ReadonlySet<number>,
  isMessage: VersionGuess['isMessage'],
  take: (line: number, message: unknown) => void,
): Promise<void> {
  let left = lines.size;
  const sink = {
    frame: ({ line, message }: { readonly line: number; readonly message: unknown }): void => {
      if (!lines.has(line)) return;
      left -= 1;
      take(line, message);
    },
    gap: (): void => undefined,
  };
  let reader: CaptureReader | undefined;
  try {
    for await (const piece of capturePieces(capture, () => undefined)) {
      reader ??= new CaptureReader({ form: formOf(piece), isMessage, sink });
      reader.write(piece);
      if (left <= 0) return;
    }
    reader?.end();
  } catch {
    // What is wrong with it was told when it was checked.
  }
}
