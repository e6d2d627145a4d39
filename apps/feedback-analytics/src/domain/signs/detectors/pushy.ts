import { momentsOf, type CaseMoment, type CaseTimeline } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import { saying } from './said.js';
import { toldByPeople } from './told-by-people.js';

/** Purposes for which nobody asked. */
const unasked = ['re-contact', 'offer', 'survey', 'invitation'];

/** The customer is pressed: by words, by too many messages without an answer, or after having opted out. */
export const pushy: Detector = {
  sign: 'pushy',
  version: 1,
  detect: (input) => {
    const { timeline, limits } = input;
    return firstFinding(
      finding(
        'high',
        1,
        afterOptOut(timeline).map((moment) => [moment, 'written to after opting out'] as const),
      ),
      toldByPeople(input, ['pressure']),
      finding(
        'medium',
        0.8,
        saying(timeline, 'pressure').map((moment) => [moment, 'a phrase of the rule "pressure"'] as const),
      ),
      finding(
        'low',
        0.85,
        tooMany(timeline, limits.unaskedMessages).map(
          (moment) => [moment, 'one of too many messages without an answer'] as const,
        ),
      ),
    );
  },
};

function afterOptOut(timeline: CaseTimeline) {
  const [out] = momentsOf(timeline, 'opted-out');
  return out
    ? momentsOf(timeline, 'message-sent').filter(({ at, purpose }) => at > out.at && unasked.includes(purpose))
    : [];
}

/** More than `most` in a row; a sign of life of the customer begins the row anew. */
function tooMany(timeline: CaseTimeline, most: number): readonly CaseMoment[] {
  let row: CaseMoment[] = [];
  for (const moment of timeline.moments) {
    if (moment.type === 'contacted' || moment.type === 'rated') row = [];
    if (moment.type === 'message-sent' && unasked.includes(moment.purpose)) row.push(moment);
    if (row.length > most) return row;
  }
  return [];
}
