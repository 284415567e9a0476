/**
 * A short text that a regular expression takes; undefined for what is not understood here: looking around, referring back. `more`
 * repeats what may be repeated so often more than it must. Whoever asks holds the text against the pattern again.
 */
export function patternSample(pattern: string, more: number): string | undefined {
  const reader = new PatternReader(pattern, more);
  try {
    return reader.alternatives();
  } catch {
    return undefined;
  }
}

/** Reads a pattern from left to right, and makes the text of what it has read. */
class PatternReader {
  readonly #text: string;
  readonly #more: number;
  #at = 0;

  constructor(text: string, more: number) {
    this.#text = text;
    this.#more = more;
  }

  /** `a|b`: the first one does. */
  alternatives(): string {
    const first = this.#sequence();
    while (this.#take('|')) this.#sequence();
    return first;
  }

  #sequence(): string {
    let made = '';
    while (this.#at < this.#text.length && !'|)'.includes(this.#peek())) {
      const atom = this.#atom();
      made += this.#repeated(atom);
    }
    return made;
  }

  #atom(): string {
    const sign = this.#next();
    switch (sign) {
      case '^':
      case '$':
        return '';
      case '(':
        return this.#group();
      case '[':
        return this.#set();
      case '.':
        return 'a';
      case '\\':
        return this.#escape();
      default:
        return sign;
    }
  }

  #group(): string {
    if (this.#take('?') && !this.#take(':')) {
      const name = /^<[A-Za-z_$][\w$]*>/.exec(this.#text.slice(this.#at));
      if (name === null) throw new Error('looking around');
      this.#at += name[0].length;
    }
    const inner = this.alternatives();
    if (!this.#take(')')) throw new Error('a group without an end');
    return inner;
  }

  /** The first usual character that the set takes. */
  #set(): string {
    const start = this.#at - 1;
    while (this.#peek() !== ']') {
      if (this.#next() === '\\') this.#next();
    }
    this.#at += 1;
    return firstOf(this.#text.slice(start, this.#at));
  }

  #escape(): string {
    const sign = this.#next();
    if (/[bB]/.test(sign)) return '';
    if (/[dDwWsS]/.test(sign)) return firstOf(`\\${sign}`);
    if (/[pP]/.test(sign)) {
      const end = this.#text.indexOf('}', this.#at);
      const property = this.#text.slice(this.#at, end + 1);
      this.#at = end + 1;
      return firstOf(`\\${sign}${property}`);
    }
    if (/[1-9k]/.test(sign)) throw new Error('referring back');
    const code = /^(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[A-Z])/i.exec(
      sign + this.#text.slice(this.#at),
    );
    if (code !== null) {
      this.#at += code[0].length - 1;
      return firstOf(`\\${code[0]}`);
    }
    return { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }[sign] ?? sign;
  }

  #repeated(atom: string): string {
    const rest = this.#text.slice(this.#at);
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(rest);
    if (found === null) return atom;
    this.#at += found[0].length;
    const [, sign, from, comma, to] = found;
    const least = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const most =
      sign === '?'
        ? 1
        : sign !== undefined || (comma === ',' && to === '')
          ? longest
          : Number(to === '' ? from : to);
    const count = Math.min(most, least + this.#more);
    if (count * atom.length > longest) throw new Error('too long');
    return atom.repeat(count);
  }

  #peek(): string {
    const sign = this.#text[this.#at];
    if (sign === undefined) throw new Error('a pattern without an end');
    return sign;
  }

  #next(): string {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw new Error('a pattern without an end');
    const sign = String.fromCodePoint(code);
    this.#at += sign.length;
    return sign;
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }
}

/** What is longer is no example. */
const longest = 400;

const usual = Array.from('a1A0bBcd_- .,:;/@#+=*!?()[]{}<>|~$%&\'"\\^`éΩ名\t\n');

function firstOf(set: string): string {
  const expression = expressionOf(set);
  const found = usual.find((one) => expression.test(one)) ?? anyOf(expression);
  if (found === undefined) throw new Error('an unusual set');
  return found;
}

/** Many sets are written for a reader that takes `[\w-.]`. */
function expressionOf(set: string): RegExp {
  try {
    return new RegExp(`^${set}$`, 'u');
  } catch {
    return new RegExp(`^${set}$`);
  }
}

function anyOf(expression: RegExp): string | undefined {
  for (let code = 0x20; code < 0x3000; code += 1) {
    const sign = String.fromCodePoint(code);
    if (expression.test(sign)) return sign;
  }
  return undefined;
}
