import { firstOf, momentsOf, utterancesOf, type CaseTimeline } from '../case-timeline.js';
import { finding, secondsBetween, type Detector } from '../detector.js';
import { limitOf } from '../sign-limits.js';
import { maySay } from './said.js';

/** Sign 1: nobody acknowledged or greeted the customer at first contact within the limit of the channel. */
export const noGreeting: Detector = {
  sign: 'no-greeting',
  version: 1,
  detect: ({ timeline, limits, now }) => {
    const opened = firstOf(timeline, 'opened');
    if (!opened || opened.direction === 'outbound' || opened.automatic || isGone(timeline, opened.anonymous))
      return undefined;
    const limit = limitOf(limits.greetingSeconds, opened.channel);
    const greeted = greetingOf(timeline);
    if (secondsBetween(opened.at, greeted?.at ?? now) <= limit) return undefined;
    return finding('low', 0.9, [
      [opened, `no greeting within ${limit} s`],
      ...(greeted ? [[greeted, 'the first greeting'] as const] : []),
    ]);
  },
};

/** Who hung up could not be greeted; who is not known can only be greeted face to face. */
function isGone(timeline: CaseTimeline, anonymous: boolean): boolean {
  const opened = firstOf(timeline, 'opened');
  if (opened?.phoneOutcome === 'abandoned') return true;
  return anonymous && opened?.channel !== 'in-person' && opened?.channel !== 'phone' && opened?.channel !== 'chat';
}

/** A reply of which the text is not known is given the benefit of the doubt. */
function greetingOf(timeline: CaseTimeline) {
  const steps = momentsOf(timeline, 'greeted', 'message-sent').filter(
    (moment) => moment.type === 'greeted' || moment.purpose === 'acknowledgement',
  );
  const replies = utterancesOf(timeline).filter(
    (utterance) => utterance.type === 'replied' && (!utterance.speech || maySay(utterance, 'greeting')),
  );
  return [...steps, ...replies].sort((a, b) => a.at - b.at)[0];
}
