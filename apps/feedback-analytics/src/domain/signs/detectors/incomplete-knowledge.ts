import { momentsOf, type CaseTimeline, type Utterance } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import { doesSay, maySay, saying } from './said.js';
import { toldByPeople } from './told-by-people.js';

/** Sign 6: the answer was corrected, the same need came back, or the agent did not know and asked nobody. */
export const incompleteKnowledge: Detector = {
  sign: 'incomplete-knowledge',
  version: 1,
  detect: (input) => {
    const { timeline } = input;
    const corrected = momentsOf(timeline, 'answer-corrected').map(
      (moment) => [moment, 'the answer was corrected'] as const,
    );
    const reopened = momentsOf(timeline, 'reopened')
      .filter(({ sameNeed }) => sameNeed)
      .map((moment) => [moment, 'the same need came back'] as const);
    const lost = saying(timeline, 'do-not-know')
      .filter((utterance) => !isHandedOver(utterance, timeline))
      .map((utterance) => [utterance, 'did not know, and handed over to nobody'] as const);
    return firstFinding(
      toldByPeople(input, ['knowledge', 'competence']),
      finding('medium', 0.85, [...corrected, ...reopened]),
      finding('low', 0.8, lost),
    );
  },
};

/** In the same breath, or by what was done after it. */
function isHandedOver(utterance: Utterance, timeline: CaseTimeline): boolean {
  if (maySay(utterance, 'hand-over')) return true;
  return momentsOf(timeline, 'transferred', 'escalated', 'replied').some(
    (moment) => moment.at > utterance.at && (moment.type !== 'replied' || !doesSay(moment, 'do-not-know')),
  );
}
