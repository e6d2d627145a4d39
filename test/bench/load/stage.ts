import type { EventClass } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/messaging';
import { recordOf } from './event-record.js';
import type { Story } from './story.js';

/** What one step of a story publishes; nothing where the step does not happen to everyone. */
export type Stage = (told: Story) => OutgoingRecord | undefined;

/** In two steps, so that the words in the data are checked against the class. */
export const publishedBy =
  (source: string) =>
  <T extends object>(eventClass: EventClass<T>, sequence: number) =>
  (data: (told: Story) => T): Stage =>
  (told) =>
    recordOf(eventClass, data(told), { source, sequence, time: new Date(told.at) });
