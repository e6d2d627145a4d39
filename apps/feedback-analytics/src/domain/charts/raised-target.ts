import type { ControlChart } from './control-chart.js';

/** So many points must have met the target before it is worth talking about a better one. */
const pointsNeeded = 8;

/**
 * One must always improve: a target that the process cannot but meet is no target any more. When the last eight points met
 * it, none of them has a special cause, and even the worse limit of the process is better than the target, that limit is
 * proposed. Undefined otherwise.
 */
export function raisedTarget(
  chart: ControlChart,
  target: number,
  direction: 'higher-is-better' | 'lower-is-better',
): number | undefined {
  const recent = chart.points.slice(-pointsNeeded);
  const [last] = recent.slice(-1);
  if (recent.length < pointsNeeded || !last) return undefined;
  const isBetter = (value: number): boolean => (direction === 'higher-is-better' ? value > target : value < target);
  const from = chart.points.length - pointsNeeded;
  const isStable = chart.causes.every(({ index }) => index < from);
  if (!isStable || !recent.every(({ value }) => isBetter(value) || value === target)) return undefined;
  const limit = direction === 'higher-is-better' ? last.low : last.high;
  return isBetter(limit) ? limit : undefined;
}
