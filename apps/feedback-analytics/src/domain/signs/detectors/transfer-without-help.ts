import { momentsOf, type CaseTimeline, type Moment } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';

/** Sign 4: handed on by somebody who neither replied nor made sure of the need, or handed on too often. */
export const transferWithoutHelp: Detector = {
  sign: 'transfer-without-help',
  version: 1,
  detect: ({ timeline, limits }) => {
    const transfers = momentsOf(timeline, 'transferred');
    const unhelped = transfers.filter((transfer) => !didHelp(timeline, transfer));
    const excess = transfers.slice(limits.transfers);
    return firstFinding(
      finding(
        excess.length > 0 ? 'high' : 'medium',
        0.9,
        unhelped.map((moment) => [moment, 'handed on with no reply and no restatement'] as const),
      ),
      finding(
        'medium',
        0.95,
        excess.map((moment) => [moment, `more than ${limits.transfers} transfers`] as const),
      ),
    );
  },
};

/** In the leg that the transfer ends: since the hand-over before it. */
function didHelp(timeline: CaseTimeline, transfer: Moment<'transferred'>): boolean {
  const before = momentsOf(timeline, 'transferred', 'assigned').filter(
    ({ at, id }) => at <= transfer.at && id !== transfer.id,
  );
  const from = before.at(-1)?.at ?? -Infinity;
  return momentsOf(timeline, 'replied', 'needs-confirmed').some(
    (moment) => moment.at >= from && moment.at <= transfer.at && (moment.agentId ?? transfer.from) === transfer.from,
  );
}
