import { momentsOf, type CaseMoment, type CaseTimeline } from '../case-timeline.js';
import { finding, secondsBetween, type Detector } from '../detector.js';
import { doesSay, saying } from './said.js';

/** Sign 9: a reason was given, and neither a new promise nor an action followed. */
export const excuses: Detector = {
  sign: 'excuses',
  version: 1,
  detect: ({ timeline, limits, now }) => {
    const reasons = momentsOf(timeline, 'delay-explained').filter(({ newDueAt }) => newDueAt === undefined);
    const said = saying(timeline, 'excuse').filter((utterance) => !doesSay(utterance, 'commitment'));
    const idle = [...reasons, ...said].filter((moment) => isIdleAfter(timeline, moment, limits.actionSeconds, now));
    return finding(
      'medium',
      0.8,
      idle.map((moment) => [moment, 'a reason with no new promise and no action'] as const),
    );
  },
};

const actions: readonly CaseMoment['type'][] = [
  'promise-made',
  'promise-kept',
  'callback-attempted',
  'callback-completed',
  'needs-confirmed',
  'escalated',
  'transferred',
  'resolved',
];

/** Not before the time for an action has passed, unless the case was closed with the excuse as its last word. */
function isIdleAfter(timeline: CaseTimeline, excuse: CaseMoment, seconds: number, now: number): boolean {
  const after = timeline.moments.filter(({ at, id }) => at >= excuse.at && id !== excuse.id);
  const acted = after.some(
    (moment) =>
      secondsBetween(excuse.at, moment.at) <= seconds &&
      (actions.includes(moment.type) || (moment.type === 'replied' && !doesSay(moment, 'excuse'))),
  );
  if (acted) return false;
  return secondsBetween(excuse.at, now) > seconds || after.some(({ type }) => type === 'closed');
}
