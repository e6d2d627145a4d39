export interface ProgressNumbers {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  readonly rejected: number;
  readonly seconds: number;
}

/** One line: bar, share, rows, rate, remaining time. */
export function progressLine({ bytes, totalBytes, rows, rejected, seconds }: ProgressNumbers, width = 30): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const full = Math.round(share * width);
  const rate = seconds > 0 ? rows / seconds : 0;
  const left = share > 0 && share < 1 ? `${duration((seconds / share) * (1 - share))} left` : duration(seconds);
  const parts = [
    `${'█'.repeat(full)}${'░'.repeat(width - full)}`,
    `${Math.floor(share * 100)} %`.padStart(5),
    `${rows} rows`,
    `${Math.round(rate)}/s`,
    left,
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
  ];
  return parts.join('  ');
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Draws the line again and again in place on a terminal; elsewhere a new line every few seconds. */
export class ProgressBar {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly numbers: () => ProgressNumbers,
    private readonly out: NodeJS.WriteStream,
  ) {
    this.timer = setInterval(() => this.draw(), out.isTTY ? 200 : 5_000);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.draw();
    if (this.out.isTTY) this.out.write('\n');
  }

  private draw(): void {
    const line = progressLine(this.numbers());
    this.out.write(this.out.isTTY ? `\r\x1b[2K${line.slice(0, this.out.columns - 1)}` : `${line}\n`);
  }
}
