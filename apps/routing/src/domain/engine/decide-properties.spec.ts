import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canTake, loadedWith } from './agent-load.js';
import { costOf } from './capacity.js';
import { decide, type Decision, type EnginePolicy } from './decide.js';
import type { EngineCommand, NumberedCommand } from './engine-command.js';
import { EngineState } from './engine-state.js';

const policy: EnginePolicy = { offerTimeoutMs: 1_000, exclusionMs: 3_000, idOf: (...parts) => parts.join('-') };
const agentIds = ['ada', 'bea', 'cleo'];
const channels = ['phone', 'chat', 'email'];

/** What may happen; numbers choose among what there is at that moment. */
type Act =
  | { readonly do: 'enqueue'; readonly n: number; readonly channel: string; readonly age: number }
  | { readonly do: 'accept' | 'decline' | 'complete' | 'unassign'; readonly pick: number }
  | { readonly do: 'presence'; readonly agentId: string; readonly available: boolean }
  | { readonly do: 'agent'; readonly agentId: string; readonly units: number }
  | { readonly do: 'wait'; readonly ms: number };

const pick = fc.nat(20);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('enqueue' as const),
      n: fc.nat(30),
      channel: fc.constantFrom(...channels),
      age: fc.nat(500),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('accept' as const, 'decline' as const, 'complete' as const, 'unassign' as const),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('presence' as const),
      agentId: fc.constantFrom(...agentIds),
      available: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('agent' as const),
      agentId: fc.constantFrom(...agentIds),
      units: fc.constantFrom(0, 20, 100, 200),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(2_000) }) },
);
const batches = fc.array(fc.array(act, { maxLength: 6 }), { minLength: 1, maxLength: 25 });

function commandOf(state: EngineState, one: Act, now: number): EngineCommand | undefined {
  const among = <T>(all: Iterable<T>, index: number): T | undefined => [...all][index % Math.max(1, [...all].length)];
  switch (one.do) {
    case 'enqueue': {
      const itemId = `i${String(one.n)}`;
      return {
        kind: 'enqueue',
        itemId,
        caseId: `c${itemId}`,
        queueId: 'default',
        channel: one.channel,
        enqueuedAt: now - one.age,
      };
    }
    case 'accept':
    case 'decline': {
      const offerId = among(state.offers.keys(), one.pick);
      return offerId === undefined ? undefined : { kind: one.do, offerId };
    }
    case 'complete':
    case 'unassign': {
      const itemId = among(state.items.keys(), one.pick);
      return itemId === undefined ? undefined : { kind: one.do, itemId, reason: 'test' };
    }
    case 'presence':
      return { kind: 'set-presence', agentId: one.agentId, state: one.available ? 'available' : 'offline' };
    case 'agent':
      return { kind: 'put-agent', agentId: one.agentId, units: one.units, queues: ['default'], skills: [] };
    case 'wait':
      return undefined;
  }
}

function numbered(commands: readonly EngineCommand[]): NumberedCommand[] {
  return commands.map((command, id) => ({ id, command }));
}

function run(
  all: readonly (readonly Act[])[],
  check: (state: EngineState, decision: Decision, now: number, commands: EngineCommand[]) => void,
) {
  const state = new EngineState();
  const staff = agentIds.flatMap<EngineCommand>((agentId) => [
    { kind: 'put-agent', agentId, units: 100, queues: ['default'], skills: [] },
    { kind: 'set-presence', agentId, state: 'available' },
  ]);
  let now = 10_000;
  state.apply(decide(state, numbered(staff), now, policy).changes);
  for (const batch of all) {
    for (const one of batch) now += one.do === 'wait' ? one.ms : 1;
    const commands = batch.map((one) => commandOf(state, one, now)).filter((command) => command !== undefined);
    const decision = decide(state, numbered(commands), now, policy);
    check(state, decision, now, commands);
  }
  return { state, now };
}

function expectSound(state: EngineState, now: number): void {
  for (const agent of state.agents.values()) {
    const mine = [...state.items.values()].filter(({ agentId }) => agentId === agent.agentId);
    expect({ held: agent.held, exclusive: agent.exclusive }).toMatchObject({
      held: loadedWith(agent, mine).held,
      exclusive: loadedWith(agent, mine).exclusive,
    });
    if (mine.some(({ channel }) => costOf(channel).exclusive)) expect(mine).toHaveLength(1);
  }
  for (const item of state.items.values()) {
    if (item.state !== 'waiting') continue;
    const could = [...state.agents.values()].filter(
      (agent) => canTake(agent, item.queueId, item.channel) && (item.excluded?.[agent.agentId] ?? 0) <= now,
    );
    expect({ waits: item.itemId, could: could.map(({ agentId }) => agentId) }).toEqual({
      waits: item.itemId,
      could: [],
    });
  }
  const waiting = [...state.items.values()].filter((item) => item.state === 'waiting').length;
  expect([...state.lanes.values()].reduce((sum, lane) => sum + lane.order.size, 0)).toBe(waiting);
}

describe('the engine, whatever happens', () => {
  it('gives nobody more than their units at the moment of the offer, and leaves nothing waiting that somebody could take', () => {
    fc.assert(
      fc.property(batches, (all) => {
        run(all, (state, decision, now) => {
          state.apply(decision.changes);
          for (const { winner } of decision.explanations) {
            const agent = state.agents.get(winner);
            expect(agent?.held).toBeLessThanOrEqual(agent?.units ?? -1);
          }
          expectSound(state, now);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('has at most one pending offer for an item, and one accepted offer for each stay of it', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const owners = new Map<string, string>();
        run(all, (state, { facts, changes }) => {
          for (const { itemId, fact } of facts) {
            if (fact.type === 'assigned') {
              expect(owners.get(itemId)).toBeUndefined();
              owners.set(itemId, fact.agentId);
            }
            if (fact.type === 'unassigned') owners.delete(itemId);
          }
          for (const item of changes.items.values()) if (item.state === 'done') owners.delete(item.itemId);
          state.apply(changes);
          const offered = [...state.offers.values()].map(({ itemId }) => itemId);
          expect(new Set(offered).size).toBe(offered.length);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('decides the same again, and changes nothing by deciding', () => {
    fc.assert(
      fc.property(batches, (all) => {
        run(all, (state, decision, now, commands) => {
          const before = JSON.stringify([[...state.items], [...state.agents], [...state.offers]]);
          expect(decide(state, numbered(commands), now, policy)).toEqual(decision);
          expect(JSON.stringify([[...state.items], [...state.agents], [...state.offers]])).toBe(before);
          state.apply(decision.changes);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is not changed by repetitions, in whatever order', () => {
    const repeatable = new Set(['enqueue', 'accept', 'decline', 'complete']);
    fc.assert(
      fc.property(batches, fc.infiniteStream(fc.nat()), (all, lots) => {
        run(all, (state, decision, now, commands) => {
          const again = commands
            .filter(({ kind }) => repeatable.has(kind))
            .map((command) => ({ command, lot: Number(lots.next().value) }))
            .sort((a, b) => a.lot - b.lot)
            .map(({ command }) => command);
          const repeated = decide(state, numbered([...commands, ...again]), now, policy);
          expect(repeated.facts).toEqual(decision.facts);
          expect(repeated.changes).toEqual(decision.changes);
          state.apply(decision.changes);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('holds no units once everything is over', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const { state, now } = run(all, (current, { changes }) => current.apply(changes));
        const ends = [...state.items.keys()].map<EngineCommand>((itemId) => ({
          kind: 'complete',
          itemId,
          reason: 'test',
        }));
        state.apply(decide(state, numbered(ends), now + 1, policy).changes);
        expect([...state.agents.values()].map(({ held, exclusive }) => [held, exclusive])).toEqual(
          agentIds.map(() => [0, 0]),
        );
        expect([state.items.size, state.offers.size]).toEqual([0, 0]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a hundred thousand waiting items', () => {
  it('cost a wake-up nothing but a look at the first ones', () => {
    const state = new EngineState();
    const crowd = Array.from({ length: 100_000 }, (_, n) => ({
      id: n,
      command: commandOf(state, { do: 'enqueue', n, channel: 'email', age: 0 }, n),
    }));
    state.apply(decide(state, crowd as NumberedCommand[], 200_000, policy).changes);
    let touched = 0;
    const [lane] = state.lanes.values();
    const { order } = lane ?? { order: undefined };
    const iterate = order?.[Symbol.iterator].bind(order);
    if (order === undefined || iterate === undefined) throw new Error('nothing waits');
    order[Symbol.iterator] = function* () {
      for (const entry of iterate()) {
        touched += 1;
        yield entry;
      }
    };
    const staff: EngineCommand[] = [
      { kind: 'put-agent', agentId: 'ada', units: 100, queues: ['default'], skills: [] },
      { kind: 'set-presence', agentId: 'ada', state: 'available' },
    ];
    expect(decide(state, numbered(staff), 200_001, policy).explanations).toHaveLength(10);
    expect(touched).toBeLessThan(20);
  });
});
