import type { ClockTerms, PauseReason } from './sla-terms.js';
import type { WorkingTime } from './working-time.js';

/** Something that happened to one clock, at the time at which it happened (milliseconds of the epoch). */
export type ClockEntry =
  | { readonly type: 'start' | 'stop' | 'cancel'; readonly id: string; readonly at: number }
  | { readonly type: 'pause' | 'resume'; readonly id: string; readonly at: number; readonly reason: PauseReason }
  /** From here on other rules hold; what has elapsed by the old ones is carried over. */
  | { readonly type: 'carry-over'; readonly id: string; readonly at: number; readonly terms: ClockTerms };

export type ClockOutcome = 'met' | 'breached' | 'cancelled';

interface Measured {
  readonly terms: ClockTerms;
  readonly startedAt: number;
  /** When time is up; while the clock stands still, when it would be if it went on now. Absent: never. */
  readonly dueAt?: number;
  /** Working time that has counted. */
  readonly elapsedMs: number;
}

export type ClockView = Measured &
  (
    | { readonly state: 'running'; readonly warnings: readonly Warning[] }
    | { readonly state: 'paused'; readonly reason: PauseReason; readonly warnings: readonly Warning[] }
    | { readonly state: ClockOutcome; readonly decidedAt: number }
  );

/** `at` is when so large a share of the time has elapsed. */
export interface Warning {
  readonly share: number;
  readonly at: number;
}

/** The working time of a calendar's version; of raw time where there is none. */
export type Hours = (calendar: string | undefined) => WorkingTime;

/** Of what happens in the same instant: a stop that comes with the deadline has met it. */
const order = { start: 0, stop: 1, cancel: 2, resume: 3, pause: 4, 'carry-over': 5 } as const;

/**
 * Where a clock stands at `now`, from the times of its entries alone: in whatever order they became known, and however
 * late, the result is the same. Time is up at the first instant by which the target has elapsed; a stop at that instant
 * has met it, anything later has not. Undefined before the first start.
 */
export function deriveClock(
  entries: readonly ClockEntry[],
  agreed: ClockTerms,
  hours: Hours,
  now: number,
): ClockView | undefined {
  const sorted = [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort(byTime);
  const start = sorted.find(({ type }) => type === 'start');
  if (start === undefined) return undefined;
  const run = new Run(agreed, hours, start.at);
  for (const entry of sorted) {
    if (entry.at > now) break;
    const decided = run.reach(entry.at, isEnd(entry));
    if (decided) return decided;
    if (entry.type === 'pause') run.pause(entry.reason);
    else if (entry.type === 'resume') run.resume(entry.reason);
    else if (entry.at >= start.at && entry.type === 'carry-over') run.carryOver(entry.terms);
    else if (entry.at >= start.at && isEnd(entry))
      return run.ended(entry.type === 'stop' ? 'met' : 'cancelled', entry.at);
  }
  return run.reach(now, false) ?? run.now();
}

const isEnd = ({ type }: ClockEntry): boolean => type === 'stop' || type === 'cancel';

function byTime(a: ClockEntry, b: ClockEntry): number {
  return a.at - b.at || order[a.type] - order[b.type] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

class Run {
  private at: number;
  private elapsedMs = 0;
  private readonly reasons = new Set<PauseReason>();

  constructor(
    private terms: ClockTerms,
    private readonly hours: Hours,
    private readonly startedAt: number,
  ) {
    this.at = startedAt;
  }

  pause(reason: PauseReason): void {
    this.reasons.add(reason);
  }

  resume(reason: PauseReason): void {
    this.reasons.delete(reason);
  }

  carryOver(terms: ClockTerms): void {
    this.terms = terms;
  }

  /** Lets time pass until `to`. With `inTime` what happens at the very deadline still counts. */
  reach(to: number, inTime: boolean): ClockView | undefined {
    if (to < this.at) return undefined;
    if (this.pausedBy === undefined) {
      const dueAt = this.dueAt;
      if (dueAt !== undefined && (inTime ? dueAt < to : dueAt <= to)) {
        this.elapsedMs = Math.max(this.elapsedMs, this.terms.targetMs);
        return this.ended('breached', dueAt);
      }
      this.elapsedMs += this.time.workingTimeBetween(this.at, to);
    }
    this.at = to;
    return undefined;
  }

  ended(state: ClockOutcome, decidedAt: number): ClockView {
    return { ...this.measured(state === 'breached' ? decidedAt : this.dueAt), state, decidedAt };
  }

  now(): ClockView {
    const measured = { ...this.measured(this.dueAt), warnings: this.warnings() };
    const reason = this.pausedBy;
    return reason === undefined ? { ...measured, state: 'running' } : { ...measured, state: 'paused', reason };
  }

  private measured(dueAt: number | undefined): Measured {
    const { terms, startedAt, elapsedMs } = this;
    return { terms, startedAt, elapsedMs, ...(dueAt !== undefined && { dueAt }) };
  }

  /** Of shares that have passed already: now, as it is not known any more when. */
  private warnings(): readonly Warning[] {
    return this.terms.warnAt.flatMap((share) => {
      const missing = share * this.terms.targetMs - this.elapsedMs;
      const at = missing <= 0 ? this.at : this.time.addWorkingTime(this.at, Math.ceil(missing));
      return at === undefined ? [] : [{ share, at }];
    });
  }

  private get time(): WorkingTime {
    return this.hours(this.terms.calendar);
  }

  private get dueAt(): number | undefined {
    return this.time.addWorkingTime(this.at, Math.max(0, this.terms.targetMs - this.elapsedMs));
  }

  private get pausedBy(): PauseReason | undefined {
    return this.terms.pauseOn.find((reason) => this.reasons.has(reason));
  }
}
