/** The calendar day (`2026-11-23`) of an instant where the reports are read. */
export type ReportDay = (instant: Date) => string;

/** @throws RangeError for a time zone that does not exist */
export function reportDays(timeZone: string): ReportDay {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  // Most deployments report in UTC, and this is asked several times for each event.
  if (format.resolvedOptions().timeZone === 'UTC') return (instant) => instant.toISOString().slice(0, 10);
  return (instant) => format.format(instant);
}
