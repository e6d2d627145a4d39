import { firstOf } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import { toldByPeople } from './told-by-people.js';

/** The place, the site or the product around the service was not as it should be. */
export const poorEnvironment: Detector = {
  sign: 'poor-environment',
  version: 1,
  detect: (input) => {
    const opened = firstOf(input.timeline, 'opened');
    const isAboutIt =
      opened?.primaryNeed === 'environment' &&
      (opened.kind === 'complaint' || opened.kind === 'claim') &&
      !opened.automatic;
    return firstFinding(
      toldByPeople(input, ['environment', 'cleanliness', 'noise', 'site-usability']),
      isAboutIt ? finding('low', 0.75, [[opened, 'a complaint about the environment']]) : undefined,
    );
  },
};
