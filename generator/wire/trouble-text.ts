import { hiddenFrom, nameShown } from './secrets.ts';
import { beginning } from './short-text.ts';
import type { TextSum } from './text-sum.ts';
import type { Moment } from './thing-record.ts';

const shownLength = 20;

/** `response resp_1`; the kind alone where there is one at a time. */
export function shownId({
  kind,
  id,
}: {
  readonly kind: { readonly name: string };
  readonly id: string;
}): string {
  return id === '' ? kind.name : `${kind.name} ${nameShown(id)}`;
}

/** How a text that was put together differs from what it is said to be. */
export function differenceText(pieces: TextSum, whole: TextSum, event: string): string {
  const most = Math.min(pieces.head.length, whole.head.length);
  let at = 0;
  while (at < most && pieces.head[at] === whole.head[at]) at += 1;
  const sizes = `come to ${count(pieces.length)}, ${event} has ${count(whole.length)}`;
  const isBeyond = at === most && pieces.length > most && whole.length > most;
  if (isBeyond) return `${sizes}; they differ behind the first ${String(most)}`;
  const [one, other] = [pieces.head, whole.head].map((head) => piece(head, at));
  return `${sizes}; from character ${String(at + 1)} on, it is ${String(one)} against ${String(other)}`;
}

function piece(head: string, at: number): string {
  const shown = hiddenFrom(head, at);
  const cut = shown.length > shownLength ? `${beginning(shown, shownLength)}…` : shown;
  return JSON.stringify(cut);
}

function count(length: number): string {
  return `${String(length)} character${length === 1 ? '' : 's'}`;
}

export function line({ line: number }: Moment): string {
  return `line ${String(number)}`;
}

/** Milliseconds, where times are given. */
export function since({ time: from }: Moment, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Math.round(to - from);
}
