import { firstOf, momentsOf, utterancesOf } from '../case-timeline.js';
import { finding, secondsBetween, type Detector } from '../detector.js';
import { maySay } from './said.js';

/** Nobody is there to be thanked, or the case goes on elsewhere. */
const withoutThanks = ['duplicate', 'merged', 'spam', 'automatic', 'abandoned', 'erased', 'withdrawn'];

/** Sign 15: the case was closed, and nobody thanked the customer. */
export const noThanks: Detector = {
  sign: 'no-thanks',
  version: 1,
  detect: ({ timeline, limits, now }) => {
    const opened = firstOf(timeline, 'opened');
    const closed = momentsOf(timeline, 'closed').at(-1);
    if (!opened || !closed || opened.automatic || withoutThanks.includes(closed.reason)) return undefined;
    const isReopened = momentsOf(timeline, 'reopened').some(({ at }) => at >= closed.at);
    if (isReopened || secondsBetween(closed.at, now) <= limits.thanksSeconds) return undefined;
    const wasThanked =
      firstOf(timeline, 'thanked') !== undefined ||
      momentsOf(timeline, 'message-sent').some((message) => message.purpose === 'thanks') ||
      utterancesOf(timeline).some((utterance) => maySay(utterance, 'thanks'));
    return wasThanked ? undefined : finding('low', 0.9, [[closed, 'closed with no thanks']]);
  },
};
