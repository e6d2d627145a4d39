/** Promises of a company: how early to warn, and when what was not done counts as never done. */
export interface PromisePolicy {
  readonly warnBeforeMs: number;
  readonly brokenAfterMs: number;
}

export const defaultPromisePolicy: PromisePolicy = { warnBeforeMs: 3_600_000, brokenAfterMs: 86_400_000 };
