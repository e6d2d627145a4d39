/** A clock that stands still until a test moves it. Pass `clock.now()` where the domain takes `now`. */
export class FixedClock {
  #ms: number;

  /** @param start an instant with its offset, such as `2026-03-02T09:00:00.000Z` */
  constructor(start: string) {
    this.#ms = Date.parse(start);
    if (Number.isNaN(this.#ms)) throw new RangeError(`Not an instant: ${start}`);
  }

  now(): Date {
    return new Date(this.#ms);
  }

  /** Moves forward by so many seconds and returns the new time. A clock that runs backwards is set up on purpose: `-1` works. */
  advance(seconds: number): Date {
    this.#ms += seconds * 1000;
    return this.now();
  }
}
