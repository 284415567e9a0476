/**
 * What is remembered of a text, so that texts need not be kept to be compared: the sum of two, put together, is that of the text that
 * they are the parts of. Two 32-bit polynomial hashes and the length tell texts apart.
 */
export interface TextSum {
  /** In UTF-16 code units. */
  readonly length: number;
  readonly first: number;
  readonly second: number;
  /** How it begins, to show where two texts differ. */
  readonly head: string;
}

export const noText: TextSum = { length: 0, first: 0, second: 0, head: '' };

const longestHead = 200;
const base = 0x01000193;
const otherBase = 0x2c9277b5;

export function sumOf(text: string): TextSum {
  return appended(noText, text);
}

/** The sum of a text that goes on. */
export function appended(sum: TextSum, text: string): TextSum {
  let { first, second } = sum;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at) + 1;
    first = (Math.imul(first, base) + unit) | 0;
    second = (Math.imul(second, otherBase) + unit) | 0;
  }
  return { length: sum.length + text.length, first, second, head: headOf(sum.head, text) };
}

export function joined(a: TextSum, b: TextSum): TextSum {
  return {
    length: a.length + b.length,
    first: (Math.imul(a.first, power(base, b.length)) + b.first) | 0,
    second: (Math.imul(a.second, power(otherBase, b.length)) + b.second) | 0,
    head: headOf(a.head, b.head),
  };
}

export function isSameText(a: TextSum, b: TextSum): boolean {
  return a.length === b.length && a.first === b.first && a.second === b.second;
}

function headOf(head: string, text: string): string {
  const room = longestHead - head.length;
  if (room === 0) return head;
  return text.length <= room ? head + text : head + text.slice(0, room);
}

function power(of: number, exponent: number): number {
  let result = 1;
  let square = of;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}
