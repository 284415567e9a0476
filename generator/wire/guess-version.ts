import type { Frame } from './frame.ts';
import { WireChecker } from './wire-checker.ts';
import type { WireApi } from './wire-run.ts';

/** So many messages tell versions apart, where they can be told apart. */
export const enoughToGuess = 2000;

/** Finds the version that messages fit best, the latest of those that they fit equally well. */
export class VersionGuess {
  readonly #api: WireApi;
  readonly #checker: WireChecker;
  #count = 0;

  constructor(api: WireApi) {
    this.#api = api;
    this.#checker = new WireChecker(api.versions, this.#latest(), () => undefined);
  }

  isEnough(): boolean {
    return this.#count >= enoughToGuess;
  }

  get isMessage(): WireChecker['isMessage'] {
    return this.#checker.isMessage;
  }

  push(frame: Frame): void {
    this.#count += 1;
    this.#checker.push(frame);
  }

  version(): string {
    let best = this.#latest();
    let most = -1;
    const fits = new Map(this.#checker.take().part.fits.map((one) => [one.version, one]));
    for (const { name } of this.#api.versions) {
      const { fitting = 0, differing = 0 } = fits.get(name) ?? {};
      // A message that nearly fits says more for a version than one that it does not know.
      const score = fitting + differing / 4;
      if (score >= most) [best, most] = [name, score];
    }
    return best;
  }

  #latest(): string {
    return this.#api.versions.at(-1)?.name ?? '';
  }
}
