const quarterMs = 900_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** More than a year of quarters; then it starts anew. */
const remembered = 40_000;

/** Where hours and days begin in a time zone. No zone changes its offset within a quarter of an hour. */
export class Zone {
  private readonly offsets = new Map<number, number>();
  private readonly format: Intl.DateTimeFormat | undefined;

  /** @throws RangeError for a time zone that does not exist */
  constructor(readonly name: string) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    this.format = format.resolvedOptions().timeZone === 'UTC' ? undefined : format;
  }

  /** Milliseconds that local clocks are ahead of UTC. */
  offsetAt(at: number): number {
    if (!this.format) return 0;
    const quarter = Math.floor(at / quarterMs);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      if (this.offsets.size >= remembered) this.offsets.clear();
      offset = offsetOf(this.format, quarter * quarterMs);
      this.offsets.set(quarter, offset);
    }
    return offset;
  }

  hourStart(at: number): number {
    const offset = this.offsetAt(at);
    return Math.floor((at + offset) / hourMs) * hourMs - offset;
  }

  dayStart(at: number): number {
    return this.instantOf(Math.floor((at + this.offsetAt(at)) / dayMs) * dayMs);
  }

  /** The first instant at which local clocks show it, or what follows where they leap over it. `local` is as if it were UTC. */
  instantOf(local: number): number {
    const before = local - this.offsetAt(local - dayMs);
    const after = local - this.offsetAt(local + dayMs);
    const fits = [before, after].filter((instant) => instant + this.offsetAt(instant) === local);
    return fits.length > 0 ? Math.min(...fits) : Math.max(before, after);
  }

  /** `2026-11-23`. */
  dayOf(at: number): string {
    return new Date(at + this.offsetAt(at)).toISOString().slice(0, 10);
  }
}

function offsetOf(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\d+):?(\d+)?:?(\d+)?/.exec(name) ?? [];
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}
