import { describe, expect, it } from '@jest/globals';
import { decide, type Decision } from './decide.js';
import type { EngineCommand } from './engine-command.js';
import type { EnginePolicy } from './engine-policy.js';
import { EngineState } from './engine-state.js';

const policy: EnginePolicy = { offerTimeoutMs: 120_000, exclusionMs: 300_000, idOf: (...parts) => parts.join('-') };

/** An engine whose every decision is committed. */
class Scenario {
  readonly state = new EngineState();
  private next = 1;

  at(now: number, ...commands: readonly EngineCommand[]): Decision {
    const decision = decide(
      this.state,
      commands.map((command) => ({ id: this.next++, command })),
      now,
      policy,
    );
    this.state.apply(decision.changes);
    return decision;
  }

  agent(agentId: string, units = 100, now = 0): this {
    this.at(
      now,
      { kind: 'put-agent', agentId, units, queues: ['default'], skills: [] },
      { kind: 'set-presence', agentId, state: 'available' },
    );
    return this;
  }
}

const enqueue = (itemId: string, enqueuedAt: number, channel = 'email'): EngineCommand => ({
  kind: 'enqueue',
  itemId,
  caseId: `case-${itemId}`,
  queueId: 'default',
  channel,
  enqueuedAt,
});
const told = ({ facts }: Decision): string[] =>
  facts.map(({ itemId, fact }) => `${itemId} ${fact.type}${'agentId' in fact ? ` ${String(fact.agentId)}` : ''}`);

describe('offers', () => {
  it('go to the agent who is idle longest, and the oldest item goes first', () => {
    const engine = new Scenario().agent('late', 10, 5).agent('early', 10, 1);
    expect(told(engine.at(100, enqueue('b', 60), enqueue('a', 50), enqueue('c', 70)))).toEqual([
      'a offered early',
      'b offered late',
    ]);
  });

  it('go by id among agents who are alike, so that the same state gives the same offer', () => {
    const engine = new Scenario().agent('bea').agent('ada');
    expect(told(engine.at(100, enqueue('a', 50)))).toEqual(['a offered ada']);
  });

  it.each([
    ['a call takes the whole agent', ['phone', 'email'], ['i0 offered ada']],
    ['a call goes to nobody who has anything', ['email', 'phone'], ['i0 offered ada']],
    [
      'five chats fill an agent',
      ['chat', 'chat', 'chat', 'chat', 'chat', 'chat'],
      [0, 1, 2, 3, 4].map((n) => `i${String(n)} offered ada`),
    ],
  ])('%s', (_, channels, expected) => {
    const engine = new Scenario().agent('ada');
    expect(told(engine.at(100, ...channels.map((channel, n) => enqueue(`i${String(n)}`, n, channel))))).toEqual(
      expected,
    );
  });

  it('go to nobody who is away on that channel', () => {
    const engine = new Scenario().agent('ada');
    engine.at(1, { kind: 'set-presence', agentId: 'ada', channel: 'chat', state: 'away' });
    expect(told(engine.at(100, enqueue('a', 50, 'chat'), enqueue('b', 60)))).toEqual(['b offered ada']);
  });

  it('are explained', () => {
    const engine = new Scenario().agent('ada').agent('bea');
    expect(engine.at(100, enqueue('a', 50)).explanations).toMatchObject([
      { itemId: 'a', offerId: 'offer-a-1', winner: 'ada', strategy: 'longest-idle', candidates: 2, exclusions: [] },
    ]);
  });
});

describe('an answer', () => {
  it('that accepts makes the item the agent’s', () => {
    const engine = new Scenario().agent('ada');
    engine.at(1_000, enqueue('a', 500));
    const decision = engine.at(3_000, { kind: 'accept', offerId: 'offer-a-1', agentId: 'ada' });
    expect(told(decision)).toEqual(['a offer-accepted ada', 'a queue-left', 'a assigned ada']);
    expect(decision.facts[0]?.fact).toMatchObject({ answeredSeconds: 2 });
    expect(decision.facts[1]?.fact).toMatchObject({ reason: 'answered', waitedSeconds: 2.5 });
    expect(engine.state.agents.get('ada')?.held).toBe(10);
  });

  it('that declines lets the next one have it, and not the same one again until the exclusion lapses', () => {
    const engine = new Scenario().agent('ada').agent('bea');
    engine.at(1_000, enqueue('a', 500));
    expect(told(engine.at(2_000, { kind: 'decline', offerId: 'offer-a-1' }))).toEqual([
      'a offer-declined ada',
      'a offered bea',
    ]);
    expect(told(engine.at(3_000, { kind: 'decline', offerId: 'offer-a-2' }))).toEqual(['a offer-declined bea']);
    expect(engine.state.nextAlarm).toBe(302_000);
    expect(told(engine.at(301_999))).toEqual([]);
    expect(told(engine.at(302_000))).toEqual(['a offered ada']);
  });

  it.each<[string, EngineCommand, string]>([
    ['of somebody else', { kind: 'accept', offerId: 'offer-a-1', agentId: 'bea' }, 'not-your-offer'],
    ['to an offer that never was', { kind: 'accept', offerId: 'offer-x-1' }, 'unknown-offer'],
  ])('%s is refused', (_, command, code) => {
    const engine = new Scenario().agent('ada').agent('bea', 0);
    engine.at(1_000, enqueue('a', 500));
    const decision = engine.at(2_000, command);
    expect([...decision.results.values()]).toEqual([{ outcome: 'refused', code }]);
    expect(decision.facts).toEqual([]);
  });

  it('that comes at the deadline is too late', () => {
    const engine = new Scenario().agent('ada');
    engine.at(1_000, enqueue('a', 500));
    const decision = engine.at(121_000, { kind: 'accept', offerId: 'offer-a-1' });
    expect(told(decision)).toEqual(['a offer-timed-out ada']);
    expect([...decision.results.values()]).toEqual([{ outcome: 'refused', code: 'unknown-offer' }]);
  });
});

describe('an item', () => {
  it('whose case ended frees its agent, and its pending offer is taken back', () => {
    const engine = new Scenario().agent('ada', 10);
    engine.at(1_000, enqueue('a', 500), enqueue('b', 600));
    expect(told(engine.at(2_000, { kind: 'complete', itemId: 'a', reason: 'case-closed' }))).toEqual([
      'a offer-rescinded ada',
      'b offered ada',
    ]);
  });

  it('that its owner gives back waits at its old place', () => {
    const engine = new Scenario().agent('ada', 10);
    engine.at(1_000, enqueue('a', 500), enqueue('b', 600));
    engine.at(1_500, { kind: 'accept', offerId: 'offer-a-1' });
    engine.agent('bea', 10, 1_600);
    engine.at(1_700, { kind: 'decline', offerId: 'offer-b-1' });
    expect(told(engine.at(2_000, { kind: 'unassign', itemId: 'a', reason: 'end of shift' }))).toEqual([
      'a unassigned ada',
      'a queued',
      'a offered bea',
      'b offered ada',
    ]);
  });

  it('that was offered to an agent who leaves goes on to another at once', () => {
    const engine = new Scenario().agent('ada').agent('bea');
    engine.at(1_000, enqueue('a', 500));
    const decision = engine.at(2_000, { kind: 'set-presence', agentId: 'ada', state: 'offline' });
    expect(told(decision)).toEqual(['a offer-rescinded ada', 'a offered bea']);
    expect(decision.announced.map(({ agentId, version }) => [agentId, version])).toEqual([['ada', 3]]);
  });
});
