import { InvalidArgumentError } from 'commander';
import { userInfo } from 'node:os';

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('Expected a whole number.');
  return value;
}

export function positiveNumber(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return value;
}

/** Collects what a variadic argument gives one by one. */
export const idList = (text: string, before: readonly number[] | undefined): number[] => [
  ...(before ?? []),
  ...text.split(',').map(wholeNumber),
];

export function offset(text: string): string {
  return String(wholeNumber(text));
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `2h` ago, or an instant such as `2026-03-01T10:00Z`. */
export function since(text: string): Date {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const date =
    count === undefined || unit === undefined
      ? new Date(text)
      : new Date(Date.now() - Number(count) * (unitSeconds[unit] ?? 0) * 1_000);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('Expected 30m, 2h, 7d or a time like 2026-03-01T10:00Z.');
  return date;
}

/** `24h` and the like, in seconds. */
export function seconds(text: string): number {
  const [, count, unit] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const factor = unitSeconds[unit ?? ''];
  if (factor === undefined) throw new InvalidArgumentError('Expected 30s, 15m, 24h or 7d.');
  return Number(count) * factor;
}

/** In `90d`, or at an instant such as `2027-03-01T10:00Z`. */
export function until(text: string): Date {
  const date = /^\d+[smhd]$/.test(text) ? new Date(Date.now() + seconds(text) * 1_000) : new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('Expected 12h, 90d or a time like 2027-03-01T10:00Z.');
  return date;
}

export function commaList(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidArgumentError('Expected names with commas between.');
  return items;
}

/** Who is written down as the one who decided. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator'; // a user without an entry in the system's list, as in containers
  }
}
