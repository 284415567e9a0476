/** More names than anybody would look through for the right one. */
const tooMany = 40;

/** What to say to somebody who gave a name that is not known: the one they probably meant, or all there are, if they are not many. */
export function suggest(given: string, known: readonly string[]): string | undefined {
  const nearest = findNearest(given, known);
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  return known.length === 0 || known.length > tooMany ? undefined : `known: ${known.join(', ')}`;
}

/**
 * The name that was probably meant by one that is not known; undefined where none is near enough to be worth a guess.
 *
 * | given | of | nearest |
 * | --- | --- | --- |
 * | `--ouput` | `--output`, `--only` | `--output` |
 * | `documnet` | `document`, `name` | `document` |
 * | `openai` | `openai-realtime`, `acme` | `openai-realtime` |
 * | `xyz` | `output` | |
 */
export function findNearest(given: string, known: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  // A third of the letters may be wrong, but in the shortest names only one.
  let best = Math.max(1, Math.floor(wanted.replace(/^-+/, '').length / 3)) + 1;
  let nearest: string | undefined;
  for (const name of known) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance >= best) continue;
    best = distance;
    nearest = name;
  }
  return nearest ?? findLonger(wanted, known);
}

/** The only name that goes on where the given one stops. */
function findLonger(wanted: string, known: readonly string[]): string | undefined {
  if (wanted.length < 3) return undefined;
  const longer = known.filter((name) => name.toLowerCase().startsWith(wanted));
  return longer.length === 1 ? longer[0] : undefined;
}

/** How many letters must be put in, taken out, replaced, or swapped with their neighbour to make one text the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next.push(
        Math.min(
          at(last, column - 1) + (same ? 0 : 1),
          at(last, column) + 1,
          at(next, column - 1) + 1,
          swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, next];
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
