import { journeySteps, type JourneyStep } from '../service/case-shares.js';
import { momentsOf, type CaseMoment, type CaseTimeline } from '../signs/case-timeline.js';
import { timelineOf, type CaseRecord } from './case-record.js';
import type { Contribution } from './contribution.js';
import { promiseContributions, targetContributions } from './kept-words.js';
import { placer, type Placer } from './placer.js';
import { queueContributions } from './queue-contributions.js';

/** Everything that a case adds to the figures, from all that is known of it: what comes late changes what it must. */
export function caseContributions(record: CaseRecord): readonly Contribution[] {
  const timeline = timelineOf(record);
  const [opened] = momentsOf(timeline, 'opened');
  if (!opened) return [];
  const place = placer(record.dims, timeline);
  return [
    { measure: 'case', at: opened.at, dims: place(opened), sums: { n: 1 } },
    ...momentsOf(timeline, 'transferred').map((moment): Contribution => ({
      measure: 'case',
      at: moment.at,
      dims: place(moment),
      sums: { part: 1 },
    })),
    ...replies(timeline, place),
    ...resolutions(timeline, place),
    ...queueContributions(timeline, place),
    ...targetContributions(timeline, place),
    ...promiseContributions(timeline, place),
    ...closing(record, timeline, place),
  ];
}

/** The first public reply of a person in each cycle. */
function replies(timeline: CaseTimeline, place: Placer): readonly Contribution[] {
  return momentsOf(timeline, 'replied').flatMap((moment): Contribution[] => {
    const { at, waitedSeconds, businessWaitedSeconds } = moment;
    if (!moment.first || !moment.public || waitedSeconds === undefined) return [];
    const counted = { measure: 'first-response', at, dims: place(moment), sums: { n: 1 } } as const;
    const business = { ...counted, variant: 'business', seconds: businessWaitedSeconds ?? 0 };
    return [
      { ...counted, variant: 'raw', seconds: waitedSeconds },
      ...(businessWaitedSeconds === undefined ? [] : [business]),
    ];
  });
}

/** From the opening to the first and to the last resolution; a case that was only closed was resolved by it. */
function resolutions(timeline: CaseTimeline, place: Placer): readonly Contribution[] {
  const [opened] = momentsOf(timeline, 'opened');
  const resolved = momentsOf(timeline, 'resolved');
  const ends = resolved.length > 0 ? resolved : momentsOf(timeline, 'closed');
  const [first, last] = [ends[0], ends.at(-1)];
  if (!opened || !first || !last) return [];
  const taking = (variant: string, moment: CaseMoment): Contribution => ({
    measure: 'resolution',
    variant,
    at: moment.at,
    dims: place(moment),
    sums: { n: 1 },
    seconds: Math.max(0, (moment.at - opened.at) / 1000),
  });
  return [taking('first', first), taking('full', last)];
}

const stepOf: Readonly<Partial<Record<CaseMoment['type'], JourneyStep>>> = {
  greeted: 'greeted',
  'needs-confirmed': 'needs-confirmed',
  resolved: 'fulfilled',
  verified: 'verified',
  thanked: 'thanked',
  'invited-back': 'invited-back',
};

/** A case that is closed now, on the day of its last closing, and the components of service that failed in it. */
function closing(record: CaseRecord, timeline: CaseTimeline, place: Placer): readonly Contribution[] {
  const closed = momentsOf(timeline, 'closed').at(-1);
  const reopened = momentsOf(timeline, 'reopened').at(-1);
  if (!closed || (reopened && reopened.at >= closed.at)) return [];
  const steps = new Set(timeline.moments.map(({ type }) => stepOf[type]));
  const [opened] = momentsOf(timeline, 'opened');
  const again = momentsOf(timeline, 'contacted').some(({ automatic }) => !automatic);
  const told = record.signals.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const dims = place(closed);
  const sums = {
    n: 1,
    part: journeySteps.filter((step) => steps.has(step)).length,
    part2: reopened || again ? 0 : 1,
    part3: opened?.isResolvableAtFirstContact === false ? 1 : 0,
  };
  return [
    { measure: 'closed', at: closed.at, dims, sums },
    ...[...new Set(told.map(({ component }) => component))].map((variant): Contribution => ({
      measure: 'signal',
      variant,
      at: closed.at,
      dims,
      sums: { n: 1 },
    })),
  ];
}
