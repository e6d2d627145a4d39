import { firstOf, type CaseMoment, type CaseTimeline, type Utterance } from '../case-timeline.js';
import { finding, secondsBetween, type Detector } from '../detector.js';
import { limitOf } from '../sign-limits.js';
import { maySay } from './said.js';

interface Wait {
  readonly from: CaseMoment;
  readonly until: number;
  readonly isExplained: boolean;
}

/** Sign 2: the customer waited longer than the limit, and nobody apologised or said why. */
export const unexplainedWait: Detector = {
  sign: 'unexplained-wait',
  version: 1,
  detect: ({ timeline, limits, now }) => {
    const limit = limitOf(limits.waitSeconds, firstOf(timeline, 'opened')?.channel);
    const long = waitsIn(timeline, now).filter(
      ({ from, until, isExplained }) => !isExplained && secondsBetween(from.at, until) > limit,
    );
    const isVeryLong = long.some(({ from, until }) => secondsBetween(from.at, until) > 3 * limit);
    return finding(
      isVeryLong ? 'high' : 'medium',
      0.9,
      long.map(
        ({ from, until }) => [from, `waited ${Math.round(secondsBetween(from.at, until))} s without a word`] as const,
      ),
    );
  },
};

/** From a contact of the customer to the next public reply, or to the end. What was agreed to be put aside is no wait. */
function waitsIn(timeline: CaseTimeline, now: number): readonly Wait[] {
  const waits: Wait[] = [];
  let from: CaseMoment | undefined;
  let isExplained = false;
  for (const moment of timeline.moments) {
    if (begins(moment)) {
      if (!from) isExplained = false;
      from ??= moment;
    } else if (from && explains(moment)) isExplained = true;
    if (from && ends(moment)) {
      waits.push({ from, until: moment.at, isExplained });
      from = undefined;
    }
  }
  return from ? [...waits, { from, until: now, isExplained }] : waits;
}

function begins(moment: CaseMoment): boolean {
  if (moment.type === 'opened') return moment.direction === 'inbound' && !moment.automatic;
  return moment.type === 'contacted' && !moment.automatic;
}

function ends(moment: CaseMoment): boolean {
  switch (moment.type) {
    case 'replied':
      return moment.public;
    case 'queue-left':
      return moment.reason !== 'overflow';
    case 'resolved':
    case 'closed':
    case 'callback-completed':
      return true;
    default:
      return false;
  }
}

/** Said while the customer waits, or with the reply that ends it. */
function explains(moment: CaseMoment): boolean {
  switch (moment.type) {
    case 'delay-explained':
    case 'shelved':
      return true;
    case 'message-sent':
      return ['apology', 'explanation'].includes(moment.purpose) || isApology(moment);
    case 'replied':
      return moment.public && isApology(moment);
    default:
      return false;
  }
}

function isApology(moment: Utterance): boolean {
  return maySay(moment, 'apology') || maySay(moment, 'explanation');
}
