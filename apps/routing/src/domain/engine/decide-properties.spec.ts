import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadedWith } from './agent-load.js';
import { decide, deciding, type Decide } from './decide.js';
import type { Draft } from './draft.js';
import type { EngineCommand } from './engine-command.js';
import {
  couldTake,
  histories,
  historyPolicy,
  loadOf,
  numbered,
  play,
  type Act,
  type Moment,
} from './engine-history.suite.js';
import { EngineState } from './engine-state.js';
import { match } from './match.js';
import { channelRules } from './engine-policy.js';

type History = readonly (readonly Act[])[];
type Property = (history: History, core: Decide) => void;

function must(isSo: boolean, what: string, detail: object = {}): void {
  if (!isSo) throw new Error(`${what}: ${JSON.stringify(detail)}`);
}

/** Nobody has more than their units, nor anything beside a call, and what is counted is what they have. */
const withinUnits: Property = (history, core) => {
  play(
    history,
    {
      after: ({ state, decision, now }) => {
        for (const agent of state.agents.values()) {
          const given = agent.recent?.['billing']?.filter((at) => at + 2_500 > now).length ?? 0;
          must(given <= 2, 'more than a fair share', { agent });
          const mine = loadOf(state, agent.agentId);
          const { held, exclusive } = loadedWith(agent, mine, historyPolicy);
          must(agent.held === held && agent.exclusive === exclusive, 'counted otherwise', { agent, mine });
          if (mine.some((channel) => channelRules(historyPolicy, channel).exclusive))
            must(mine.length === 1, 'a call and more', { mine });
          // Units can be taken away under what an agent has; an offer never goes above them.
          if (decision.explanations.some((one) => one.decision === 'offered' && one.winner === agent.agentId))
            must(held <= agent.units, 'above units', { agent, mine });
        }
      },
    },
    core,
  );
};

/** One owner at a time, and no offer beside an owner but to somebody who was asked in. */
const oneOwner: Property = (history, core) => {
  const owners = new Map<string, string>();
  play(
    history,
    {
      before: ({ decision }) => {
        for (const { itemId, fact } of decision.facts) {
          if (fact.type === 'assigned') {
            must(!owners.has(itemId), 'a second owner', { itemId, fact });
            owners.set(itemId, fact.agentId);
          }
          if (fact.type === 'unassigned') owners.delete(itemId);
        }
        for (const item of decision.changes.items.values()) if (item.state === 'done') owners.delete(item.itemId);
      },
      after: ({ state }) => {
        const live = new Set<string>();
        for (const { itemId, agentId, offerId } of state.offers.values()) {
          const item = state.items.get(itemId);
          must(item?.state === 'reserved' || item?.consult?.offerId === offerId, 'an offer of what is not offered', {
            item,
          });
          must(!live.has(`${itemId} ${agentId}`), 'two offers of one item to one agent', { itemId, agentId });
          live.add(`${itemId} ${agentId}`);
        }
      },
    },
    core,
  );
};

/** Nothing waits that somebody could take. */
const nothingForgotten: Property = (history, core) => {
  play(
    history,
    {
      after: ({ state, now }) => {
        for (const item of state.items.values()) {
          if (item.state !== 'waiting') continue;
          const could = [...state.agents.values()].find((agent) => couldTake(state, agent, item, now));
          must(could === undefined, 'waits in spite of', { item, could });
        }
      },
    },
    core,
  );
};

/** Of one tier, one queue and one need, nobody gets the younger one while they could have had the older. */
const inOrder: Property = (history, core) => {
  play(
    history,
    {
      after: ({ state, decision, now }) => {
        for (const one of decision.explanations) {
          const item = one.decision === 'offered' ? state.items.get(one.itemId) : undefined;
          const winner = one.decision === 'offered' ? state.agents.get(one.winner) : undefined;
          if (item === undefined || winner === undefined) continue;
          const free = { ...winner, presence: [{ state: 'available', since: 0 }] as const, units: Infinity };
          for (const other of state.items.values()) {
            const isAlike =
              other.state === 'waiting' &&
              other.queueId === item.queueId &&
              other.channel === item.channel &&
              JSON.stringify([other.need, other.added]) === JSON.stringify([item.need, item.added]) &&
              other.front !== true &&
              Math.floor((other.key ?? 0) / 1e13) === Math.floor((item.key ?? 0) / 1e13) &&
              other.enqueuedAt < item.enqueuedAt;
            // As the winner was before: without what this decision gave them.
            const wouldHave = isAlike && couldTake(new EngineState(), { ...free, recent: {} }, other, now);
            must(!wouldHave || (winner.recent?.[item.queueId]?.length ?? 0) > 0, 'overtaken', { item, other });
          }
        }
      },
    },
    core,
  );
};

/** Whoever waits has come to a queue and not left it, whoever left it had come: waits can be measured from what is told. */
const queueStays: Property = (history, core) => {
  const inQueue = new Set<string>();
  play(
    history,
    {
      before: ({ decision, commands, state }) => {
        for (const command of commands)
          if (command.kind === 'enqueue' && !state.items.has(command.itemId)) inQueue.add(command.itemId);
        for (const { itemId, fact } of decision.facts) {
          const isIn = inQueue.has(itemId);
          if (fact.type === 'queued') must(!isIn, 'comes to a queue twice', { itemId });
          if (fact.type === 'queue-left') must(isIn, 'leaves a queue twice', { itemId });
          if (fact.type === 'queued') inQueue.add(itemId);
          if (fact.type === 'queue-left') inQueue.delete(itemId);
        }
        for (const item of decision.changes.items.values()) if (item.state === 'done') inQueue.delete(item.itemId);
      },
      after: ({ state }) => {
        for (const { itemId, state: itemState, left } of state.items.values()) {
          if (itemState === 'waiting' || itemState === 'reserved')
            must(inQueue.has(itemId), 'waits nowhere', { itemId });
          if (itemState === 'assigned' || left !== undefined)
            must(!inQueue.has(itemId), 'still in a queue', { itemId, itemState });
        }
      },
    },
    core,
  );
};

/** When everything is over, nobody holds anything. */
const unitsReturn: Property = (history, core) => {
  const { state, now } = play(history, {}, core);
  const ends = [...state.items.keys()].map<EngineCommand>((itemId) => ({ kind: 'complete', itemId, reason: 'test' }));
  state.apply(core(state, numbered(ends), now + 1, historyPolicy).changes);
  state.apply(core(state, [], now + 10_000, historyPolicy).changes);
  must(state.items.size + state.offers.size === 0, 'something is left', { items: [...state.items.values()] });
  for (const { agentId, held, exclusive } of state.agents.values())
    must(held === 0 && exclusive === 0, 'units are lost', { agentId, held, exclusive });
};

/** Who left while somebody had it has not left a queue; said again when it waits, that is another matter. */
const repeatable = new Set(['enqueue', 'accept', 'decline', 'complete']);

/** Said twice, in whatever order, it is as if it were said once. */
const repetitionsChangeNothing: Property = (history, core) => {
  play(
    history,
    {
      before: ({ state, decision, now, commands }) => {
        const again = commands.filter(({ kind }) => repeatable.has(kind)).reverse();
        const repeated = core(state, numbered([...commands, ...again]), now, historyPolicy);
        must(same(repeated, decision), 'repetitions count', { commands });
      },
    },
    core,
  );
};

const told = ({ facts, changes }: Moment['decision']): unknown => [
  facts,
  [...changes.items].sort(byId),
  [...changes.agents].sort(byId),
  [...changes.offers].sort(byId),
];
const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
/** Names in one order; how much an agent has by channel follows from what they have. */
const plainly = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => name !== 'on')
          .sort(byId),
      )
    : value;
const same = (a: Moment['decision'], b: Moment['decision']): boolean =>
  JSON.stringify(told(a), plainly) === JSON.stringify(told(b), plainly);
const contents = (state: EngineState): string =>
  JSON.stringify([[...state.items], [...state.agents], [...state.offers]]);

/** The same again gives the same, and deciding changes nothing. */
const pure: Property = (history, core) => {
  play(
    history,
    {
      before: ({ state, decision, now, commands }) => {
        const before = contents(state);
        must(same(core(state, numbered(commands), now, historyPolicy), decision), 'decided otherwise');
        must(contents(state) === before, 'changed by deciding');
      },
    },
    core,
  );
};

/** A new leader that reads what was written decides as the old one would have. */
const survivesItsLeader: Property = (history, core) => {
  play(
    history,
    {
      before: ({ state, decision, now, commands }) => {
        const rows = <T>(all: Iterable<T>): T[] => JSON.parse(JSON.stringify([...all])) as T[];
        const [agents, items, offers] = [
          rows(state.agents.values()),
          rows(state.items.values()),
          rows(state.offers.values()),
        ];
        const beside = { drains: rows(state.drains.values()), flows: rows(state.flows.values()) };
        const read = EngineState.from(agents.reverse(), items.reverse(), offers.reverse(), historyPolicy, beside);
        must(same(core(read, numbered(commands), now, historyPolicy), decision), 'the new leader decides otherwise', {
          commands,
        });
      },
    },
    core,
  );
};

/** The sweep for what was forgotten finds nothing. */
const reviewFindsNothing: Property = (history, core) => {
  play(
    history,
    {
      after: ({ state, now }) => {
        const { facts } = core(state, numbered([{ kind: 'review' }]), now, historyPolicy);
        must(facts.length === 0, 'the review found something', { facts });
      },
    },
    core,
  );
};

/** What is due has been done: an alarm that stays would keep the leader busy for ever. */
const everythingIsDone: Property = (history, core) => {
  const check = ({ state, now }: Moment): void => must((state.nextAlarm ?? Infinity) > now, 'still due', { now });
  play(history, { after: check }, core);
};

let turn = 0;
const afterMatch = (spoil: (draft: Draft) => void): Decide =>
  deciding((draft) => {
    match(draft);
    spoil(draft);
  });
const beforeMatch = (spoil: (draft: Draft) => void): Decide =>
  deciding((draft) => {
    spoil(draft);
    match(draft);
  });

/** A fault that the property must find. */
const faults: readonly (readonly [string, Property, string, Decide])[] = [
  [
    'gives nobody more than their units',
    withinUnits,
    'an end that gives units back twice',
    afterMatch((draft) => {
      for (const item of draft.items.values())
        if (item.state === 'done' && item.agentId !== undefined) draft.release(item.agentId, item.channel);
    }),
  ],
  [
    'gives an item one owner',
    oneOwner,
    'an accepted item whose other offers stand',
    afterMatch((draft) => {
      for (const offer of draft.offers.values())
        if (offer.reason === 'accepted-by-another') draft.offers.set(offer.offerId, { ...offer, state: 'pending' });
    }),
  ],
  [
    'leaves nothing waiting that somebody could take',
    nothingForgotten,
    'a freed agent that nobody looks at',
    beforeMatch((draft) => draft.freed.clear()),
  ],
  [
    'serves in the order of arrival',
    inOrder,
    'the youngest first',
    beforeMatch((draft) => {
      for (const id of [...draft.stirred]) {
        const item = draft.item(id);
        if (item?.state === 'waiting')
          draft.putItem({ ...item, key: Math.floor((item.key ?? 0) / 1e13) * 1e13 + 9e12 - item.enqueuedAt });
      }
    }),
  ],
  [
    'tells when somebody comes to a queue and leaves it',
    queueStays,
    'an acceptance that nobody hears of',
    afterMatch((draft) => {
      const at = draft.facts.findIndex(({ fact }) => fact.type === 'queue-left');
      if (at >= 0) draft.facts.splice(at, 1);
    }),
  ],
  [
    'gives all units back',
    unitsReturn,
    'a decline that keeps the units',
    afterMatch((draft) => {
      for (const offer of draft.offers.values()) if (offer.state === 'declined') draft.take(offer.agentId, 'email');
    }),
  ],
  [
    'counts what is repeated once',
    repetitionsChangeNothing,
    'an arrival that is counted each time it is said',
    (state, commands, now, policy) => {
      const extra = commands.filter(({ command }) => command.kind === 'enqueue').length;
      return decide(state, commands, now + (extra > 1 ? extra : 0), policy);
    },
  ],
  [
    'is pure',
    pure,
    'a counter beside the state',
    afterMatch((draft) => {
      turn += 1;
      for (const item of draft.items.values()) draft.items.set(item.itemId, { ...item, points: turn });
    }),
  ],
  [
    'survives its leader',
    survivesItsLeader,
    'an order that is that of the map',
    (state, commands, now, policy) => {
      const [first] = state.items.values();
      return decide(
        state,
        first === undefined ? commands : [...commands, { id: -1, command: { kind: 'abandon', itemId: first.itemId } }],
        now,
        policy,
      );
    },
  ],
  [
    'does what is due',
    everythingIsDone,
    'a place that is kept with its alarm',
    afterMatch((draft) => {
      for (const item of draft.items.values())
        if (item.state === 'reserved') draft.items.set(item.itemId, { ...item, wakeAt: draft.now });
    }),
  ],
  [
    'leaves nothing for a review',
    reviewFindsNothing,
    'alarms that nobody hears',
    (state, commands, now, policy) => {
      const decision = decide(state, commands, now, policy);
      const deaf = [...decision.changes.items].map(([id, { wakeAt: _, ...item }]) => [id, item] as const);
      return { ...decision, changes: { ...decision.changes, items: new Map(deaf) } };
    },
  ],
];

describe('the engine, whatever happens', () => {
  it.each(faults.map(([name, property]) => ({ name, property })))('$name', ({ property }) => {
    fc.assert(
      fc.property(histories, (history) => property(history, decide)),
      { numRuns: 1_000 },
    );
  });

  it.each(faults.map(([name, property, fault, core]) => ({ name, property, fault, core })))(
    'would not pass "$name" with $fault',
    ({ property, core }) => {
      const found = fc.check(
        fc.property(histories, (history) => property(history, core)),
        // Fixed: a rare fault would be missed by one seed in some hundreds. It ends at the first history that shows it.
        { numRuns: 5_000, seed: 1 },
      );
      expect(found.failed).toBe(true);
    },
  );
});

describe('a hundred thousand waiting items', () => {
  it('cost a wake-up nothing but a look at the first ones', () => {
    const state = new EngineState();
    const crowd = Array.from({ length: 100_000 }, (_, n): EngineCommand => ({
      ...{
        kind: 'enqueue',
        itemId: `i${String(n)}`,
        caseId: `c${String(n)}`,
        queueId: 'general',
        channel: 'email',
        enqueuedAt: n,
      },
    }));
    state.apply(decide(state, numbered(crowd), 200_000, historyPolicy).changes);
    let touched = 0;
    const [lane] = state.catalogue.lanesOf('general');
    if (lane === undefined) throw new Error('nothing waits');
    const { order } = lane;
    const find = order.find.bind(order);
    order.find = (accept, from) =>
      find((entry) => {
        touched += 1;
        return accept(entry);
      }, from);
    const staff: EngineCommand[] = [
      { kind: 'put-agent', agentId: 'ada', units: 100, queues: ['general'], skills: [] },
      { kind: 'set-presence', agentId: 'ada', state: 'available' },
    ];
    expect(decide(state, numbered(staff), 200_001, historyPolicy).explanations).toHaveLength(10);
    expect(touched).toBeLessThan(200);
  });
});
