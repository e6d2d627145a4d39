import { lmgShares, type DriverAnswers, type DriverModel, type DriverShare } from './lmg.js';

/** The trunk is two items: the environment, and whether the customer found the solution. Branches are all other drivers. */
export interface DriverTreeDesign {
  readonly trunk: readonly string[];
  readonly branches: readonly string[];
}

export type DriverTree =
  | {
      readonly kind: 'explained';
      readonly rSquared: number;
      readonly trunk: Limb;
      readonly branches: Limb;
      readonly n: number;
      readonly missing: number;
    }
  | Exclude<DriverModel, { kind: 'explained' }>;

interface Limb {
  /** Part of R²: trunk and branches sum to it. */
  readonly share: number;
  readonly drivers: readonly DriverShare[];
}

/** `answers` have the items of the trunk first, then those of the branches. */
export function driverTree({ trunk, branches }: DriverTreeDesign, answers: readonly DriverAnswers[]): DriverTree {
  const model = lmgShares([...trunk, ...branches], answers);
  if (model.kind !== 'explained') return model;
  const { shares, ...rest } = model;
  return { ...rest, trunk: limbOf(trunk, shares), branches: limbOf(branches, shares) };
}

function limbOf(names: readonly string[], shares: readonly DriverShare[]): Limb {
  const drivers = shares.filter(({ driver }) => names.includes(driver));
  return { share: drivers.reduce((sum, { share }) => sum + share, 0), drivers };
}
