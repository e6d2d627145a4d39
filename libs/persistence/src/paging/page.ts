import { DomainError } from '#libs/messaging';

export const pageLimits = { default: 50, maximum: 500 } as const;

export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back to get what follows; absent on the last page. */
  readonly nextCursor?: string;
}

/** @throws DomainError `invalid-limit` unless 1 ≤ limit ≤ 500 */
export function pageLimit(limit: number | undefined): number {
  if (limit === undefined) return pageLimits.default;
  if (!Number.isInteger(limit) || limit < 1 || limit > pageLimits.maximum) {
    throw new DomainError('invalid-limit', `limit must be a whole number from 1 to ${pageLimits.maximum}`);
  }
  return limit;
}

/** The page of a query that asked for `limit + 1` rows: the one too many tells that there is more. */
export function pageOf<R, T = R>(
  rows: readonly R[],
  limit: number,
  cursorOf: (last: R) => string,
  toItem: (row: R) => T,
): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const items = kept.map(toItem);
  return rows.length > limit && last !== undefined ? { items, nextCursor: cursorOf(last) } : { items };
}
