import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figure.js';
import { percentiles } from '../statistics.js';

export const perSecond = 200;

/** Milliseconds of `performance.now()`; `to` is missing for what never came. */
export interface Timing {
  readonly from: number;
  readonly to: number | undefined;
}

/** A tenth less than asked for is another load. */
const paceTolerance = 0.1;

/** Percentiles of what began after the warm-up. What never came makes the figure void, and it says so. */
export function latencyFigure(
  name: string,
  timings: readonly Timing[],
  warmUpMs: number,
  remark: string | undefined,
): Figure {
  const startedAt = timings[0]?.from ?? 0;
  const measured = timings.filter(({ from }) => from >= startedAt + warmUpMs);
  const durations = measured.flatMap(({ from, to }) => (to === undefined ? [] : to - from));
  if (durations.length === 0) throw new Error(`${name}: nothing came through`);
  const lost = measured.length - durations.length;
  const seconds = ((measured.at(-1)?.from ?? 0) - (measured[0]?.from ?? 0)) / 1000;
  const pace = measured.length / seconds;
  const remarks = [
    remark,
    lost > 0 ? `${lost} of ${measured.length} never came: the figure is void` : undefined,
    pace < perSecond * (1 - paceTolerance) ? `only ${Math.round(pace)} a second could be sent` : undefined,
  ].filter(Boolean);
  const { p50, p95, p99 } = percentiles(durations);
  return { name, value: p99, unit: 'ms', p50, p95, p99, ...(remarks.length > 0 ? { remark: remarks.join('; ') } : {}) };
}

const settleMs = 60_000;

/** Waits for the last ones, but not for ever. */
export async function settle(done: () => boolean): Promise<void> {
  const deadline = performance.now() + settleMs;
  while (!done() && performance.now() < deadline) await delay(50);
}
