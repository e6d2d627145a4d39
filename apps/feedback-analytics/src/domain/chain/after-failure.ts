import type { Figure } from '../figure.js';
import { shareFigure } from '../service/share-figure.js';
import { differenceOfShares, type Difference, type Share } from '../statistics/difference.js';

/** A customer in a period, and what the customer did in the time after it. */
export interface CustomerOutcome {
  readonly experience: 'no-failure' | 'recovered' | 'not-recovered';
  readonly boughtAgain: boolean;
  /** Cancelled, or not seen for the agreed time. */
  readonly left: boolean;
}

export interface AfterFailure {
  readonly repurchase: Readonly<Record<CustomerOutcome['experience'], Figure>>;
  readonly churn: Readonly<Record<CustomerOutcome['experience'], Figure>>;
  /** Percentage points of repurchase that a recovery goes with: recovered − not recovered. */
  readonly worthOfRecovery: Difference;
}

/** What became of customers who met no failure, one that was made good, and one that was not. */
export function afterFailure(outcomes: readonly CustomerOutcome[]): AfterFailure {
  const repurchase = shares(outcomes, ({ boughtAgain }) => boughtAgain);
  const churn = shares(outcomes, ({ left }) => left);
  return {
    repurchase: figures('repurchase-rate', repurchase),
    churn: figures('churn-rate', churn),
    worthOfRecovery: differenceOfShares(repurchase['not-recovered'], repurchase.recovered),
  };
}

type Shares = Readonly<Record<CustomerOutcome['experience'], Share>>;

function shares(outcomes: readonly CustomerOutcome[], isSo: (outcome: CustomerOutcome) => boolean): Shares {
  const shareOf = (wanted: CustomerOutcome['experience']): Share => {
    const group = outcomes.filter(({ experience }) => experience === wanted);
    return { positive: group.filter(isSo).length, n: group.length };
  };
  return {
    'no-failure': shareOf('no-failure'),
    recovered: shareOf('recovered'),
    'not-recovered': shareOf('not-recovered'),
  };
}

function figures(metric: string, groups: Shares) {
  const figure = (group: CustomerOutcome['experience']): Figure =>
    shareFigure(metric, `of-customers-${group}`, groups[group].positive, groups[group].n);
  return {
    'no-failure': figure('no-failure'),
    recovered: figure('recovered'),
    'not-recovered': figure('not-recovered'),
  };
}
