import { momentsOf, type CaseTimeline, type Moment } from '../case-timeline.js';
import { finding, type Detector } from '../detector.js';

/** Sign 14: an agent who was there, with capacity free and customers waiting, let an offer go by. */
export const socialising: Detector = {
  sign: 'socialising-instead-of-serving',
  version: 1,
  detect: ({ timeline }) => {
    const refused = momentsOf(timeline, 'offer-timed-out', 'offer-declined').filter(
      (offer) => (offer.type === 'offer-timed-out' || (offer.reason ?? '') === '') && wasFree(timeline, offer),
    );
    return finding(
      refused.length > 1 ? 'medium' : 'low',
      0.7,
      refused.map((offer) => [offer, 'present, with capacity free and customers waiting'] as const),
    );
  },
};

function wasFree(timeline: CaseTimeline, offer: Moment<'offer-timed-out' | 'offer-declined'>): boolean {
  const state = momentsOf(timeline, 'presence-changed')
    .filter(({ at, agentId }) => at <= offer.at && agentId === offer.agentId)
    .at(-1);
  return state !== undefined && state.isPresent && state.freeUnits > 0 && state.waiting > 0;
}
