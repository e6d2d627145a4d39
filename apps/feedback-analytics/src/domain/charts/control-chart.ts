import { specialCauses, type SpecialCause } from './western-electric.js';

/** One subgroup or one value with the limits that hold for it. */
export interface ChartPoint {
  readonly label: string;
  readonly value: number;
  readonly centre: number;
  /** One standard deviation of the point: limits are at three. */
  readonly sigma: number;
  readonly low: number;
  readonly high: number;
}

export interface ControlChart {
  readonly kind: 'p' | 'u' | 'xmr';
  /** Undefined when there is nothing to compute it from. */
  readonly centre: number | undefined;
  readonly points: readonly ChartPoint[];
  readonly causes: readonly SpecialCause[];
  /** Points that the limits were computed from. */
  readonly baseline: number;
  /** Subgroups of size 0: they have no share and are left out. */
  readonly empty: number;
}

/** `count` of `size` things, or in `size` units. */
export interface Subgroup {
  readonly label: string;
  readonly count: number;
  readonly size: number;
}

/** Shares: 3 · √(p̄(1 − p̄) / n_i) around p̄, within 0 and 1. Limits come from the first `baseline` subgroups, or from all. */
export function pChart(groups: readonly Subgroup[], baseline?: number): ControlChart {
  return attributeChart('p', groups, baseline, (centre, size) => Math.sqrt((centre * (1 - centre)) / size), 1);
}

/** Rates, such as complaints in a thousand contacts: 3 · √(ū / n_i) around ū, not below 0. */
export function uChart(groups: readonly Subgroup[], baseline?: number): ControlChart {
  return attributeChart('u', groups, baseline, (centre, size) => Math.sqrt(centre / size), Infinity);
}

/** d₂ of two values: the mean range of two normal values is d₂ standard deviations. */
const rangeOfTwo = 2 / Math.sqrt(Math.PI);

/** Individual values: X̄ ± 2.66 · mean moving range (3 / d₂ of two neighbours). */
export function xmrChart(values: readonly { label: string; value: number }[], baseline?: number): ControlChart {
  const from = values.slice(0, baseline ?? values.length);
  if (from.length < 2)
    return { kind: 'xmr', centre: undefined, points: [], causes: [], baseline: from.length, empty: 0 };
  const centre = from.reduce((sum, { value }) => sum + value, 0) / from.length;
  const ranges = from.slice(1).map(({ value }, index) => Math.abs(value - (from[index]?.value ?? value)));
  const sigma = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / rangeOfTwo;
  const limits = { centre, sigma, low: centre - 3 * sigma, high: centre + 3 * sigma };
  const points = values.map(({ label, value }) => ({ label, value, ...limits }));
  return { kind: 'xmr', centre, points, causes: specialCauses(points), baseline: from.length, empty: 0 };
}

function attributeChart(
  kind: 'p' | 'u',
  groups: readonly Subgroup[],
  baseline: number | undefined,
  sigmaOf: (centre: number, size: number) => number,
  most: number,
): ControlChart {
  const filled = groups.filter(({ size }) => size > 0);
  const from = filled.slice(0, baseline ?? filled.length);
  const described = { kind, baseline: from.length, empty: groups.length - filled.length };
  const size = from.reduce((sum, group) => sum + group.size, 0);
  if (size === 0) return { ...described, centre: undefined, points: [], causes: [] };
  const centre = from.reduce((sum, { count }) => sum + count, 0) / size;
  const points = filled.map((group) => {
    const sigma = sigmaOf(centre, group.size);
    const [low, high] = [Math.max(0, centre - 3 * sigma), Math.min(most, centre + 3 * sigma)];
    return { label: group.label, value: group.count / group.size, centre, sigma, low, high };
  });
  return { ...described, centre, points, causes: specialCauses(points) };
}
