import type { Assignment, Shift, StaffMember } from './what-if-model.js';
import { channelRules, type EnginePolicy } from '../engine/engine-policy.js';

export const thresholdsSeconds = [10, 20, 30, 60, 120, 300] as const;

/** Shares are of all who came; waits are in seconds. What nobody did is absent. */
export interface Summary {
  readonly arrivals: number;
  readonly served: number;
  readonly abandoned: number;
  readonly unserved: number;
  /** Share of those who were not served at the moment they came. */
  readonly waitProbability?: number;
  /** Share of those who were served within so many seconds. */
  readonly serviceLevels: Readonly<Record<number, number>>;
  /** Mean wait of who was served. */
  readonly averageSpeedOfAnswer?: number;
  readonly medianWait?: number;
  readonly p90Wait?: number;
  /** Mean wait of all, with those who left. */
  readonly meanWaitOfAll?: number;
  readonly abandonment?: number;
  /** Of those who were told a wait and were served: how far it was from theirs, and by how much too long on the whole. */
  readonly estimateError?: { readonly told: number; readonly meanAbsolute: number; readonly bias: number };
}

export interface WhatIfSummary extends Summary {
  readonly occupancy?: number;
  readonly queues: Readonly<Record<string, Summary>>;
  readonly agents: readonly AgentSummary[];
}

interface AgentSummary {
  readonly agentId: string;
  readonly served: number;
  /** Share of their units in their shifts. */
  readonly occupancy: number;
}

export function summarize(
  assignments: readonly Assignment[],
  staff: readonly StaffMember[],
  policy: Pick<EnginePolicy, 'channels'>,
): WhatIfSummary {
  const byQueue = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const { queueId } = assignment.arrival;
    const others = byQueue.get(queueId);
    if (others === undefined) byQueue.set(queueId, [assignment]);
    else others.push(assignment);
  }
  const queues = Object.fromEntries([...byQueue].sort(byName).map(([queueId, own]) => [queueId, summaryOf(own)]));
  const { agents, occupancy } = workOf(assignments, staff, policy);
  return { ...summaryOf(assignments), ...(occupancy !== undefined && { occupancy }), queues, agents };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function summaryOf(assignments: readonly Assignment[]): Summary {
  const arrivals = assignments.length;
  const served = assignments.filter(({ outcome }) => outcome === 'served');
  const abandoned = assignments.filter(({ outcome }) => outcome === 'abandoned').length;
  const waits = Float64Array.from(served, ({ waitedMs }) => waitedMs / 1000).sort();
  const unserved = arrivals - served.length - abandoned;
  const counts = { arrivals, served: served.length, abandoned, unserved };
  const within = (seconds: number): number => waits.findLastIndex((wait) => wait <= seconds) + 1;
  const shareOf = (count: number): number => (arrivals === 0 ? 0 : count / arrivals);
  const serviceLevels = Object.fromEntries(thresholdsSeconds.map((seconds) => [seconds, shareOf(within(seconds))]));
  if (arrivals === 0) return { ...counts, serviceLevels };
  const all = assignments.reduce((sum, { waitedMs }) => sum + waitedMs / 1000, 0);
  return {
    ...counts,
    serviceLevels,
    waitProbability: shareOf(arrivals - within(0)),
    meanWaitOfAll: all / arrivals,
    abandonment: shareOf(abandoned),
    ...errorOf(served),
    ...(waits.length > 0 && {
      averageSpeedOfAnswer: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
      medianWait: quantile(waits, 0.5),
      p90Wait: quantile(waits, 0.9),
    }),
  };
}

function errorOf(served: readonly Assignment[]): Pick<Summary, 'estimateError'> {
  let [told, absolute, bias] = [0, 0, 0];
  for (const { estimatedMs, waitedMs } of served) {
    if (estimatedMs === undefined) continue;
    told += 1;
    absolute += Math.abs(estimatedMs - waitedMs) / 1000;
    bias += (estimatedMs - waitedMs) / 1000;
  }
  return told === 0 ? {} : { estimateError: { told, meanAbsolute: absolute / told, bias: bias / told } };
}

/** By linear interpolation between the closest ranks. */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

function workOf(
  assignments: readonly Assignment[],
  staff: readonly StaffMember[],
  policy: Pick<EnginePolicy, 'channels'>,
): { readonly agents: readonly AgentSummary[]; readonly occupancy?: number } {
  const work = new Map(staff.map((member) => [member.agentId, { member, served: 0, unitMs: 0 }]));
  for (const { agentId, startedAt = 0, endedAt = 0, arrival } of assignments) {
    const own = agentId === undefined ? undefined : work.get(agentId);
    if (own === undefined) continue;
    const { units, exclusive = false, wrapMs = 0 } = channelRules(policy, arrival.channel);
    const taken = exclusive ? own.member.units : units;
    own.served += 1;
    own.unitMs += taken * overlap({ from: startedAt, to: endedAt + wrapMs }, own.member.shifts);
  }
  const rows = [...work.values()].map(({ member, served, unitMs }) => ({
    member,
    served,
    unitMs,
    capacity: capacityOf(member),
  }));
  const agents = rows.map(({ member: { agentId }, served, unitMs, capacity }) => ({
    ...{ agentId, served, occupancy: capacity === 0 ? 0 : unitMs / capacity },
  }));
  const capacity = rows.reduce((sum, row) => sum + row.capacity, 0);
  if (capacity === 0) return { agents };
  return { agents, occupancy: rows.reduce((sum, { unitMs }) => sum + unitMs, 0) / capacity };
}

const capacityOf = ({ shifts, units }: StaffMember): number =>
  units * shifts.reduce((sum, { from, to }) => sum + to - from, 0);

const overlap = ({ from, to }: Shift, shifts: readonly Shift[]): number =>
  shifts.reduce((sum, shift) => sum + Math.max(0, Math.min(to, shift.to) - Math.max(from, shift.from)), 0);
