import { line, type Doc, type Fill, type Group } from './doc.ts';
import { textWidth } from './width.ts';

/** The columns of a line, in everything that is generated. */
export const printWidth = 100;

/** Writes a document in lines of at most 100 columns, breaking where prettier would; each line is indented by `margin`. */
export function layOut(doc: Doc, margin = 0): string {
  if (typeof doc === 'string') return ' '.repeat(margin) + doc;
  return doc.breaks || margin + doc.width > printWidth
    ? new Layout(margin).write(doc)
    : ' '.repeat(margin) + flatText(doc);
}

/** Writes a document on one line, however long. */
export function flatText(doc: Doc): string {
  if (typeof doc === 'string') return doc;
  const pieces: string[] = [];
  collectFlat(doc, pieces);
  return pieces.join('');
}

function collectFlat(doc: Doc, pieces: string[]): void {
  if (typeof doc === 'string') {
    pieces.push(doc);
    return;
  }
  switch (doc.kind) {
    case 'concat':
      for (const part of doc.parts) collectFlat(part, pieces);
      return;
    case 'indent':
    case 'group':
    case 'indent-if-broken':
      collectFlat(doc.contents, pieces);
      return;
    case 'if-broken':
      collectFlat(doc.flat, pieces);
      return;
    case 'line':
      pieces.push(doc.flat);
      return;
    case 'fill':
      pieces.push(doc.items.join(', '));
  }
}

/** Whether the lines of a group are breaks. */
type Mode = 'flat' | 'broken';

/** Something still to be written. */
interface Command {
  readonly margin: number;
  readonly mode: Mode;
  readonly doc: Doc;
}

/** One run over a document, with what is known of it so far: the column, and how each group came out. */
class Layout {
  readonly #pieces: string[] = [];
  readonly #modes = new Map<Group, Mode>();
  /** The next one stands last. */
  readonly #commands: Command[] = [];
  readonly #margin: number;
  #column: number;

  constructor(margin: number) {
    this.#margin = margin;
    this.#column = margin;
  }

  write(doc: Doc): string {
    this.#pieces.push(' '.repeat(this.#margin));
    this.#push(doc, this.#margin, 'broken');
    for (let next = this.#commands.pop(); next !== undefined; next = this.#commands.pop()) {
      this.#writeOne(next);
    }
    return this.#pieces.join('');
  }

  #writeOne({ margin, mode, doc }: Command): void {
    if (typeof doc === 'string') {
      this.#put(doc);
      return;
    }
    switch (doc.kind) {
      case 'concat':
        for (let at = doc.parts.length - 1; at >= 0; at -= 1) {
          this.#push(doc.parts[at] ?? '', margin, mode);
        }
        return;
      case 'indent':
        this.#push(doc.contents, margin + 2, mode);
        return;
      case 'indent-if-broken':
        this.#push(doc.contents, this.#modeOf(doc.group) === 'broken' ? margin + 2 : margin, mode);
        return;
      case 'if-broken':
        this.#push(mode === 'broken' ? doc.broken : doc.flat, margin, mode);
        return;
      case 'line':
        if (mode === 'flat') this.#put(doc.flat);
        else this.#startLine(margin);
        return;
      case 'group': {
        const inside = mode === 'flat' || this.#fits(doc) ? 'flat' : 'broken';
        this.#modes.set(doc, inside);
        this.#push(doc.contents, margin, inside);
        return;
      }
      case 'fill':
        this.#writeFill(doc, margin, mode);
    }
  }

  #writeFill({ items }: Fill, margin: number, mode: Mode): void {
    if (mode === 'flat') {
      this.#put(items.join(', '));
      return;
    }
    items.forEach((item, index) => {
      const text = `${item},`;
      if (index > 0 && this.#column + 1 + textWidth(text) > printWidth) this.#startLine(margin);
      else if (index > 0) this.#put(' ');
      this.#put(text);
    });
  }

  /**
   * Whether a group can stand on one line together with what follows it up to the next place where the line may end. All
   * that is still to be written stands in broken groups; a group among it counts as broken too, as it does for prettier.
   */
  #fits(first: Group): boolean {
    if (first.breaks) return false;
    let room = printWidth - this.#column - first.width;
    const endsLine = (doc: Doc): boolean => {
      if (typeof doc === 'string') {
        room -= textWidth(doc);
        return room < 0;
      }
      switch (doc.kind) {
        case 'line':
          return true;
        case 'concat':
          return doc.parts.some(endsLine);
        case 'fill':
          return endsLine(doc.items[0] ?? '');
        case 'if-broken':
          return endsLine(doc.broken);
        default:
          return endsLine(doc.contents);
      }
    };
    for (let at = this.#commands.length - 1; at >= 0 && room >= 0; at -= 1) {
      if (endsLine(this.#commands[at]?.doc ?? line)) break;
    }
    return room >= 0;
  }

  #modeOf(group: Group): Mode {
    return this.#modes.get(group) ?? 'flat';
  }

  #push(doc: Doc, margin: number, mode: Mode): void {
    this.#commands.push({ margin, mode, doc });
  }

  #put(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#column += textWidth(text);
  }

  /** Ends the line, without the spaces that stood before the break. */
  #startLine(margin: number): void {
    let last = this.#pieces.pop();
    while (last !== undefined && /^ *$/.test(last)) last = this.#pieces.pop();
    this.#pieces.push((last ?? '').replace(/ +$/, ''), '\n', ' '.repeat(margin));
    this.#column = margin;
  }
}
