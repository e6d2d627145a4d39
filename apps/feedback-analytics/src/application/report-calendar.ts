import type { ReportDay } from '../domain/report-day.js';
import type { SliceKey } from '../domain/slice.js';

/** Facts go to the day on which they happened at the source, whether that is tomorrow or ten years ago. */
export abstract class ReportCalendar {
  abstract readonly timeZone: string;
  abstract readonly dayOf: ReportDay;

  slice(at: Date, channel: string | undefined, queueId: string | undefined): SliceKey {
    return { day: this.dayOf(at), channel: channel ?? '', queueId: queueId ?? '' };
  }
}
