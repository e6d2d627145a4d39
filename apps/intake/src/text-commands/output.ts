/** Where a command writes to. */
export interface Output {
  write(text: string): void;
  writeError(text: string): void;
  /** A line that is drawn over the one before; `undefined` at the end. */
  progress(line: string | undefined): void;
}

const drawEveryMs = { terminal: 100, file: 5_000 };
let lastDrawn = -Infinity;

export const terminal: Output = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  progress: (line) => {
    const { stderr } = process;
    if (line === undefined) {
      if (stderr.isTTY) stderr.write('\r\x1b[2K');
      lastDrawn = -Infinity;
      return;
    }
    const now = performance.now();
    if (now - lastDrawn < (stderr.isTTY ? drawEveryMs.terminal : drawEveryMs.file)) return;
    // The first line of a short job would only flicker.
    if (lastDrawn > -Infinity || stderr.isTTY) stderr.write(stderr.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    lastDrawn = now;
  },
};
