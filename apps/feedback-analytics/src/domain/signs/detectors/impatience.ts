import { momentsOf, type CaseTimeline, type Moment } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import type { Finding } from '../sign.js';
import { saying } from './said.js';
import { toldByPeople } from './told-by-people.js';

/** Sign 10: the customer is hurried: by words, or by replies that come faster and say nothing. */
export const impatience: Detector = {
  sign: 'impatience',
  version: 1,
  detect: (input) =>
    firstFinding(
      toldByPeople(input, ['patience', 'calm']),
      finding(
        'medium',
        0.8,
        saying(input.timeline, 'impatience').map((moment) => [moment, 'a phrase of the rule "impatience"'] as const),
      ),
      rushed(input.timeline, input.limits.rushedWords),
    ),
};

/** Three replies of one agent in a row with almost no words, each sooner after the customer's words than the one before. */
function rushed(timeline: CaseTimeline, fewWords: number): Finding | undefined {
  const replies = momentsOf(timeline, 'replied').filter((reply) => reply.public && reply.speech !== undefined);
  for (let last = 2; last < replies.length; last++) {
    const three = replies.slice(last - 2, last + 1);
    const areShort = three.every(({ speech }) => (speech?.words ?? Infinity) <= fewWords);
    const isOneAgent = new Set(three.map(({ agentId }) => agentId)).size === 1;
    if (!areShort || !isOneAgent) continue;
    const [first = 0, second = 0, third = 0] = three.map((reply) => gapBefore(timeline, reply));
    if (first > second && second > third)
      return finding(
        'low',
        0.65,
        three.map((reply) => [reply, 'a rushed reply with no content'] as const),
      );
  }
  return undefined;
}

function gapBefore(timeline: CaseTimeline, reply: Moment<'replied'>): number {
  const asked = timeline.moments
    .filter(({ at, type }) => at <= reply.at && (type === 'contacted' || type === 'opened'))
    .at(-1);
  return reply.at - (asked?.at ?? reply.at);
}
