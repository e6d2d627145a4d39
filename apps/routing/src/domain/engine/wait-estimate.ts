/**
 * How fast a queue is served, as far as it shows. What counts is the time between two acceptances while somebody waited
 * all the while: it holds what agents do beside (other queues, several chats at once), which no formula of agents and
 * handling times knows, and says nothing of quiet hours, in which customers are what is missing.
 */
export interface QueueFlow {
  readonly queueId: string;
  /** The last acceptance. */
  readonly servedAt: number;
  /** How long the latest have waited, the newest counting most. */
  readonly waitMs: number;
  /** Mean time between acceptances while somebody waited; absent before there was one. */
  readonly paceMs?: number;
  /** How many were there to serve it meanwhile. */
  readonly staff?: number;
  /** Of how many acceptances the pace is. */
  readonly paced: number;
  readonly error?: EstimateError;
}

/** How far estimates were from what came, of the latest some hundred. Greater than it was: positive. */
export interface EstimateError {
  readonly count: number;
  readonly meanAbsoluteMs: number;
  readonly biasMs: number;
}

export type EstimateMethod = 'room' | 'throughput' | 'recent-waits';

export interface WaitEstimate {
  readonly waitMs: number;
  readonly method: EstimateMethod;
  /** 1: the next. */
  readonly position: number;
}

/** How much the latest wait and the latest interval count. */
const newestWait = 0.2;
const newestPace = 0.05;
const newestError = 0.01;
/** Fewer say too little. */
const enough = 5;
/** More or fewer people than were seen at work: believed within these bounds. */
const staffBounds = [0.25, 4] as const;

export interface QueueNow {
  /** Waiting, in the same tier or a more urgent one. */
  readonly ahead: number;
  /** Agents of the queue who are there, with or without room. */
  readonly present: number;
  /** Whether one of them could be offered something now, and nobody else waits for it. */
  readonly hasRoom: boolean;
}

/** Undefined where nobody can say: nobody is there, or nothing was seen of the queue yet. */
export function estimateWait(
  { ahead, present, hasRoom }: QueueNow,
  flow: QueueFlow | undefined,
): WaitEstimate | undefined {
  if (present === 0) return undefined;
  const position = ahead + 1;
  if (hasRoom) return { waitMs: 0, method: 'room', position };
  if (flow === undefined) return undefined;
  if (flow.paceMs === undefined || flow.paced < enough)
    return { waitMs: flow.waitMs, method: 'recent-waits', position };
  const [low, high] = staffBounds;
  const more = Math.min(high, Math.max(low, present / Math.max(1, flow.staff ?? present)));
  return { waitMs: (position * flow.paceMs) / more, method: 'throughput', position };
}

/** Somebody of the queue was accepted who had waited for so long. */
export function servedAt(
  before: QueueFlow | undefined,
  queueId: string,
  { now, waitedMs, present }: { readonly now: number; readonly waitedMs: number; readonly present: number },
): QueueFlow {
  if (before === undefined) return { queueId, servedAt: now, waitMs: waitedMs, paced: 0 };
  const flow = { ...before, servedAt: now, waitMs: towards(before.waitMs, waitedMs, newestWait) };
  const sinceMs = now - before.servedAt;
  // Who waited the whole time shows that the agents were what was missing.
  if (waitedMs < sinceMs) return flow;
  const weight = Math.max(newestPace, 1 / (before.paced + 1));
  return {
    ...flow,
    paced: before.paced + 1,
    paceMs: towards(before.paceMs ?? sinceMs, sinceMs, weight),
    staff: towards(before.staff ?? present, present, weight),
  };
}

export function withError(flow: QueueFlow, errorMs: number): QueueFlow {
  const { count, meanAbsoluteMs, biasMs } = flow.error ?? { count: 0, meanAbsoluteMs: 0, biasMs: 0 };
  const weight = Math.max(newestError, 1 / (count + 1));
  return {
    ...flow,
    error: {
      count: count + 1,
      meanAbsoluteMs: towards(meanAbsoluteMs, Math.abs(errorMs), weight),
      biasMs: towards(biasMs, errorMs, weight),
    },
  };
}

const towards = (from: number, to: number, weight: number): number => from + weight * (to - from);
