/**
 * What is remembered of a text, so that texts need not be kept to be compared: the sum of two, put together, is that of the text that
 * they are the parts of.
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
/** Two primes near 2^26, so that products stay exact in a double. */
const [prime, otherPrime] = [67108859, 67108837];
const [base, otherBase] = [48271, 69621];

export function sumOf(text: string): TextSum {
  let first = 0;
  let second = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at) + 1;
    first = (first * base + unit) % prime;
    second = (second * otherBase + unit) % otherPrime;
  }
  return { length: text.length, first, second, head: text.slice(0, longestHead) };
}

export function joined(a: TextSum, b: TextSum): TextSum {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return {
    length: a.length + b.length,
    first: (a.first * power(base, b.length, prime) + b.first) % prime,
    second: (a.second * power(otherBase, b.length, otherPrime) + b.second) % otherPrime,
    head: (a.head + b.head).slice(0, longestHead),
  };
}

export function isSameText(a: TextSum, b: TextSum): boolean {
  return a.length === b.length && a.first === b.first && a.second === b.second;
}

function power(of: number, exponent: number, modulus: number): number {
  let result = 1;
  let square = of % modulus;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
