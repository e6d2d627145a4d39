import { describe, expect, it } from '@jest/globals';
import { decide, type Decision } from './decide.js';
import type { CommandOf, EngineCommand } from './engine-command.js';
import type { Item } from './engine-model.js';
import type { EnginePolicy, Hours, QueueRules } from './engine-policy.js';
import { EngineState } from './engine-state.js';

const second = 1_000;
const minute = 60_000;

/** An engine with rules whose every decision is committed. */
class Desk {
  readonly state = new EngineState();
  private readonly policy: EnginePolicy;
  private next = 1;

  constructor(rules: Partial<EnginePolicy> = {}) {
    const plain = { offerTimeoutMs: minute, exclusionMs: 10 * minute, idOf: (...parts: string[]) => parts.join('-') };
    this.policy = { ...plain, ...rules };
  }

  at(now: number, ...commands: readonly EngineCommand[]): Decision {
    const numbered = commands.map((command) => ({ id: this.next++, command }));
    const decision = decide(this.state, numbered, now, this.policy);
    this.state.apply(decision.changes);
    return decision;
  }

  agent(agentId: string, more: Partial<CommandOf<'put-agent'>> = {}, now = 0): this {
    const plain = { kind: 'put-agent', agentId, units: 10, queues: ['desk'], skills: [] } as const;
    this.at(now, { ...plain, ...more }, { kind: 'set-presence', agentId, state: 'available' });
    return this;
  }

  item(itemId: string): Item | undefined {
    return this.state.items.get(itemId);
  }
}

const desk = (rules: QueueRules): Partial<EnginePolicy> => ({ queues: { desk: rules } });
const enqueue = (itemId: string, enqueuedAt: number, more: Partial<CommandOf<'enqueue'>> = {}): EngineCommand => ({
  ...{ kind: 'enqueue', itemId, caseId: `case-${itemId}`, queueId: 'desk', channel: 'email', enqueuedAt },
  ...more,
});
const offered = ({ facts }: Decision): string[] =>
  facts.flatMap(({ itemId, fact }) => (fact.type === 'offered' ? [`${itemId} ${fact.agentId}`] : []));
const told = ({ facts }: Decision): string[] => facts.map(({ itemId, fact }) => `${itemId} ${fact.type}`);
const noted = ({ explanations }: Decision): string[] =>
  explanations.flatMap(({ decision, itemId }) => (decision === 'offered' ? [] : [`${itemId} ${decision}`]));
const accept = (offerId: string): EngineCommand => ({ kind: 'accept', offerId });
const tax = (level: number, firm = false) => ({ skill: 'tax', level, ...(firm && { firm }) });

describe('who is first', () => {
  const many = { units: 100 };
  it.each<[string, Partial<EnginePolicy>, readonly EngineCommand[], string]>([
    [
      'the more urgent, however long others wait',
      {},
      [enqueue('old', 0), enqueue('new', 9, { urgency: 4 })],
      'new old',
    ],
    ['who has points for as many minutes', {}, [enqueue('old', 0), enqueue('new', minute, { points: 2 })], 'new old'],
    ['not who has too few', {}, [enqueue('old', 0), enqueue('new', 3 * minute, { points: 2 })], 'old new'],
    ['the youngest where the queue says so', desk({ lifo: true }), [enqueue('old', 0), enqueue('new', 9)], 'new old'],
    [
      'the more urgent there too',
      desk({ lifo: true }),
      [enqueue('old', 0, { urgency: 5 }), enqueue('new', 9)],
      'old new',
    ],
    [
      'whose deadline is near',
      { breachBoost: [{ withinMs: 10 * minute, boostMs: 30 * minute }] },
      [enqueue('old', 0), enqueue('due', 20 * minute, { dueAt: 35 * minute })],
      'due old',
    ],
  ])('is %s', (_, rules, commands, expected) => {
    const engine = new Desk(rules);
    engine.at(30 * minute, ...commands);
    engine.agent('ada', many, 30 * minute);
    const order = [...engine.state.offers.values()].map(({ itemId }) => itemId);
    expect(order.join(' ')).toBe(expected);
  });

  it('is who has waited too long: one tier up, which is told', () => {
    const engine = new Desk({ maxWaitMs: { 3: 5 * minute } });
    engine.at(0, enqueue('starved', 0));
    engine.at(4 * minute, enqueue('urgent', 4 * minute, { urgency: 4 }));
    expect(engine.state.nextAlarm).toBe(5 * minute);
    expect(noted(engine.at(5 * minute))).toEqual(['starved promoted']);
    expect(offered(engine.agent('ada', {}, 6 * minute).at(6 * minute))).toEqual([]);
    expect([...engine.state.offers.values()].map(({ itemId }) => itemId)).toEqual(['starved']);
  });

  it('goes by the ranks of an agent’s queues before all else, and by how long it must have waited for them', () => {
    const engine = new Desk();
    engine.at(0, enqueue('second', 0, { queueId: 'b', urgency: 5 }), enqueue('first', 1, { queueId: 'a' }));
    const queueTerms = { a: { rank: 1 }, b: { rank: 2, delayMs: minute } };
    engine.agent('ada', { units: 20, queues: ['a', 'b'], queueTerms }, 10);
    expect([...engine.state.offers.values()].map(({ itemId }) => itemId)).toEqual(['first']);
    expect(offered(engine.at(minute - 1))).toEqual([]);
    expect(offered(engine.at(minute))).toEqual(['second ada']);
  });
});

describe('skills', () => {
  it('are asked for at their level', () => {
    const engine = new Desk()
      .agent('low', { skills: [tax(2)] })
      .agent('none')
      .agent('high', { skills: [tax(3)] });
    const decision = engine.at(1, enqueue('a', 0, { required: [tax(3)] }));
    expect(offered(decision)).toEqual(['a high']);
    expect(decision.explanations).toMatchObject([
      { candidates: 1, exclusions: [{ reason: 'missing-skill', count: 2 }] },
    ]);
  });

  it('are given up step by step, but never what is firm', () => {
    const steps = [
      { durationMs: minute },
      { durationMs: minute, lower: { tax: 1 } },
      { durationMs: minute, drop: ['tax'] },
    ];
    const engine = new Desk(desk({ steps })).agent('ada', { skills: [{ skill: 'hu', level: 2 }] });
    const hu = { skill: 'hu', level: 1, firm: true };
    engine.at(0, enqueue('a', 0, { required: [tax(3), hu] }));
    expect(engine.item('a')?.need).toEqual([hu, tax(3)]);
    engine.at(minute);
    expect(engine.item('a')?.need).toEqual([hu, tax(2)]);
    expect(offered(engine.at(2 * minute - 1))).toEqual([]);
    expect(offered(engine.at(2 * minute))).toEqual(['a ada']);
  });

  it('are given up at once where nobody is there who has them, and the step says so', () => {
    const steps = [
      { durationMs: minute, skipIfEmpty: true },
      { durationMs: minute, drop: ['tax'] },
    ];
    const engine = new Desk(desk({ steps })).agent('ada').agent('expert', { skills: [tax(5)] });
    engine.at(1, { kind: 'set-presence', agentId: 'expert', state: 'away' });
    const decision = engine.at(2, enqueue('a', 2, { required: [tax(3)] }));
    expect([...noted(decision), ...offered(decision)]).toEqual(['a relaxed', 'a ada']);
  });

  it('that nobody has even at the end send an item to the fallback queue, with the reason', () => {
    const engine = new Desk({ fallbackQueue: 'anybody' }).agent('ada', { queues: ['desk', 'anybody'] });
    const decision = engine.at(1, enqueue('a', 0, { required: [tax(3)] }));
    expect([...noted(decision), ...offered(decision)]).toEqual(['a unroutable', 'a ada']);
    expect(decision.explanations[0]).toMatchObject({ detail: { need: 'tax>=3', to: 'anybody' } });
  });
});

describe('strategies', () => {
  it.each<[QueueRules['strategy'], string]>([
    ['longest-idle', 'early'],
    ['least-load', 'roomy'],
    ['round-robin', 'roomy'],
    ['best-skill', 'expert'],
  ])('%s chooses %s', (strategy, expected) => {
    const engine = new Desk({ queues: { desk: { ...(strategy && { strategy }) }, other: {} } });
    engine.agent('early', { units: 40, queues: ['desk'] }, 1);
    engine.agent('expert', { units: 40, queues: ['desk', 'other'], skills: [tax(5)] }, 2);
    engine.agent('roomy', { units: 400, queues: ['desk', 'other'] }, 3);
    // Everybody has something, early had theirs first and has been idle since the longest time.
    const own = ['early', 'expert'].map((agentId) => engine.at(5, enqueue(`x-${agentId}`, 5, { queueId: 'desk' })));
    for (const decision of own)
      for (const offer of decision.changes.offers.values()) engine.at(6, accept(offer.offerId));
    engine.at(20, { kind: 'set-presence', agentId: 'expert', state: 'available' });
    engine.at(30, { kind: 'set-presence', agentId: 'roomy', state: 'available' });
    const found = offered(engine.at(40, enqueue('a', 40, { preferred: [tax(1)] })));
    expect(found).toEqual([`a ${expected}`]);
  });
});

describe('a customer’s last agent', () => {
  const sticky = desk({ stickyMs: 30 * second });
  it('is asked before others who wait longer for work', () => {
    const engine = new Desk(sticky).agent('idle', {}, 1).agent('last', {}, 5);
    expect(offered(engine.at(10, enqueue('a', 10, { stickyAgentId: 'last' })))).toEqual(['a last']);
  });

  it.each<[string, EngineCommand]>([
    ['is away', { kind: 'set-presence', agentId: 'last', state: 'away' }],
    ['is unknown', enqueue('x', 0, { queueId: 'nowhere' })],
  ])('is not waited for when they are %s', (why, command) => {
    const engine = new Desk(sticky).agent('idle', {}, 1).agent('last', {}, 5);
    engine.at(7, command);
    const decision = engine.at(10, enqueue('a', 10, { stickyAgentId: why === 'is away' ? 'last' : 'nobody' }));
    expect([...noted(decision), ...offered(decision)]).toEqual(['a sticky-dropped', 'a idle']);
  });

  it('is waited for while they finish, and no longer than that', () => {
    const wrap = { channels: { email: { units: 10, wrapMs: 20 * second } } };
    const engine = new Desk({ ...sticky, ...wrap }).agent('last', {}, 1);
    engine.at(2, enqueue('x', 2));
    engine.at(3, accept('offer-x-1'));
    engine.agent('idle', {}, 4).at(5, { kind: 'complete', itemId: 'x', reason: 'done' });
    expect(offered(engine.at(6, enqueue('a', 6, { stickyAgentId: 'last' })))).toEqual([]);
    expect(offered(engine.at(5 + 20 * second))).toEqual(['a last']);
  });
});

describe('limits', () => {
  it('of a fair share hold until the window has passed', () => {
    const engine = new Desk(desk({ fairShare: { limit: 1, windowMs: minute } })).agent('ada', { units: 100 });
    expect(offered(engine.at(10, enqueue('a', 1), enqueue('b', 2)))).toEqual(['a ada']);
    expect(offered(engine.at(20, { kind: 'decline', offerId: 'offer-a-1' }))).toEqual(['b ada']);
    engine.at(25, accept('offer-b-1'));
    expect(offered(engine.at(30, enqueue('c', 30)))).toEqual([]);
    expect(engine.state.nextAlarm).toBe(10 + minute);
    engine.at(10 + minute);
    expect(offered(engine.at(20 + minute))).toEqual(['c ada']);
  });

  it('of offers put an item before the supervisors', () => {
    const engine = new Desk({ maxOffers: 2, exclusionMs: 0, supervisorQueue: 'boss' }).agent('ada');
    engine.at(1, enqueue('a', 1));
    engine.at(2, { kind: 'decline', offerId: 'offer-a-1' });
    expect(noted(engine.at(3, { kind: 'decline', offerId: 'offer-a-2' }))).toEqual(['a escalated']);
    expect(engine.item('a')).toMatchObject({ state: 'waiting', queueId: 'boss', enqueuedAt: 1 });
  });

  it('of silence make an agent away', () => {
    const engine = new Desk({ awayAfter: 1 }).agent('ada');
    engine.at(1, enqueue('a', 1));
    expect(told(engine.at(1 + minute))).toEqual(['a offer-timed-out']);
    expect(engine.state.agents.get('ada')?.presence).toMatchObject([{ state: 'away', reason: 'no-answer' }]);
  });

  it('let several be asked at once, and the first has it', () => {
    const engine = new Desk(desk({ offersAtOnce: 2 })).agent('ada').agent('bea').agent('cleo');
    expect(offered(engine.at(1, enqueue('a', 1)))).toEqual(['a ada', 'a bea']);
    expect(told(engine.at(2, accept('offer-a-2')))).toEqual([
      'a offer-accepted',
      'a offer-rescinded',
      'a queue-left',
      'a assigned',
    ]);
    expect(engine.state.agents.get('ada')?.held).toBe(0);
  });
});

describe('gates', () => {
  const hours: Hours = { isOpen: (_, at) => at >= 100, opensAt: () => 100, after: (_, from, ms) => from + ms };
  it('hold what comes when it is closed, with its place', () => {
    const engine = new Desk({ ...desk({ whenClosed: { kind: 'hold' } }), hours }).agent('ada');
    expect(noted(engine.at(10, enqueue('a', 10)))).toEqual(['a held']);
    expect(offered(engine.at(100))).toEqual(['a ada']);
    expect(engine.item('a')?.enqueuedAt).toBe(10);
  });

  it('send on to another queue, but never in a circle', () => {
    const to = (queueId: string): QueueRules => ({ whenClosed: { kind: 'queue', queueId } });
    const engine = new Desk({ queues: { desk: to('b'), b: to('desk') }, hours });
    engine.at(10, enqueue('a', 10));
    expect(engine.item('a')).toMatchObject({ state: 'waiting', queueId: 'b' });
  });

  it('turn away who comes to a full queue, when they say so', () => {
    const engine = new Desk(desk({ whenFull: { limit: 1, action: { kind: 'reply' } } }));
    expect(noted(engine.at(10, enqueue('a', 10), enqueue('b', 10)))).toEqual(['b closed-reply']);
    expect([...engine.state.items.keys()]).toEqual(['a']);
  });
});

describe('a long wait', () => {
  it('opens other queues, once each, and raises urgency', () => {
    const rules = desk({ overflow: [{ afterMs: minute, addQueue: 'other', raiseUrgency: 1 }] });
    const engine = new Desk(rules).agent('helper', { queues: ['other'] });
    expect(noted(engine.at(0, enqueue('a', 0)))).toEqual(['a unroutable'].slice(1));
    const decision = engine.at(minute);
    expect([...noted(decision), ...offered(decision)]).toEqual(['a overflowed', 'a overflowed', 'a helper']);
    engine.at(minute + 1, { kind: 'decline', offerId: 'offer-a-1' });
    expect(engine.item('a')).toMatchObject({ added: ['other'], visited: ['other'], overflowRaise: 1 });
  });

  it('offers a callback to who comes when others have waited for long', () => {
    const engine = new Desk(desk({ overflow: [{ predictedOverMs: minute, offerCallback: true }] })).agent('ada');
    engine.at(2 * minute, enqueue('a', 0), accept('offer-a-1'));
    engine.at(2 * minute, accept('offer-a-1'));
    engine.at(2 * minute + 1, enqueue('b', 2 * minute + 1));
    expect(noted(engine.at(2 * minute + 2, enqueue('c', 2 * minute + 2)))).toEqual(['c callback-offered']);
  });

  it('may become a callback, which keeps its place, and is a broken promise when nobody can be reached', () => {
    const engine = new Desk({ callback: { attemptsMax: 2, minGapMs: minute } });
    engine.at(1, enqueue('a', 1));
    engine.at(2, { kind: 'request-callback', itemId: 'a', notBefore: minute });
    engine.agent('ada', {}, 3);
    expect(offered(engine.at(minute))).toEqual(['a ada']);
    engine.at(minute + 1, accept('offer-a-1'));
    engine.at(minute + 2, { kind: 'callback-outcome', itemId: 'a', outcome: 'no-answer' });
    expect(engine.item('a')).toMatchObject({ state: 'held', enqueuedAt: 1, callback: { attempts: 1 } });
    engine.at(2 * minute + 2);
    engine.at(2 * minute + 3, accept('offer-a-2'));
    const last = engine.at(2 * minute + 4, { kind: 'callback-outcome', itemId: 'a', outcome: 'busy' });
    expect(noted(last)).toEqual(['a callback-attempted', 'a promise-broken', 'a escalated']);
    // Somebody has to find another way: it waits again, and is no callback any more.
    expect(told(last)).toEqual(['a escalated', 'a unassigned', 'a queued', 'a offered']);
    expect(engine.item('a')).not.toHaveProperty('callback');
  });
});

describe('an owner', () => {
  it('who does nothing is warned, and then somebody else has it, ahead of the tier', () => {
    const engine = new Desk({ channels: { email: { units: 10, warnMs: minute, returnMs: 2 * minute } } }).agent('ada');
    engine.at(1, enqueue('a', 1));
    engine.at(2, accept('offer-a-1'));
    engine.at(3, enqueue('older', 0));
    expect(noted(engine.at(2 + minute))).toEqual(['a watchdog-warned']);
    expect(told(engine.at(2 + 2 * minute)).slice(0, 2)).toEqual(['a unassigned', 'a queued']);
    engine.agent('bea', {}, 3 + 2 * minute);
    const bea = [...engine.state.offers.values()].find(({ agentId }) => agentId === 'bea');
    expect(bea?.itemId).toBe('a');
  });

  it('who replies is left alone', () => {
    const engine = new Desk({ channels: { email: { units: 10, returnMs: minute } } }).agent('ada');
    engine.at(1, enqueue('a', 1));
    engine.at(2, accept('offer-a-1'));
    engine.at(50 * second, { kind: 'activity', itemId: 'a' });
    expect(told(engine.at(2 + minute))).toEqual([]);
    expect(engine.state.nextAlarm).toBe(50 * second + minute);
  });

  it.each<[string, number | undefined, string]>([
    ['loses calls at once', 0, 'a waiting'],
    ['keeps letters for a while', minute, 'a assigned'],
    ['keeps them where nothing is said', undefined, 'a assigned'],
  ])('who goes offline %s', (_, graceMs, expected) => {
    const channel = { units: 10, ...(graceMs !== undefined && { graceMs }) };
    const engine = new Desk({ channels: { email: channel } }).agent('ada');
    engine.at(1, enqueue('a', 1));
    engine.at(2, accept('offer-a-1'));
    engine.at(3, { kind: 'set-presence', agentId: 'ada', state: 'offline' });
    expect(`a ${engine.item('a')?.state ?? ''}`).toBe(expected);
    engine.at(3 + minute);
    expect(engine.item('a')?.state).toBe(graceMs === undefined ? 'assigned' : 'waiting');
  });
});

describe('a transfer', () => {
  const assigned = (rules: Partial<EnginePolicy> = {}): Desk => {
    const engine = new Desk(rules).agent('ada').agent('bea', { units: 20 });
    engine.at(1, enqueue('a', 1));
    engine.at(2, accept('offer-a-1'));
    return engine;
  };
  const move = (more: Partial<CommandOf<'transfer'>>): EngineCommand => ({
    ...{ kind: 'transfer', itemId: 'a', mode: 'cold', reason: 'tax' },
    ...more,
  });
  const result = ({ results }: Decision): unknown => [...results.values()][0];

  it('to a queue keeps the wait, and leaves who passed it on in peace', () => {
    const engine = assigned({ queues: { tax: {} } });
    expect(told(engine.at(9, move({ queueId: 'tax' })))).toEqual(['a transferred', 'a unassigned', 'a queued']);
    expect(engine.item('a')).toMatchObject({
      ...{ state: 'waiting', queueId: 'tax', enqueuedAt: 1, transfers: 1 },
      legs: [{ mode: 'cold', from: 'ada', to: 'tax', reason: 'tax' }],
    });
    expect(engine.item('a')?.excluded).toHaveProperty('ada');
  });

  it('to somebody is offered to them alone', () => {
    const engine = assigned();
    expect(told(engine.at(9, move({ mode: 'direct', agentId: 'bea' })))).toEqual([
      'a transferred',
      'a unassigned',
      'a queued',
      'a offered',
    ]);
    expect([...engine.state.offers.values()]).toMatchObject([{ agentId: 'bea' }]);
  });

  it('to somebody who has no room is refused, unless that is said not to matter', () => {
    const engine = assigned();
    engine.at(3, enqueue('x', 3), enqueue('y', 3));
    const refused = { outcome: 'refused', code: 'agent-cannot-take-it' };
    expect(result(engine.at(9, move({ mode: 'direct', agentId: 'bea' })))).toEqual(refused);
    expect(result(engine.at(9, move({ mode: 'direct', agentId: 'bea', ignoreCapacity: true })))).toEqual({
      outcome: 'done',
    });
  });

  it('that is warm changes the owner when it is completed, and not before', () => {
    const engine = assigned();
    engine.at(9, move({ mode: 'warm', agentId: 'bea' }));
    expect(engine.item('a')).toMatchObject({ state: 'assigned', agentId: 'ada' });
    expect(result(engine.at(10, { kind: 'complete-transfer', itemId: 'a' }))).toMatchObject({ code: 'no-consult' });
    engine.at(11, accept('offer-a-2'));
    expect(told(engine.at(12, { kind: 'complete-transfer', itemId: 'a' }))).toEqual([
      'a transferred',
      'a unassigned',
      'a assigned',
    ]);
    expect(engine.item('a')).toMatchObject({ state: 'assigned', agentId: 'bea', transfers: 1 });
    expect([engine.state.agents.get('ada')?.held, engine.state.agents.get('bea')?.held]).toEqual([0, 10]);
  });

  it('too many ends with the supervisors, and where there are none is refused', () => {
    const withBoss = assigned({ maxTransfers: 0, supervisorQueue: 'boss' });
    expect(noted(withBoss.at(9, move({ queueId: 'tax' })))).toEqual(['a escalated', 'a transferred']);
    expect(withBoss.item('a')?.queueId).toBe('boss');
    expect(result(assigned({ maxTransfers: 0 }).at(9, move({ queueId: 'tax' })))).toMatchObject({
      code: 'too-many-transfers',
    });
  });
});
