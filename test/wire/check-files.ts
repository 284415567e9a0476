import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WireReport } from '../../generator/base/wire-report.ts';
import { CaptureReader, formOf } from '../../generator/wire/capture.ts';
import type { Version } from '../../generator/wire/version-check.ts';
import { WireRun } from '../../generator/wire/wire-run.ts';

/** A capture's name and its bytes. */
export type Given = readonly [name: string, bytes: Uint8Array];

/** The report of captures that are at hand. */
export function checkGiven(
  versions: readonly Version[],
  version: string,
  captures: readonly Given[],
  piece = 1 << 16,
): WireReport {
  const run = new WireRun({ api: 'openai-realtime', versions }, version, false);
  for (const [name, bytes] of captures) {
    run.begin(name);
    const reader = new CaptureReader({
      form: formOf(bytes),
      isMessage: run.isMessage,
      sink: {
        frame: (frame) => {
          run.frame(frame);
        },
        gap: (gap) => {
          run.gap(gap);
        },
      },
    });
    for (let at = 0; at < bytes.length; at += piece) reader.write(bytes.subarray(at, at + piece));
    reader.end();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    run.end({ name, kind: reader.kind, bytes: bytes.length, sha256 });
  }
  return run.report();
}

export function captureFile(name: string): Given {
  return [name, readFileSync(new URL(`../fixtures/wire/${name}`, import.meta.url))];
}
