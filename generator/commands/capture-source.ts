import { closeSync, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** Where a capture comes from. */
export interface CaptureSource {
  /** As the user named it, with forward slashes; `-` is standard input. */
  readonly name: string;
  /** The file, absolute, or the bytes as they come. */
  readonly from: string | AsyncIterable<Uint8Array>;
}

/** Large enough that reading costs next to nothing, small enough to be held several times. */
const pieceSize = 1 << 20;

/** The bytes of a capture, unpacked where they are gzip's; `raw` gets them as they are. Of a file, what stands before `end`. */
export async function* capturePieces(
  { from }: CaptureSource,
  raw: (bytes: Uint8Array) => void,
  end = Infinity,
): AsyncGenerator<Uint8Array> {
  const pieces = typeof from === 'string' ? filePieces(from, 0, end) : from;
  const seen = (async function* () {
    for await (const piece of pieces) {
      raw(piece);
      yield piece;
    }
  })();
  const first = await seen.next();
  if (first.done === true) return;
  const all = withFirst(first.value, seen);
  yield* isGzip(first.value) ? unpacked(all) : all;
}

/** A part of a file; the bytes of a piece hold until the next one is asked for. */
export function* filePieces(file: string, start: number, end: number): Generator<Uint8Array> {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(pieceSize);
    for (let at = start; at < end;) {
      const length = readSync(handle, buffer, 0, Math.min(pieceSize, end - at), at);
      if (length === 0) return;
      at += length;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(handle);
  }
}

/** RFC 1952, 2.3.1. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function* withFirst(
  first: Uint8Array,
  others: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* others;
}

async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const fill = async (): Promise<void> => {
    for await (const piece of pieces) {
      // The piece is used again when the next one is read, and gunzip takes its time.
      if (!gunzip.write(Uint8Array.prototype.slice.call(piece))) {
        await new Promise((resolve) => gunzip.once('drain', resolve));
      }
    }
    gunzip.end();
  };
  const filled = fill().catch((error: unknown) => {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  for await (const piece of gunzip) if (piece instanceof Uint8Array) yield piece;
  await filled;
}
