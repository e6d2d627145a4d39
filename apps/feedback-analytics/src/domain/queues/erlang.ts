/** A queue for one kind of work: contacts come at random (Poisson), each takes an exponentially distributed time. */
export interface QueueLoad {
  readonly arrivalsPerSecond: number;
  readonly handlingSeconds: number;
  readonly agents: number;
}

/** Erlangs: how many agents the work would fill without a pause. */
export function offeredLoad({ arrivalsPerSecond, handlingSeconds }: QueueLoad): number {
  return arrivalsPerSecond * handlingSeconds;
}

/** Erlang B: the share of contacts that find every agent busy and are lost. By recursion, which never overflows. */
export function erlangB(load: number, agents: number): number {
  let blocking = 1;
  for (let servers = 1; servers <= agents; servers++) blocking = (load * blocking) / (servers + load * blocking);
  return blocking;
}

export interface QueueForecast {
  readonly model: 'erlang-c' | 'erlang-a';
  /** Share of contacts that must wait. */
  readonly waitProbability: number;
  /** Mean wait of all contacts, those that do not wait too. Infinite for a queue that grows without end. */
  readonly meanWaitSeconds: number;
  readonly meanQueue: number;
  /** Share of the agents' time that is on contacts. */
  readonly occupancy: number;
  /** 0 where customers are endlessly patient. */
  readonly abandonedShare: number;
  /** Of all contacts, those that are answered within so many seconds. */
  readonly answeredWithin: (seconds: number) => number;
}

/** Erlang C: nobody gives up. With a load of as many erlangs as agents, or more, the queue grows without end. */
export function erlangC(queue: QueueLoad): QueueForecast {
  const { agents, handlingSeconds } = queue;
  const load = offeredLoad(queue);
  if (load >= agents) return unstable;
  const blocking = erlangB(load, agents);
  const waitProbability = (agents * blocking) / (agents - load * (1 - blocking));
  const spareRate = (agents - load) / handlingSeconds;
  return {
    model: 'erlang-c',
    waitProbability,
    meanWaitSeconds: waitProbability / spareRate,
    meanQueue: (waitProbability * load) / (agents - load),
    occupancy: load / agents,
    abandonedShare: 0,
    answeredWithin: (seconds) => 1 - waitProbability * Math.exp(-spareRate * seconds),
  };
}

const unstable: QueueForecast = {
  model: 'erlang-c',
  waitProbability: 1,
  meanWaitSeconds: Infinity,
  meanQueue: Infinity,
  occupancy: 1,
  abandonedShare: 0,
  answeredWithin: () => 0,
};

/** The wait that a share of all contacts stays below, say 0.9. 0 when so many do not wait at all. */
export function waitPercentile(queue: QueueLoad, share: number): number {
  const { waitProbability } = erlangC(queue);
  const load = offeredLoad(queue);
  if (load >= queue.agents) return Infinity;
  if (waitProbability <= 1 - share) return 0;
  return (Math.log(waitProbability / (1 - share)) * queue.handlingSeconds) / (queue.agents - load);
}
