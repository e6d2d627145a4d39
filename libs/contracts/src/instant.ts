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

export function isInstant(text: string): boolean {
  return !Number.isNaN(instantMs(text));
}

/** UTC with milliseconds, the only form between services. */
export function canonicalInstant(text: string): string {
  if (text.length === 24 && text.endsWith('Z')) return text;
  const ms = instantMs(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
