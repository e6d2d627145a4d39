/** Open from `from` to `to`, in minutes of wall time since 00:00 of the day on which it begins; `to` ≤ `from` + 1440. */
export interface OpenInterval {
  readonly from: number;
  readonly to: number;
}

/**
 * Business hours, by the wall clock of `zone`: where an hour is skipped nobody works it, where it comes twice it is
 * worked twice. What crosses midnight belongs to the day on which it begins, so a holiday ends no shift of the eve.
 */
export interface Calendar {
  readonly calendarId: string;
  readonly zone: string;
  /** Seven days, Monday first, each in order and without overlaps. */
  readonly week: readonly (readonly OpenInterval[])[];
  /** Hours of single days, `yyyy-mm-dd`, instead of those of their weekday: none on a holiday. */
  readonly days: Readonly<Record<string, readonly OpenInterval[]>>;
}

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** The hours of a day, counted from 1970-01-01. */
export function hoursOfDay({ week, days }: Calendar, day: number): readonly OpenInterval[] {
  return days[dateOf(day)] ?? week[weekdayOf(day)] ?? [];
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
