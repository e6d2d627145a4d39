/** At most so many in any stretch of this length, and never closer together than the gap. */
export interface ContactWindow {
  readonly most: number;
  readonly perMs: number;
  readonly gapMs?: number;
}

/** How often customers may be asked: one clock for each family of surveys, and one for all together. */
export interface ContactBudget {
  readonly global: ContactWindow;
  readonly families: Readonly<Record<string, ContactWindow>>;
  /** For whom the profile says nothing; `zone` where it says no zone. */
  readonly quietHours?: QuietHours;
  readonly zone: string;
}

/** Local time, `HH:mm`; an end before the start is on the next day. */
export interface QuietHours {
  readonly start: string;
  readonly end: string;
}

/** Invitations that a window allows in a day: the smaller, the rarer. */
const rateOf = ({ most, perMs }: ContactWindow): number => most / perMs;

/** Fewer allowed in the same time. Of two that are equal the name decides, so that one of them always gives way. */
export function isRarer(family: string, than: string, { families, global }: ContactBudget): boolean {
  if (family === than) return false;
  const [a, b] = [rateOf(families[family] ?? global), rateOf(families[than] ?? global)];
  return a === b ? family < than : a < b;
}
