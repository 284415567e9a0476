import type { Finding } from '../index.ts';
import { codeFrame, findingText } from './finding-text.ts';
import type { Channel } from './screen.ts';

/** Two versions may share a file, and what is wrong with it. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const byText = new Map(
    findings.map((one) => [JSON.stringify([one.at, one.rule, one.message]), one] as const),
  );
  return [...byText.values()];
}

/** More code frames than this hide what they should show. */
const mostFrames = 10;

/** Prints findings, on a terminal with the lines that they are about. */
export async function printFindings(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  { print, paint, isTerminal }: Channel,
): Promise<void> {
  let frames = 0;
  for (const one of findings) {
    print(findingText(one, paint));
    if (!isTerminal || frames === mostFrames) continue;
    const frame = await codeFrame(texts.get(one.at.file), one.at, paint);
    if (frame === undefined) continue;
    frames += 1;
    print(frame);
  }
}
