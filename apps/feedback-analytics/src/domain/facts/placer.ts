import { momentsOf, type CaseMoment, type CaseTimeline } from '../signs/case-timeline.js';
import type { Dims } from './dims.js';

/** Where a moment counts: in the queue and team that the case was in, with the agent who had it. */
export type Placer = (moment: CaseMoment) => Dims;

/** @param dims what does not change with the place of the case */
export function placer(dims: Dims, timeline: CaseTimeline): Placer {
  const assignments = momentsOf(timeline, 'assigned');
  return (moment) => {
    const owner = assignments.findLast(({ at }) => at <= moment.at)?.agentId;
    const agent = ('agentId' in moment ? moment.agentId : undefined) ?? owner;
    return {
      ...dims,
      ...(moment.queue !== undefined && { queue: moment.queue }),
      ...(moment.team !== undefined && { team: moment.team }),
      ...(agent !== undefined && { agent }),
    };
  };
}
