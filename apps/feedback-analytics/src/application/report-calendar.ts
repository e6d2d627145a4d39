import { Zone } from '../domain/rollup/zone.js';
import type { SliceKey } from '../domain/slice.js';

/** Facts go to the day on which they happened at the source, whether that is tomorrow or ten years ago. */
export class ReportCalendar {
  readonly zone: Zone;

  /** @throws RangeError for a time zone that does not exist */
  constructor(readonly timeZone: string) {
    this.zone = new Zone(timeZone);
  }

  /** The calendar day (`2026-11-23`) of an instant where the reports are read. */
  dayOf(instant: Date): string {
    return this.zone.dayOf(instant.getTime());
  }

  slice(at: Date, channel: string | undefined, queueId: string | undefined): SliceKey {
    return { day: this.dayOf(at), channel: channel ?? '', queueId: queueId ?? '' };
  }
}
