import { momentsOf } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import { toldByPeople } from './told-by-people.js';

/** What belongs to one customer went to another. */
export const wrongRecipient: Detector = {
  sign: 'wrong-recipient',
  version: 1,
  detect: (input) => {
    const { timeline } = input;
    const astray = momentsOf(timeline, 'message-sent').filter(
      ({ customerId }) => customerId !== undefined && !timeline.parties.includes(customerId),
    );
    return firstFinding(
      finding(
        'high',
        0.95,
        astray.map((moment) => [moment, 'sent to somebody who is no party to the case'] as const),
      ),
      toldByPeople(input, ['data-protection', 'confidentiality']),
    );
  },
};
