export const expectationSources = ['past-experience', 'word-of-mouth', 'personal-need', 'promise', 'other'] as const;
export type ExpectationSource = (typeof expectationSources)[number];

export interface Expectation {
  /** 1: what matters most to the customer. */
  readonly rank: number;
  readonly what: string;
  readonly expectationSource: ExpectationSource;
}

export interface Lowered {
  /** Which of the expectations. */
  readonly rank: number;
  /** What was agreed instead; absent: nothing. */
  readonly to?: string;
  readonly reason: string;
}

/** What was put to the customer, what they expected and in which order, and what was agreed. */
export interface Agreement {
  readonly options: readonly { readonly what: string; readonly chosen: boolean }[];
  readonly expectations: readonly Expectation[];
  readonly lowered: readonly Lowered[];
  readonly agreement: string;
}

/** A field of an agreement that does not fit the others, and why. */
export interface AgreementMistake {
  readonly field: string;
  readonly problem: string;
}

/** Whether the parts fit each other: ranks from 1 without gaps, nothing lowered that was not expected, one choice. */
export function agreementMistake({ options, expectations, lowered }: Agreement): AgreementMistake | undefined {
  const ranks = expectations.map(({ rank }) => rank).sort((a, b) => a - b);
  if (ranks.some((rank, index) => rank !== index + 1))
    return { field: 'expectations', problem: 'must be ranked 1, 2, 3 …, each rank once' };
  const dropped = lowered.map(({ rank }) => rank);
  if (dropped.some((rank) => !ranks.includes(rank)))
    return { field: 'lowered', problem: 'must name the rank of one of the expectations' };
  if (new Set(dropped).size < dropped.length) return { field: 'lowered', problem: 'must name each rank once' };
  if (options.filter(({ chosen }) => chosen).length > 1)
    return { field: 'options', problem: 'must have at most one that was chosen' };
  return undefined;
}

/** Sorted, so that saying the same in another order is the same. */
export function orderedAgreement({ options, expectations, lowered, agreement }: Agreement): Agreement {
  const byRank = (a: { rank: number }, b: { rank: number }): number => a.rank - b.rank;
  return {
    options: options.map(({ what, chosen }) => ({ what, chosen })),
    expectations: [...expectations]
      .sort(byRank)
      .map(({ rank, what, expectationSource }) => ({ rank, what, expectationSource })),
    lowered: [...lowered]
      .sort(byRank)
      .map(({ rank, to, reason }) => ({ rank, ...(to !== undefined && { to }), reason })),
    agreement,
  };
}
