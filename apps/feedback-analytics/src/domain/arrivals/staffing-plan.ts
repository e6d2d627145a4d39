import { agentsFor, onTheRota, type ServiceTarget } from '../queues/staffing.js';

export interface StaffingPolicy {
  readonly handlingSeconds: number;
  readonly patienceSeconds?: number;
  readonly target: ServiceTarget;
  readonly maxOccupancy?: number;
  /** Share of paid time that is not at work; 0 unless it is given. */
  readonly shrinkage?: number;
}

export interface StaffedHour {
  readonly hourOfWeek: number;
  readonly contacts: number;
  readonly agents: number;
  readonly onTheRota: number;
}

/** How many are needed in each hour of a week; nobody in an hour in which nobody is expected. */
export function staffingPlan(byHourOfWeek: readonly number[], policy: StaffingPolicy): readonly StaffedHour[] {
  const { target, maxOccupancy, shrinkage = 0, ...need } = policy;
  return byHourOfWeek.map((contacts, hourOfWeek) => {
    const agents = contacts > 0 ? agentsFor({ ...need, arrivalsPerSecond: contacts / 3600 }, target, maxOccupancy) : 0;
    return { hourOfWeek, contacts, agents, onTheRota: onTheRota(agents, shrinkage) };
  });
}
