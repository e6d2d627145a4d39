import type { Contribution } from './contribution.js';

export type Work = 'on-contact' | 'idle' | 'off';

/** What an agent does since when. */
export interface AgentState {
  readonly agentId: string;
  readonly version: number;
  /** Version of the agent at routing. */
  readonly agentVersion: number;
  readonly team?: string;
  readonly since: Date;
  readonly work: Work;
  readonly isPresent: boolean;
  readonly freeUnits: number;
}

const hourMs = 3_600_000;
/** A state that nobody ended for so long was forgotten, and says nothing about work. */
const longestMs = 24 * hourMs;

/** The time that a state lasted, hour by hour: wall-clock, however many cases at once. */
export function workingTime(state: AgentState, until: number): readonly Contribution[] {
  const from = state.since.getTime();
  if (state.work === 'off' || until <= from || until - from > longestMs) return [];
  const dims = { agent: state.agentId, ...(state.team !== undefined && { team: state.team }) };
  const pieces: Contribution[] = [];
  for (let at = from; at < until;) {
    const end = Math.min(until, (Math.floor(at / hourMs) + 1) * hourMs);
    const spent = end - at;
    const sums = state.work === 'on-contact' ? { n: 1, part: spent } : { n: 1, part2: spent };
    pieces.push({ measure: 'occupancy', at, dims, sums });
    at = end;
  }
  return pieces;
}
