/** The Western Electric rules (Statistical Quality Control Handbook, 1956), in the order of their numbers. */
export const westernElectricRules = [
  { rule: 'beyond-3-sigma', needed: 1, of: 1, sigmas: 3 },
  { rule: 'two-of-three-beyond-2-sigma', needed: 2, of: 3, sigmas: 2 },
  { rule: 'four-of-five-beyond-1-sigma', needed: 4, of: 5, sigmas: 1 },
  { rule: 'eight-on-one-side', needed: 8, of: 8, sigmas: 0 },
] as const;

export type WesternElectricRule = (typeof westernElectricRules)[number]['rule'];

/** A point with a cause of its own: something happened that is not part of how the process always is. */
export interface SpecialCause {
  /** The point at which the rule was fulfilled, from 0. */
  readonly index: number;
  readonly label: string;
  readonly rule: WesternElectricRule;
  readonly side: 'above' | 'below';
}

interface Placed {
  readonly label: string;
  readonly value: number;
  readonly centre: number;
  readonly sigma: number;
}

/**
 * Every point at which a rule is fulfilled and that lies beyond the rule's own limit itself. Each point is measured in
 * standard deviations of its own, so that subgroups may differ in size.
 */
export function specialCauses(points: readonly Placed[]): readonly SpecialCause[] {
  const distances = points.map(({ value, centre, sigma }) => distanceOf(value - centre, sigma));
  return points.flatMap(({ label }, index) =>
    westernElectricRules.flatMap(({ rule, needed, of, sigmas }): SpecialCause[] => {
      const distance = distances[index] ?? 0;
      const side = distance > 0 ? 1 : -1;
      const isBeyond = (at: number): boolean => at * side > sigmas;
      if (index + 1 < needed || !isBeyond(distance)) return [];
      const beyond = distances.slice(Math.max(0, index + 1 - of), index + 1).filter(isBeyond).length;
      return beyond < needed ? [] : [{ index, label, rule, side: side > 0 ? 'above' : 'below' }];
    }),
  );
}

/** Without any spread every other value is infinitely far away. */
function distanceOf(difference: number, sigma: number): number {
  if (difference === 0) return 0;
  return sigma === 0 ? Math.sign(difference) * Infinity : difference / sigma;
}
