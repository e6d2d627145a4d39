import { firstOf, momentsOf, type CaseMoment, type CaseTimeline } from '../case-timeline.js';
import { finding, firstFinding, secondsBetween, type Detector } from '../detector.js';
import { limitOf } from '../sign-limits.js';
import { toldByPeople } from './told-by-people.js';

/** Sign 5: the customer wrote, and the agent, who was there, did not answer for longer than the limit. */
export const inattentive: Detector = {
  sign: 'inattentive',
  version: 1,
  detect: (input) => {
    const { timeline, limits, now } = input;
    const limit = limitOf(limits.nextResponseSeconds, firstOf(timeline, 'opened')?.channel);
    const unread = gapsIn(timeline, now).filter(({ presentSeconds }) => presentSeconds > limit);
    return firstFinding(
      toldByPeople(input, ['attention', 'listening']),
      finding(
        'medium',
        0.85,
        unread.flatMap(({ from, agent, presentSeconds }) => [
          [from, `no answer for ${Math.round(presentSeconds)} s while the agent was present`] as const,
          [agent, 'who was in charge'] as const,
        ]),
      ),
    );
  },
};

interface Gap {
  readonly from: CaseMoment;
  readonly agent: CaseMoment;
  readonly presentSeconds: number;
}

/** Messages of the customer after the case has an agent, until that agent or another replies. */
function gapsIn(timeline: CaseTimeline, now: number): readonly Gap[] {
  return momentsOf(timeline, 'contacted').flatMap((contact): Gap[] => {
    const agent = momentsOf(timeline, 'assigned')
      .filter(({ at }) => at <= contact.at)
      .at(-1);
    if (!agent || contact.automatic || isFollowUp(timeline, contact)) return [];
    const answered = timeline.moments.find(({ at, type }) => at > contact.at && answers.includes(type));
    const until = answered?.at ?? now;
    return [{ from: contact, agent, presentSeconds: presenceBetween(timeline, agent.agentId, contact.at, until) }];
  });
}

const answers: readonly CaseMoment['type'][] = [
  'replied',
  'transferred',
  'shelved',
  'resolved',
  'closed',
  'delay-explained',
];

/** The gap counts from the first unanswered message. */
function isFollowUp(timeline: CaseTimeline, contact: CaseMoment): boolean {
  const before = timeline.moments.filter(({ at, id }) => at <= contact.at && id !== contact.id).at(-1);
  return before?.type === 'contacted' && !before.automatic;
}

/** Who was never said to be away was there. */
function presenceBetween(timeline: CaseTimeline, agentId: string, from: number, until: number): number {
  const changes = momentsOf(timeline, 'presence-changed').filter((change) => change.agentId === agentId);
  let isPresent = changes.filter(({ at }) => at <= from).at(-1)?.isPresent ?? true;
  let [at, seconds] = [from, 0];
  for (const change of changes.filter((one) => one.at > from && one.at < until)) {
    if (isPresent) seconds += secondsBetween(at, change.at);
    [at, isPresent] = [change.at, change.isPresent];
  }
  return isPresent ? seconds + secondsBetween(at, until) : seconds;
}
