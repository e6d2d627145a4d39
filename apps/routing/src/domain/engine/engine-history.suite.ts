import fc from 'fast-check';
import { presenceOn } from './agent-load.js';
import { decide, type Decide, type Decision } from './decide.js';
import type { EngineCommand, NumberedCommand } from './engine-command.js';
import type { Agent, Item } from './engine-model.js';
import { channelRules, type EnginePolicy } from './engine-policy.js';
import { EngineState } from './engine-state.js';

/** Rules with something of everything, and times so short that histories run into them. */
export const historyPolicy: EnginePolicy = {
  version: 'test@1',
  offerTimeoutMs: 1_000,
  exclusionMs: 3_000,
  idOf: (...parts) => parts.join('-'),
  queues: {
    general: {},
    billing: {
      strategy: 'best-skill',
      offersAtOnce: 2,
      fairShare: { limit: 2, windowMs: 2_500 },
      steps: [
        { durationMs: 800 },
        { durationMs: 900, lower: { tax: 1 }, addQueues: ['general'] },
        { durationMs: 1_000, drop: ['tax'], raiseUrgency: 1, skipIfEmpty: true },
      ],
    },
    sales: {
      strategy: 'least-load',
      stickyMs: 700,
      overflow: [{ afterMs: 1_500, addQueue: 'general', raiseUrgency: 1 }],
    },
  },
  channels: {
    phone: { units: 100, exclusive: true, wrapMs: 300, graceMs: 0 },
    chat: { units: 20, cap: 3, graceMs: 900 },
    email: { units: 10, warnMs: 2_000, returnMs: 4_000 },
  },
  supervisorQueue: 'supervisors',
  maxTransfers: 2,
  maxOffers: 6,
  maxWaitMs: { 3: 3_000, 4: 4_000 },
  breachBoost: [{ withinMs: 1_000, boostMs: 500 }],
  awayAfter: 2,
  lostGraceMs: 1_200,
  callback: { attemptsMax: 2, minGapMs: 700 },
};

const agentIds = ['ada', 'bea', 'cleo', 'dan'];
const skillSets = [
  [],
  [{ skill: 'tax', level: 2 }],
  [
    { skill: 'tax', level: 4 },
    { skill: 'hu', level: 3 },
  ],
];
const queueSets = [['general'], ['billing', 'general'], ['sales', 'billing'], ['general', 'sales', 'supervisors']];
const needs = [[], [{ skill: 'tax', level: 3 }], [{ skill: 'hu', level: 2, firm: true }]];

/** What may happen; numbers choose among what there is at that moment. */
export type Act =
  | {
      readonly do: 'enqueue';
      readonly n: number;
      readonly channel: string;
      readonly queueId: string;
      readonly age: number;
      readonly urgency: number;
      readonly need: number;
      readonly sticky?: string;
    }
  | { readonly do: OnOffer | OnItem; readonly pick: number }
  | { readonly do: 'transfer'; readonly pick: number; readonly mode: 'cold' | 'direct' | 'warm'; readonly to: number }
  | { readonly do: 'assign'; readonly pick: number; readonly to: number }
  | { readonly do: 'drain'; readonly n: number }
  | { readonly do: 'lost' | 'back'; readonly agentId: string }
  | { readonly do: 'presence'; readonly agentId: string; readonly state: 'available' | 'away' | 'offline' }
  | {
      readonly do: 'agent';
      readonly agentId: string;
      readonly units: number;
      readonly set: number;
      readonly delay: number;
    }
  | { readonly do: 'wait'; readonly ms: number };

type OnOffer = 'accept' | 'decline';
type OnItem = 'complete' | 'abandon' | 'unassign' | 'callback' | 'no-answer' | 'complete-transfer' | 'cancel-transfer';

const record = <T>(weight: number, shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => ({
  weight,
  arbitrary: fc.record(shape) as fc.Arbitrary<T>,
});

const act: fc.Arbitrary<Act> = fc.oneof(
  record<Act & { do: 'enqueue' }>(5, {
    do: fc.constant('enqueue'),
    n: fc.nat(40),
    channel: fc.constantFrom('phone', 'chat', 'email'),
    queueId: fc.constantFrom('general', 'billing', 'sales'),
    age: fc.nat(500),
    urgency: fc.constantFrom(3, 3, 4, 5),
    need: fc.nat(2),
    sticky: fc.constantFrom(undefined, ...agentIds),
  }),
  record<Act & { do: OnOffer }>(4, { do: fc.constantFrom('accept', 'accept', 'decline'), pick: fc.nat(20) }),
  record<Act & { do: OnItem }>(4, {
    do: fc.constantFrom<OnItem>(
      ...([
        'complete',
        'abandon',
        'unassign',
        'callback',
        'no-answer',
        'complete-transfer',
        'cancel-transfer',
      ] as const),
    ),
    pick: fc.nat(20),
  }),
  record<Act & { do: 'transfer' }>(1, {
    do: fc.constant('transfer'),
    pick: fc.nat(20),
    mode: fc.constantFrom('cold', 'direct', 'warm'),
    to: fc.nat(3),
  }),
  record<Act & { do: 'assign' }>(1, { do: fc.constant('assign'), pick: fc.nat(20), to: fc.nat(3) }),
  record<Act & { do: 'drain' }>(1, { do: fc.constant('drain'), n: fc.nat(5) }),
  record<Act & { do: 'lost' | 'back' }>(1, {
    do: fc.constantFrom('lost', 'back'),
    agentId: fc.constantFrom(...agentIds),
  }),
  record<Act & { do: 'presence' }>(2, {
    do: fc.constant('presence'),
    agentId: fc.constantFrom(...agentIds),
    state: fc.constantFrom('available', 'available', 'away', 'offline'),
  }),
  record<Act & { do: 'agent' }>(1, {
    do: fc.constant('agent'),
    agentId: fc.constantFrom(...agentIds),
    units: fc.constantFrom(0, 20, 100, 200),
    set: fc.nat(11),
    delay: fc.constantFrom(0, 0, 600),
  }),
  record<Act & { do: 'wait' }>(2, { do: fc.constant('wait'), ms: fc.nat(1_500) }),
);
export const histories = fc.array(fc.array(act, { maxLength: 6 }), { minLength: 1, maxLength: 14 });

export const numbered = (commands: readonly EngineCommand[]): NumberedCommand[] =>
  commands.map((command, id) => ({ id, command }));

function agentCommand(agentId: string, units: number, set: number, delayMs: number): EngineCommand {
  const queues = queueSets[set % queueSets.length] ?? [];
  const terms = Object.fromEntries(queues.map((queueId, rank) => [queueId, { rank, ...(delayMs > 0 && { delayMs }) }]));
  const skills = skillSets[set % skillSets.length] ?? [];
  return { kind: 'put-agent', agentId, units, queues, skills, queueTerms: terms };
}

function commandOf(state: EngineState, one: Act, now: number): EngineCommand | undefined {
  const among = (ids: Iterable<string>, index: number): string => {
    const all = [...ids];
    return all[index % Math.max(1, all.length)] ?? 'none';
  };
  switch (one.do) {
    case 'enqueue': {
      const { n, channel, queueId, age, urgency, need, sticky } = one;
      const required = needs[need] ?? [];
      const itemId = `i${String(n)}`;
      const enqueuedAt = now - age;
      const given = { itemId, caseId: `c${itemId}`, queueId, channel, enqueuedAt, urgency, required };
      return { kind: 'enqueue', ...given, ...(sticky !== undefined && { stickyAgentId: sticky }) };
    }
    case 'accept':
    case 'decline':
      return { kind: one.do, offerId: among(state.offers.keys(), one.pick) };
    case 'complete':
    case 'unassign':
      return { kind: one.do, itemId: among(state.items.keys(), one.pick), reason: 'test' };
    case 'abandon':
    case 'complete-transfer':
    case 'cancel-transfer':
      return { kind: one.do, itemId: among(state.items.keys(), one.pick) };
    case 'callback':
      return { kind: 'request-callback', itemId: among(state.items.keys(), one.pick), notBefore: now + 400 };
    case 'no-answer':
      return { kind: 'callback-outcome', itemId: among(state.items.keys(), one.pick), outcome: 'no-answer' };
    case 'transfer': {
      const { pick, mode, to } = one;
      const target = mode === 'cold' ? { queueId: 'sales' } : { agentId: agentIds[to] ?? 'ada' };
      return { kind: 'transfer', itemId: among(state.items.keys(), pick), mode, reason: 'test', ...target };
    }
    case 'assign': {
      const given = { itemId: among(state.items.keys(), one.pick), agentId: agentIds[one.to] ?? 'ada' };
      return { kind: 'assign', ...given, reason: 'test', decidedBy: 'boss' };
    }
    case 'drain':
      return { kind: 'drain', drainId: `d${String(one.n)}`, queueId: 'sales', to: 'general', reason: 'test' };
    case 'lost':
    case 'back':
      return { kind: `connection-${one.do}`, agentId: one.agentId };
    case 'presence':
      return { kind: 'set-presence', agentId: one.agentId, state: one.state };
    case 'agent':
      return agentCommand(one.agentId, one.units, one.set, one.delay);
    case 'wait':
      return undefined;
  }
}

export interface Moment {
  readonly state: EngineState;
  readonly decision: Decision;
  readonly now: number;
  readonly commands: readonly EngineCommand[];
}

/** Plays a history, and shows each decision before and after it is applied. */
export function play(
  history: readonly (readonly Act[])[],
  see: { readonly before?: (moment: Moment) => void; readonly after?: (moment: Moment) => void },
  core: Decide = decide,
  policy: EnginePolicy = historyPolicy,
): { readonly state: EngineState; readonly now: number } {
  const state = new EngineState();
  let now = 10_000;
  const staff = agentIds.flatMap<EngineCommand>((agentId, index) => [
    agentCommand(agentId, 100, index, 0),
    { kind: 'set-presence', agentId, state: 'available' },
  ]);
  state.apply(core(state, numbered(staff), now, policy).changes);
  for (const batch of history) {
    for (const one of batch) now += one.do === 'wait' ? one.ms : 1;
    const commands = batch.map((one) => commandOf(state, one, now)).filter((command) => command !== undefined);
    const decision = core(state, numbered(commands), now, policy);
    const moment = { state, decision, now, commands };
    see.before?.(moment);
    state.apply(decision.changes);
    see.after?.(moment);
  }
  return { state, now };
}

/** Said plainly, with no index and no order: could this agent be offered this item at this moment? */
export function couldTake(state: EngineState, agent: Agent, item: Item, now: number, policy = historyPolicy): boolean {
  const { channel, excluded = {}, need = [], sticky } = item;
  const { units, exclusive = false, cap = Infinity } = channelRules(policy, channel);
  const mine = loadOf(state, agent.agentId);
  const held = mine.reduce((sum, one) => sum + channelRules(policy, one).units, 0);
  const hasCall = mine.some((one) => channelRules(policy, one).exclusive === true);
  if (presenceOn(agent, channel) !== 'available' || hasCall || held + units > agent.units) return false;
  if (exclusive && mine.length > 0) return false;
  if (mine.filter((one) => one === channel).length >= cap) return false;
  if (need.some(({ skill, level }) => !agent.skills.some((own) => own.skill === skill && own.level >= level)))
    return false;
  const queues = [item.queueId, ...(item.added ?? [])].filter((queueId) => agent.queues.includes(queueId));
  if (!queues.some((queueId) => now - item.enqueuedAt >= (agent.queueTerms?.[queueId]?.delayMs ?? 0))) return false;
  const share = policy.queues?.[item.queueId]?.fairShare;
  const recent = agent.recent?.[item.queueId] ?? [];
  if (share && recent.filter((at) => at + share.windowMs > now).length >= share.limit) return false;
  return (excluded[agent.agentId] ?? 0) <= now && (sticky === undefined || sticky.agentId === agent.agentId);
}

/** The channels of everything that the agent is taken by. */
export function loadOf(state: EngineState, agentId: string): string[] {
  const items = [...state.items.values()];
  const owned = items.filter((item) => item.agentId === agentId && ['assigned', 'wrapping'].includes(item.state));
  const joined = items.filter(({ consult }) => consult?.agentId === agentId && consult.offerId === undefined);
  const offered = [...state.offers.values()].filter((offer) => offer.agentId === agentId);
  const channels = offered.map(({ itemId }) => state.items.get(itemId)?.channel ?? 'lost');
  return [...owned.map(({ channel }) => channel), ...joined.map(({ channel }) => channel), ...channels];
}
