/** How many things a core does in a second: by the time of the processor, so that other programs on it do not count. */
export class Stopwatch {
  private things = 0;
  private microseconds = 0;

  time<T>(things: number, work: () => T): T {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    this.things += things;
    this.microseconds += user + system;
    return result;
  }

  get perSecond(): number {
    return this.microseconds === 0 ? 0 : Math.round((this.things / this.microseconds) * 1_000_000);
  }
}
