import { dayMs, hoursOfDay, minuteMs, type Calendar } from './calendar.js';
import { offsetStretches } from './zone-offsets.js';

/** How working time passes. Instants are milliseconds of the epoch. */
export interface WorkingTime {
  isOpen(at: number): boolean;
  /** `at` itself when it is open then; undefined when it never opens again. */
  nextOpening(at: number): number | undefined;
  /** The earliest instant by which `ms` of working time have passed since `from`; undefined when they never have. */
  addWorkingTime(from: number, ms: number): number | undefined;
  /** 0 when `to` is not after `from`. */
  workingTimeBetween(from: number, to: number): number;
}

/** Raw time: 24 hours on 7 days. */
export const alwaysOpen: WorkingTime = {
  isOpen: () => true,
  nextOpening: (at) => at,
  addWorkingTime: (from, ms) => from + ms,
  workingTimeBetween: (from, to) => Math.max(0, to - from),
};

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is open within one day of UTC. */
interface Block {
  readonly spans: readonly Span[];
  readonly openMs: number;
}

/** Eleven years of days; more are forgotten and made again. */
const rememberedBlocks = 4_018;
/** A calendar that does not open for this long is taken for one that never opens again. */
const giveUpBlocks = 3_653;

/** The working time of a calendar. Days are worked out once, so that a walk over years costs microseconds. */
export class CalendarTime implements WorkingTime {
  private readonly blocks = new Map<number, Block>();

  constructor(private readonly calendar: Calendar) {}

  isOpen(at: number): boolean {
    return this.blockOf(Math.floor(at / dayMs)).spans.some(({ from, to }) => from <= at && at < to);
  }

  nextOpening(at: number): number | undefined {
    const first = Math.floor(at / dayMs);
    for (let block = first; block < first + giveUpBlocks; block += 1)
      for (const { from, to } of this.blockOf(block).spans) if (at < to) return Math.max(at, from);
    return undefined;
  }

  addWorkingTime(start: number, ms: number): number | undefined {
    if (ms <= 0) return start;
    let missing = ms;
    let closedSince = Math.floor(start / dayMs);
    for (let block = closedSince; block - closedSince < giveUpBlocks; block += 1) {
      const { spans, openMs } = this.blockOf(block);
      if (openMs === 0) continue;
      closedSince = block;
      if (openMs < missing && block * dayMs >= start) {
        missing -= openMs;
        continue;
      }
      for (const span of spans) {
        const from = Math.max(start, span.from);
        if (from >= span.to) continue;
        if (span.to - from >= missing) return from + missing;
        missing -= span.to - from;
      }
    }
    return undefined;
  }

  workingTimeBetween(start: number, end: number): number {
    if (end <= start) return 0;
    const [first, last] = [Math.floor(start / dayMs), Math.floor(end / dayMs)];
    let sum = 0;
    for (let block = first; block <= last; block += 1) {
      const { spans, openMs } = this.blockOf(block);
      if (block > first && block < last) sum += openMs;
      else for (const { from, to } of spans) sum += Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
    return sum;
  }

  private blockOf(number: number): Block {
    const known = this.blocks.get(number);
    if (known) return known;
    if (this.blocks.size >= rememberedBlocks) this.blocks.clear();
    const block = blockOf(this.calendar, number * dayMs);
    this.blocks.set(number, block);
    return block;
  }
}

function blockOf(calendar: Calendar, start: number): Block {
  const found: Span[] = [];
  for (const { from, to, offsetMs } of offsetStretches(calendar.zone, start, start + dayMs)) {
    const lastDay = Math.floor((to - 1 + offsetMs) / dayMs);
    // From the day before on: its intervals may reach over midnight.
    for (let day = Math.floor((from + offsetMs) / dayMs) - 1; day <= lastDay; day += 1) {
      const midnight = day * dayMs - offsetMs;
      for (const open of hoursOfDay(calendar, day)) {
        const span = {
          from: Math.max(from, midnight + open.from * minuteMs),
          to: Math.min(to, midnight + open.to * minuteMs),
        };
        if (span.from < span.to) found.push(span);
      }
    }
  }
  const spans = merged(found.sort((a, b) => a.from - b.from));
  return { spans, openMs: spans.reduce((sum, { from, to }) => sum + to - from, 0) };
}

/** Touching and overlapping spans become one: a holiday's special hours may overlap the shift of the eve. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}
