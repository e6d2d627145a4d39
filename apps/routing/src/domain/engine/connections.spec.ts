import { describe, expect, it } from '@jest/globals';
import { decide, type Decision } from './decide.js';
import type { EngineCommand } from './engine-command.js';
import type { Agent } from './engine-model.js';
import type { EnginePolicy } from './engine-policy.js';
import { EngineState } from './engine-state.js';

const minute = 60_000;
const policy: EnginePolicy = {
  ...{ offerTimeoutMs: minute, exclusionMs: minute, lostGraceMs: minute, idOf: (...parts) => parts.join('-') },
};

class Desk {
  readonly state = new EngineState();

  constructor() {
    this.at(0, { kind: 'put-agent', agentId: 'ada', units: 100, queues: ['desk'], skills: [] }, present('available'));
  }

  at(now: number, ...commands: readonly EngineCommand[]): Decision {
    const numbered = commands.map((command, id) => ({ id, command }));
    const decision = decide(this.state, numbered, now, policy);
    this.state.apply(decision.changes);
    return decision;
  }

  serve(itemId: string, channel: string): this {
    this.at(1, { kind: 'enqueue', itemId, caseId: itemId, queueId: 'desk', channel, enqueuedAt: 1 });
    this.at(2, { kind: 'accept', offerId: `offer-${itemId}-1` });
    return this;
  }

  get ada(): Agent | undefined {
    return this.state.agents.get('ada');
  }

  stateOf(itemId: string): string | undefined {
    return this.state.items.get(itemId)?.state;
  }
}

const present = (state: 'available' | 'away' | 'offline', channel?: string): EngineCommand => ({
  ...{ kind: 'set-presence', agentId: 'ada', state },
  ...(channel !== undefined && { channel }),
});
const lost: EngineCommand = { kind: 'connection-lost', agentId: 'ada' };
const back: EngineCommand = { kind: 'connection-back', agentId: 'ada' };
const told = ({ facts }: Decision): string[] => facts.map(({ itemId, fact }) => `${itemId} ${fact.type}`);

describe('a connection that is lost', () => {
  it('ends no shift: what was said is kept, but nothing is offered', () => {
    const desk = new Desk();
    desk.at(3, lost);
    expect(desk.ada).toMatchObject({ lostAt: 3, presence: [{ state: 'available' }] });
    const next = desk.at(4, {
      kind: 'enqueue',
      itemId: 'b',
      caseId: 'b',
      queueId: 'desk',
      channel: 'email',
      enqueuedAt: 4,
    });
    expect(told(next)).toEqual([]);
    expect(told(desk.at(5, back))).toEqual(['b offered']);
    expect(desk.ada).not.toHaveProperty('lostAt');
  });

  it('takes offers back', () => {
    const desk = new Desk();
    desk.at(1, { kind: 'enqueue', itemId: 'a', caseId: 'a', queueId: 'desk', channel: 'email', enqueuedAt: 1 });
    expect(told(desk.at(2, lost))).toEqual(['a offer-rescinded']);
  });

  it.each([
    ['phone', 'waiting', 'waiting'],
    ['chat', 'waiting', 'waiting'],
    ['email', 'assigned', 'waiting'],
  ])('gives %s to others in time', (channel, atOnce, afterGrace) => {
    const desk = new Desk().serve('a', channel);
    desk.at(3, lost);
    expect(desk.stateOf('a')).toBe(atOnce);
    desk.at(3 + minute);
    expect(desk.stateOf('a')).toBe(afterGrace);
    expect(desk.ada?.held).toBe(0);
  });

  it('that comes back in time changes nothing for a letter', () => {
    const desk = new Desk().serve('a', 'email');
    desk.at(3, lost);
    desk.at(30_000, back);
    desk.at(10 * minute);
    expect(desk.stateOf('a')).toBe('assigned');
  });

  it('counts as away after the grace, and not any more when it is back', () => {
    const desk = new Desk();
    desk.at(1, present('away', 'phone'));
    desk.at(3, lost, lost);
    expect(desk.at(3 + minute).announced).toMatchObject([
      { presence: [{ state: 'away', reason: 'connection-lost' }, {}] },
    ]);
    expect(desk.state.nextAlarm).toBeUndefined();
    desk.at(4 + minute, back);
    expect(desk.ada?.presence).toMatchObject([{ state: 'available' }, { channel: 'phone', state: 'away' }]);
  });

  it.each<[string, EngineCommand]>([
    ['says something new', present('away')],
    ['goes home', present('offline')],
  ])('is over when the agent %s', (_, command) => {
    const desk = new Desk();
    desk.at(3, lost);
    desk.at(4, command);
    expect(desk.ada).not.toHaveProperty('lostAt');
    desk.at(5, back);
    expect(desk.ada?.presence).toMatchObject([{ state: command.kind === 'set-presence' ? command.state : '' }]);
    expect(desk.at(10 * minute).announced).toEqual([]);
  });

  it('means nothing of who is offline', () => {
    const desk = new Desk();
    desk.at(1, present('offline'));
    expect(desk.at(2, lost).announced).toEqual([]);
  });
});
