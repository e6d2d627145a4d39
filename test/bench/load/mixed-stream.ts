import type { OutgoingRecord } from '#libs/messaging';
import { story } from './story.js';
import type { Stage } from './stage.js';

/**
 * Stories under way at a time. The steps of one story are so far apart that they fall into different slices: no state
 * is written once where in earnest it would be written for each step.
 */
const atOnce = 3_000;

/** At least `count` records: the stages of one story in their order, those of thousands of stories side by side. */
export function* mixedStream(stages: readonly Stage[], count: number): Generator<OutgoingRecord> {
  let made = 0;
  for (let first = 0; made < count; first += atOnce) {
    const at = new Date().toISOString();
    const stories = Array.from({ length: atOnce }, (_, index) => story(first + index, at));
    for (const stage of stages) {
      for (const told of stories) {
        const record = stage(told);
        if (record === undefined) continue;
        yield record;
        made += 1;
      }
    }
  }
}
