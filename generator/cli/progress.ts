/** What is being done, on one line that is rewritten; for people at a terminal who wait. */
export interface Progress {
  readonly show: (text: string) => void;
  /** For what is known to take long, and does not let anything else happen meanwhile. */
  readonly showAtOnce: (text: string) => void;
  /** Takes the line away again, before something else is printed. */
  readonly clear: () => void;
}

/** How long it must take before one wants to know. */
const patienceMilliseconds = 300;

/** Progress on a terminal. */
export function terminalProgress(stream: NodeJS.WriteStream): Progress {
  const begun = performance.now();
  let wanted = '';
  let shown = '';
  const draw = (): void => {
    if (wanted === shown) return;
    shown = wanted;
    // A line that is wrapped could not be taken away. Some terminals do not say how wide they are.
    const width = stream.columns > 0 ? stream.columns - 1 : 79;
    stream.write(`\r\u001b[2K${shown.slice(0, width)}`);
  };
  const timer = setTimeout(draw, patienceMilliseconds).unref();
  return {
    show(text) {
      wanted = text;
      if (performance.now() - begun >= patienceMilliseconds) draw();
    },
    showAtOnce(text) {
      wanted = text;
      draw();
    },
    clear() {
      clearTimeout(timer);
      wanted = '';
      draw();
    },
  };
}

/** Progress where nobody looks. */
export const noProgress: Progress = {
  show: () => undefined,
  showAtOnce: () => undefined,
  clear: () => undefined,
};
