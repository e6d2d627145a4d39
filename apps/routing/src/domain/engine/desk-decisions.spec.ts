import { describe, expect, it } from '@jest/globals';
import { decide, type Decision } from './decide.js';
import type { CommandOf, EngineCommand } from './engine-command.js';
import type { Item } from './engine-model.js';
import type { EnginePolicy } from './engine-policy.js';
import { EngineState } from './engine-state.js';

const minute = 60_000;

class Desk {
  readonly state = new EngineState();
  private readonly policy: EnginePolicy;

  constructor(rules: Partial<EnginePolicy> = {}) {
    const idOf = (...parts: string[]): string => parts.join('-');
    this.policy = { offerTimeoutMs: minute, exclusionMs: minute, idOf, queues: { desk: {}, tax: {} }, ...rules };
  }

  at(now: number, ...commands: readonly EngineCommand[]): Decision {
    const decision = decide(
      this.state,
      commands.map((command, id) => ({ id, command })),
      now,
      this.policy,
    );
    this.state.apply(decision.changes);
    return decision;
  }

  hire(agentId: string, more: Partial<CommandOf<'put-agent'>> = {}): this {
    const plain = { kind: 'put-agent', agentId, units: 20, queues: ['desk'], skills: [] } as const;
    this.at(0, { ...plain, ...more }, { kind: 'set-presence', agentId, state: 'available' });
    return this;
  }

  item(itemId: string): Item | undefined {
    return this.state.items.get(itemId);
  }

  held(agentId: string): number | undefined {
    return this.state.agents.get(agentId)?.held;
  }
}

const enqueue = (itemId: string, enqueuedAt: number, more: Partial<CommandOf<'enqueue'>> = {}): EngineCommand => ({
  ...{ kind: 'enqueue', itemId, caseId: `case-${itemId}`, queueId: 'desk', channel: 'email', enqueuedAt },
  ...more,
});
const assign = (agentId: string, more: Partial<CommandOf<'assign'>> = {}): EngineCommand => ({
  ...{ kind: 'assign', itemId: 'a', agentId, reason: 'knows the customer', decidedBy: 'vera' },
  ...more,
});
const accept = (offerId: string): EngineCommand => ({ kind: 'accept', offerId });
const told = ({ facts }: Decision): string[] =>
  facts.map(({ fact }) => (fact.type === 'queue-left' ? `queue-left ${fact.reason}` : fact.type));
const result = ({ results }: Decision): unknown => [...results.values()].at(-1);

describe('a supervisor who gives a case to somebody', () => {
  it('gives it out of the queue, and nobody is asked', () => {
    const desk = new Desk({ queues: { desk: {}, tax: {} } }).hire('bea', { queues: ['desk'], units: 5 });
    desk.at(1, enqueue('a', 1));
    expect(told(desk.at(2, assign('bea', { override: true })))).toEqual(['queue-left answered', 'assigned']);
    expect(desk.item('a')).toMatchObject({ state: 'assigned', agentId: 'bea' });
    expect(desk.held('bea')).toBe(10);
  });

  it('takes it from who has it, without counting it as a transfer', () => {
    const desk = new Desk({ maxTransfers: 0 }).hire('ada').hire('bea', { queues: ['tax', 'desk'] });
    desk.at(1, enqueue('a', 1));
    const [offer] = desk.state.offers.values();
    desk.at(2, accept(offer?.offerId ?? ''));
    const other = offer?.agentId === 'ada' ? 'bea' : 'ada';
    expect(told(desk.at(3, assign(other)))).toEqual(['transferred', 'unassigned', 'assigned']);
    expect(desk.item('a')).toMatchObject({ agentId: other, transfers: 0, legs: [{ mode: 'direct', to: other }] });
    expect([desk.held('ada'), desk.held('bea')].sort()).toEqual([0, 10]);
  });

  it('takes back what is offered to others, and accepts what is offered to whom it is given', () => {
    const others = new Desk().hire('ada').hire('bea', { queues: ['tax'] });
    others.at(1, enqueue('a', 1));
    const override = { override: true };
    expect(told(others.at(2, assign('bea', override)))).toEqual(['offer-rescinded', 'queue-left answered', 'assigned']);
    const same = new Desk().hire('ada', { units: 10 });
    same.at(1, enqueue('a', 1));
    expect(told(same.at(2, assign('ada')))).toEqual(['offer-accepted', 'queue-left answered', 'assigned']);
  });

  it.each<[string, EngineCommand, string]>([
    ['somebody who has no room', assign('full'), 'agent-cannot-take-it'],
    ['somebody unknown', assign('nobody'), 'unknown-agent'],
    ['what is not there', assign('full', { itemId: 'x', override: true }), 'unknown-item'],
  ])('is refused for %s', (_, command, code) => {
    const desk = new Desk().hire('full', { units: 5 });
    desk.at(1, enqueue('a', 1));
    expect(result(desk.at(2, command))).toEqual({ outcome: 'refused', code });
  });

  it('may take it upon themselves, though no offers go to them', () => {
    const desk = new Desk();
    desk.at(1, enqueue('a', 1));
    desk.at(2, assign('vera', { override: true }));
    expect(desk.item('a')).toMatchObject({ state: 'assigned', agentId: 'vera' });
    desk.at(3, { kind: 'complete', itemId: 'a', reason: 'case-resolved' });
    expect(desk.state.items.size).toBe(0);
  });
});

describe('a queue that is drained', () => {
  const drain: EngineCommand = { kind: 'drain', drainId: 'd', queueId: 'desk', to: 'tax', reason: 'storm' };

  it('moves what waits a part at a time, and says how much', () => {
    const desk = new Desk();
    desk.at(1, ...Array.from({ length: 450 }, (_, n) => enqueue(`i${String(n)}`, 1)));
    const moved = (decision: Decision): unknown => decision.changes.drains.get('d');
    expect(moved(desk.at(2, drain))).toMatchObject({ state: 'running', moved: 200 });
    expect(desk.state.nextAlarm).toBe(0);
    desk.at(3, enqueue('late', 3));
    expect(moved(desk.at(4))).toMatchObject({ state: 'done', moved: 450, endedAt: 4 });
    expect(desk.state.waiting.upTo('tax', Infinity)).toBe(450);
    expect(desk.item('late')?.queueId).toBe('desk');
    expect(desk.item('i0')?.enqueuedAt).toBe(1);
  });

  it('takes back offers, leaves what somebody has, and keeps the time of a callback', () => {
    const desk = new Desk().hire('ada', { units: 20 });
    desk.at(1, enqueue('owned', 1));
    desk.at(2, accept('offer-owned-1'));
    desk.at(3, enqueue('offered', 3), enqueue('called', 3));
    desk.at(4, { kind: 'request-callback', itemId: 'called', notBefore: minute });
    const decision = desk.at(5, drain);
    expect(told(decision)).toEqual(['transferred', 'offer-rescinded', 'transferred', 'queue-left overflow', 'queued']);
    expect(desk.item('owned')).toMatchObject({ state: 'assigned', queueId: 'desk' });
    expect(desk.item('called')).toMatchObject({ state: 'held', heldUntil: minute, queueId: 'tax' });
    expect(told(desk.at(minute))).toEqual(['queued']);
  });

  it.each<[string, EngineCommand[], string]>([
    ['to a queue that nobody knows', [{ ...drain, to: 'nowhere' }], 'unknown-queue'],
    ['into itself', [{ ...drain, to: 'desk' }], 'unknown-queue'],
    [
      'while it is filled from another one',
      [{ ...drain, drainId: 'first', queueId: 'tax', to: 'desk' }, drain],
      'already-draining',
    ],
  ])('is refused %s', (_, commands, code) => {
    const desk = new Desk();
    desk.at(1, ...Array.from({ length: 250 }, (__, n) => enqueue(`i${String(n)}`, 1, { queueId: 'tax' })));
    expect(result(desk.at(2, ...commands))).toEqual({ outcome: 'refused', code });
  });
});

describe('a customer who leaves the queue', () => {
  it.each([
    ['callback', minute, ['queue-left callback'], ['queued']],
    ['voicemail', 2, ['queue-left voicemail', 'queued'], []],
  ] as const)('for a %s comes back to it with their place', (left, notBefore, first, later) => {
    const desk = new Desk();
    desk.at(1, enqueue('a', 1));
    expect(told(desk.at(2, { kind: 'request-callback', itemId: 'a', notBefore, left }))).toEqual(first);
    expect(told(desk.at(minute))).toEqual(later);
    expect(desk.item('a')).toMatchObject({ state: 'waiting', enqueuedAt: 1 });
  });

  it('cannot when somebody has answered', () => {
    const desk = new Desk().hire('ada');
    desk.at(1, enqueue('a', 1));
    desk.at(2, accept('offer-a-1'));
    const asked = desk.at(3, { kind: 'request-callback', itemId: 'a', notBefore: 9 });
    expect(result(asked)).toEqual({ outcome: 'refused', code: 'already-answered' });
  });
});

describe('who is not waited for', () => {
  it('is not watched until it is their move again', () => {
    const desk = new Desk({ channels: { email: { units: 10, returnMs: minute } } }).hire('ada');
    desk.at(1, enqueue('a', 1));
    desk.at(2, accept('offer-a-1'));
    desk.at(3, { kind: 'activity', itemId: 'a', awaits: false });
    expect(desk.state.nextAlarm).toBeUndefined();
    desk.at(9 * minute, { kind: 'activity', itemId: 'a' });
    expect(desk.state.nextAlarm).toBe(10 * minute);
  });
});

describe('a case that is passed round in circles', () => {
  it('goes to the supervisors at the third time', () => {
    const desk = new Desk({ supervisorQueue: 'boss', exclusionMs: 0 })
      .hire('ada', { queues: ['desk'] })
      .hire('bea', { queues: ['tax'] });
    desk.at(1, enqueue('a', 1));
    let now = 2;
    const told: string[] = [];
    for (const queueId of ['tax', 'desk', 'tax', 'desk', 'tax']) {
      const [offer] = desk.state.offers.values();
      desk.at((now += 1), accept(offer?.offerId ?? ''));
      const moved = desk.at((now += 1), { kind: 'transfer', itemId: 'a', mode: 'cold', reason: 'not ours', queueId });
      told.push(...moved.facts.flatMap(({ fact }) => (fact.type === 'escalated' ? [fact.reason] : [])));
    }
    expect(told).toEqual(['transferred-in-circles']);
    expect(desk.item('a')).toMatchObject({ queueId: 'boss', enqueuedAt: 1 });
  });
});
