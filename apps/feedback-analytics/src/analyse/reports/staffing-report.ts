import { erlangB, offeredLoad, waitPercentile } from '../../domain/queues/erlang.js';
import { agentsFor, forecast, onTheRota, type ServiceTarget, type StaffingNeed } from '../../domain/queues/staffing.js';
import { AnalysisRefused } from '../analysis-refused.js';
import { digits, type AnalysisReport } from '../report.js';

/** One hour to be staffed. */
export interface StaffingCase {
  readonly label: string;
  readonly arrivalsPerHour: number;
  readonly handlingSeconds: number;
  /** Without it the fewest that reach the target are found. */
  readonly agents?: number;
  readonly patienceSeconds?: number;
  readonly target: ServiceTarget;
  readonly maxOccupancy?: number;
  /** Share of paid time that is not at work. */
  readonly shrinkage?: number;
}

/** More agents than this in one group are a slip of the pen, and would be slow to search. */
const mostAgents = 100_000;

export function staffingResult(given: StaffingCase) {
  const need: StaffingNeed = {
    arrivalsPerSecond: given.arrivalsPerHour / 3600,
    handlingSeconds: given.handlingSeconds,
    ...(given.patienceSeconds !== undefined && { patienceSeconds: given.patienceSeconds }),
  };
  const load = offeredLoad({ ...need, agents: 0 });
  if (load > mostAgents) throw new AnalysisRefused(`${given.label}: more than ${mostAgents} erlangs`);
  const agents = given.agents ?? agentsFor(need, given.target, given.maxOccupancy);
  const { model, answeredWithin, ...queue } = forecast(need, agents);
  return {
    label: given.label,
    model,
    arrivalsPerHour: given.arrivalsPerHour,
    handlingSeconds: given.handlingSeconds,
    ...(given.patienceSeconds !== undefined && { patienceSeconds: given.patienceSeconds }),
    offeredErlangs: load,
    agents,
    ...(given.shrinkage !== undefined && { agentsOnTheRota: onTheRota(agents, given.shrinkage) }),
    serviceLevel: answeredWithin(given.target.seconds),
    targetSeconds: given.target.seconds,
    ...queue,
    // Percentiles are known in closed form only where nobody gives up.
    ...(model === 'erlang-c' && { waitP90Seconds: waitPercentile({ ...need, agents }, 0.9) }),
    blockingProbability: erlangB(load, agents),
  };
}

export function staffingReport(cases: readonly StaffingCase[]): AnalysisReport {
  const results = cases.map(staffingResult);
  return {
    analysis: 'staffing',
    tables: results.length === 1 ? results.map(oneCase) : [manyCases(results)],
    results: { cases: results },
    warnings: results
      .filter(({ meanWaitSeconds }) => !Number.isFinite(meanWaitSeconds))
      .map(
        ({ label, offeredErlangs, agents }) =>
          `${label}: ${agents} agents for ${digits(offeredErlangs, 2)} erlangs, so the queue grows without end`,
      ),
  };
}

type Result = ReturnType<typeof staffingResult>;

function oneCase(result: Result) {
  const lines: [string, string][] = [
    ['model', result.model === 'erlang-a' ? 'Erlang A (customers give up)' : 'Erlang C (nobody gives up)'],
    ['offered load, erlangs', digits(result.offeredErlangs, 4)],
    ['agents', String(result.agents)],
    ...(result.agentsOnTheRota === undefined
      ? []
      : [['agents on the rota', String(result.agentsOnTheRota)] as [string, string]]),
    [`answered within ${result.targetSeconds} s, of all`, percentOf(result.serviceLevel)],
    ['must wait', percentOf(result.waitProbability)],
    ['mean wait (ASA), s', digits(result.meanWaitSeconds, 4)],
    ...(result.waitP90Seconds === undefined
      ? []
      : [['9 of 10 wait less than, s', digits(result.waitP90Seconds, 4)] as [string, string]]),
    ['mean queue', digits(result.meanQueue, 4)],
    ['occupancy', percentOf(result.occupancy)],
    ['give up', percentOf(result.abandonedShare)],
    ['lost without a queue (Erlang B)', percentOf(result.blockingProbability)],
  ];
  return { title: result.label, columns: ['figure', 'value'], rows: lines };
}

function manyCases(results: readonly Result[]) {
  return {
    title: 'Staffing',
    columns: [
      'case',
      'model',
      'erlangs',
      'agents',
      'in time %',
      'waits %',
      'ASA s',
      'queue',
      'occupancy %',
      'give up %',
      'Erlang B %',
    ],
    rows: results.map((result) => [
      result.label,
      result.model,
      digits(result.offeredErlangs, 3),
      String(result.agents),
      ...[result.serviceLevel, result.waitProbability].map((share) => digits(100 * share, 3)),
      digits(result.meanWaitSeconds, 3),
      digits(result.meanQueue, 3),
      ...[result.occupancy, result.abandonedShare, result.blockingProbability].map((share) => digits(100 * share, 3)),
    ]),
  };
}

function percentOf(share: number): string {
  return `${digits(100 * share, 4)}%`;
}
