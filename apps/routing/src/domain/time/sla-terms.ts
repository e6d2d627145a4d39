/** What a clock measures. */
export const clockMetrics = ['first-response', 'next-response', 'periodic-update', 'resolution'] as const;
export type ClockMetric = (typeof clockMetrics)[number];

/** Why a clock may stand still. */
export const pauseReasons = ['waiting-on-customer', 'waiting-on-third-party', 'shelved'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** The rules that one clock runs by. They are stored with it, so a policy that changes later changes no running clock. */
export interface ClockTerms {
  readonly metric: ClockMetric;
  /** Names the policy and its version, `<policy>@<version>`. */
  readonly policyVersion: string;
  readonly targetMs: number;
  /** The calendar's version whose hours count; absent: raw time. */
  readonly calendar?: string;
  /** Shares of the target, ascending, each above 0 and below 1, at which to warn. */
  readonly warnAt: readonly number[];
  readonly pauseOn: readonly PauseReason[];
}
