const shape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const daysOfMonth = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Milliseconds since 1970 of an RFC 3339 instant; NaN for anything else. `Date.parse` alone would take 30 February
 * for 2 March, and text that Postgres then refuses.
 */
export function instantMs(text: string): number {
  const parts = shape.exec(text);
  if (!parts) return Number.NaN;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  if (month < 1 || month > 12 || day < 1 || day > (daysOfMonth[month] ?? 0) || Number(parts[4]) > 23) return Number.NaN;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return Number.NaN;
  return Date.parse(text);
}

/** The instant looked at last: one event repeats the same in its envelope and its data. */
let lastInstant = '';

export function isInstant(text: string): boolean {
  if (text === lastInstant) return true;
  if (!isCanonical(text) && Number.isNaN(instantMs(text))) return false;
  lastInstant = text;
  return true;
}

/** `YYYY-MM-DDThh:mm:ss.sssZ`, what services write, without a regular expression: 2 % of all processor time went there. */
function isCanonical(text: string): boolean {
  if (text.length !== 24) return false;
  for (let at = 0; at < 24; at += 1) {
    const expected = '0000-00-00T00:00:00.000Z'.charCodeAt(at);
    const found = text.charCodeAt(at);
    if (expected === 48 ? found < 48 || found > 57 : found !== expected) return false;
  }
  const two = (at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  const month = two(5);
  const day = two(8);
  // The 29th of February is left to the slow way, which knows the leap years.
  if (month < 1 || month > 12 || day < 1 || day > (month === 2 ? 28 : (daysOfMonth[month] ?? 0))) return false;
  return two(11) < 24 && two(14) < 60 && two(17) < 60;
}

/** UTC with milliseconds, the only form between services. */
export function canonicalInstant(text: string): string {
  if (text.length === 24 && text.endsWith('Z')) return text;
  const ms = instantMs(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
