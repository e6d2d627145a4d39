import { describe, expect, it } from '@jest/globals';
import { mayBeSeen, queuesOf } from './agent-access.js';

const access = { everyone: ['default'], teams: { north: ['billing', 'default'], south: ['sales'] } };

describe('the queues of an agent', () => {
  it.each([
    ['no policy', undefined, 'north', undefined],
    ['a team', access, 'north', ['default', 'billing']],
    ['another team', access, 'south', ['default', 'sales']],
    ['a team that the policy does not name', access, 'east', ['default']],
    ['a team named like something of the language', access, 'constructor', ['default']],
    ['no team', access, undefined, ['default']],
  ] as const)('by %s', (_, policy, team, queues) => {
    expect(queuesOf(policy, team)).toEqual(queues);
  });
});

describe('a case', () => {
  it.each([
    ['of a queue of theirs', { queueId: 'billing', agentIds: [] }, true],
    ['of another queue', { queueId: 'sales', agentIds: [] }, false],
    ['of another queue that they have', { queueId: 'sales', agentId: 'ada', agentIds: ['ada'] }, true],
    ['of another queue that they had', { queueId: 'sales', agentId: 'bea', agentIds: ['ada', 'bea'] }, true],
    ['of no queue', { agentIds: [] }, true],
  ])('%s is seen: %s', (_, found, isSeen) => {
    expect(mayBeSeen(found, 'ada', ['billing'])).toBe(isSeen);
    expect(mayBeSeen(found, 'ada', undefined)).toBe(true);
  });
});
