import { momentsOf, utterancesOf, type CaseTimeline, type Utterance } from '../case-timeline.js';
import { finding, firstFinding, type Detector, type Shown } from '../detector.js';
import { saying } from './said.js';
import { toldByPeople } from './told-by-people.js';

/** Sign 11: something was said to be done that was not, or a contact was claimed that no event shows. */
export const lying: Detector = {
  sign: 'lying',
  version: 1,
  detect: (input) => {
    const { timeline } = input;
    const claims = saying(timeline, 'claimed-contact').filter((utterance) => !wasContacted(timeline, utterance));
    return firstFinding(
      toldByPeople(input, ['honesty']),
      finding('high', 0.8, brokenAfterDone(timeline)),
      finding(
        'high',
        0.7,
        claims.map((moment) => [moment, 'claims a contact that no event shows'] as const),
      ),
    );
  },
};

/** A promise that was broken after it was said to be done. */
function brokenAfterDone(timeline: CaseTimeline): readonly Shown[] {
  const said = saying(timeline, 'claimed-done');
  const done = [...momentsOf(timeline, 'resolved'), ...said];
  return momentsOf(timeline, 'promise-broken').flatMap((broken): Shown[] => {
    const made = momentsOf(timeline, 'promise-made').find(({ promiseId }) => promiseId === broken.promiseId);
    const claim = done.find(({ at }) => at <= broken.at && at >= (made?.at ?? -Infinity));
    const isSettled = momentsOf(timeline, 'promise-kept', 'promise-late', 'promise-withdrawn').some(
      ({ promiseId }) => promiseId === broken.promiseId,
    );
    if (!claim || isSettled) return [];
    return [
      [claim, 'said that it was done'],
      [broken, 'and it was not'],
    ];
  });
}

/** By telephone, or in writing. An acknowledgement that a machine sent is not the contact that is claimed. */
function wasContacted(timeline: CaseTimeline, claim: Utterance): boolean {
  const calls = momentsOf(timeline, 'callback-attempted', 'callback-completed', 'callback-exhausted');
  const written = utterancesOf(timeline).filter(
    (utterance) => utterance.type === 'replied' || utterance.purpose !== 'acknowledgement',
  );
  return [...calls, ...written].some(({ at, id }) => at < claim.at && id !== claim.id);
}
