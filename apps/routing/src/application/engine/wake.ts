/** A sleep that can be ended early, and that does not begin when it was ended before. */
export class Wake {
  private isUp = false;
  private end: (() => void) | undefined;

  up(): void {
    this.isUp = true;
    this.end?.();
  }

  /** What happens from now on counts. */
  clear(): void {
    this.isUp = false;
  }

  async wait(milliseconds: number): Promise<void> {
    if (this.isUp) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, milliseconds));
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.end = undefined;
  }
}
