/** Acknowledgements of the last hour to one address. */
export interface GreetingRate {
  /** Of the address; see `rateKeyOf`. */
  readonly rateKey: string;
  readonly version: number;
  /** When, in milliseconds since 1970, the oldest first. */
  readonly times: readonly number[];
  /** When a loop was last suspected. */
  readonly suspectedAt?: Date;
}

export const greetingWindowMs = 3_600_000;

export interface GreetingVerdict {
  readonly kind: 'allowed' | 'refused' | 'suspected';
  /** To be kept; absent where nothing changes. */
  readonly rate?: GreetingRate;
}

/**
 * Whether one more acknowledgement may go to this address. Two machines that acknowledge each other are stopped after
 * `most` in an hour; the first one that is refused in an hour is the signal.
 */
export function judgeGreeting(
  before: GreetingRate | undefined,
  { rateKey, now, most }: { rateKey: string; now: Date; most: number },
): GreetingVerdict {
  const since = now.getTime() - greetingWindowMs;
  const times = (before?.times ?? []).filter((time) => time > since);
  const rate = { ...before, rateKey, version: (before?.version ?? 0) + 1 };
  if (times.length < most) return { kind: 'allowed', rate: { ...rate, times: [...times, now.getTime()] } };
  if (before?.suspectedAt !== undefined && before.suspectedAt.getTime() > since) return { kind: 'refused' };
  return { kind: 'suspected', rate: { ...rate, times, suspectedAt: now } };
}
