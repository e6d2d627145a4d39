import type { Dims } from './dims.js';

/** What is summed up. Each belongs to one kind of fact; what `part` and the others are of it, `measures` says. */
export const measures = {
  /** Ratings on 1–5. part: 4 and 5; total, squares: of the ratings. */
  csat: 'day',
  /** part: promoters; part2: detractors. */
  nps: 'day',
  /** Effort on 1–5, low is good. total, squares. */
  ces1: 'day',
  /** Agreement on 1–7. part: 5–7; part2: 6–7; part3: 1–3; total, squares. */
  ces2: 'day',
  /** One respondent's gap of a dimension, in 1/10,000; of all items where there is no variant. part: above, part2: below 0. */
  servqual: 'day',
  /** One respondent's gap weighted by own points, in 1/10,000. */
  'servqual-weighted': 'day',
  /** One respondent's perception of a dimension, in 1/10,000. */
  servperf: 'day',
  /** Invitations. part: delivered; part2: answered. On the day of the invitation. */
  survey: 'fortnight',
  /** Cases opened. part: hand-overs, each when it was. */
  case: 'hour',
  /** Cases closed. part: journey steps; part2: resolved at first contact; part3: cannot be at level 1. */
  closed: 'hour',
  /** Closed cases with a sign of the component that is the variant. */
  signal: 'day',
  /** First replies; the variant says in which time. Percentiles. */
  'first-response': 'hour',
  /** Resolutions, `first` and `full`. Percentiles. */
  resolution: 'day',
  /** Left the queue. part: answered within the threshold; part2: abandoned within it; part3: abandoned; total, squares: tenths of seconds of who was answered; missing: took a callback. Percentiles. */
  queue: 'hour',
  /** Waits that had been told before. Percentiles of how wrong that was. */
  'wait-told': 'hour',
  /** Targets decided. part: met; missing: cancelled. The variant is the metric of the target. */
  sla: 'hour',
  /** Promises due. part: kept; part2: late; missing: withdrawn. The variant is the kind. */
  promise: 'day',
  /** Contacts about an issue. part: with an earlier one within 7 days; part2: with a later one within 7 days. */
  contact: 'week',
  /** Answered calls with their ring time. part: within three rings. */
  ring: 'hour',
  /** Handled calls. total, squares: tenths of seconds. */
  handling: 'hour',
  /** Pieces of working time. part: milliseconds on contact; part2: idle. */
  occupancy: 'hour',
} as const;
export type Measure = keyof typeof measures;

/** How long after the end of a period ordinary facts of it still come: after that they make it a revised one. */
export const settleMs: Readonly<Record<(typeof measures)[Measure], number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  fortnight: 14 * 86_400_000,
};

export const sumNames = ['n', 'part', 'part2', 'part3', 'total', 'squares', 'missing'] as const;
export type SumName = (typeof sumNames)[number];
/** Whole numbers, so that adding and taking back in any order comes to the same digit. */
export type Sums = Readonly<Record<SumName, number>>;

export const noSums: Sums = { n: 0, part: 0, part2: 0, part3: 0, total: 0, squares: 0, missing: 0 };

export function plusSums(a: Sums, b: Sums): Sums {
  return {
    n: a.n + b.n,
    part: a.part + b.part,
    part2: a.part2 + b.part2,
    part3: a.part3 + b.part3,
    total: a.total + b.total,
    squares: a.squares + b.squares,
    missing: a.missing + b.missing,
  };
}

/** What one fact adds to the figures. */
export interface Contribution {
  readonly measure: Measure;
  readonly variant?: string;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  readonly dims: Dims;
  readonly sums: Readonly<Partial<Record<SumName, number>>>;
  /** Goes into the percentiles. */
  readonly seconds?: number;
}

export interface Change {
  readonly contribution: Contribution;
  /** Added, or taken back. */
  readonly sign: 1 | -1;
}

/** What has to be taken back and added, so that the figures hold `after` where they held `before`. */
export function changesBetween(before: readonly Contribution[], after: readonly Contribution[]): readonly Change[] {
  if (before.length === 0) return after.map((contribution) => ({ contribution, sign: 1 }));
  const counts = new Map<string, { contribution: Contribution; balance: number }>();
  const note = (contribution: Contribution, by: 1 | -1): void => {
    const key = JSON.stringify(contribution);
    const known = counts.get(key);
    if (known) known.balance += by;
    else counts.set(key, { contribution, balance: by });
  };
  for (const one of before) note(one, -1);
  for (const one of after) note(one, 1);
  return [...counts.values()].flatMap(({ contribution, balance }): Change[] =>
    Array.from({ length: Math.abs(balance) }, () => ({ contribution, sign: balance > 0 ? 1 : -1 })),
  );
}

/** A share of a scale or a second as a whole number, halves away from 0. */
export function whole(value: number, units: number): number {
  const scaled = Math.round(Math.abs(value) * units);
  return value < 0 && scaled !== 0 ? -scaled : scaled;
}
