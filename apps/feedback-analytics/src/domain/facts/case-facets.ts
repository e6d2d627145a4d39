import { present } from '../present.js';
import type { CaseRecord } from './case-record.js';
import type { Dims } from './dims.js';

/** Where a case is now, beside what it is about. */
export type CaseFacets = Dims & { readonly cycle?: number };

export function caseFacetsOf({ dims, moments }: CaseRecord): CaseFacets {
  const queue = moments.findLast((moment) => moment.queue !== undefined)?.queue;
  const team = moments.findLast((moment) => moment.team !== undefined)?.team;
  const assigned = moments.findLast(({ type }) => type === 'assigned');
  const agent = assigned?.type === 'assigned' ? assigned.agentId : undefined;
  const cycle = moments.reduce((highest, moment) => Math.max(highest, moment.cycle ?? 0), 0);
  return present({ ...dims, queue, team, agent, cycle: cycle === 0 ? undefined : cycle });
}
