import { describe, expect, it } from '@jest/globals';
import { ApiKeys } from './api-keys.js';

const key = '0123456789abcdef';

describe('ApiKeys', () => {
  const keys = new ApiKeys({
    adapterKeys: [
      { id: 'mail', key },
      { id: 'mail', key: 'the-next-key-of-mail' },
    ],
    agentKeys: [{ id: 'desk', key }],
    operatorKeys: [{ id: 'ann', key: 'the-key-of-an-operator' }],
  });

  it('knows a key in each role that it was given, and two keys of one caller', () => {
    expect(keys.callersOf(key)).toEqual([
      { role: 'adapter', id: 'mail' },
      { role: 'agent', id: 'desk' },
    ]);
    expect(keys.callersOf('the-next-key-of-mail')).toEqual([{ role: 'adapter', id: 'mail' }]);
    expect(keys.callersOf('the-key-of-an-operator')).toEqual([{ role: 'operator', id: 'ann' }]);
  });

  it.each(['', key.slice(0, -1), `${key} `, key.toUpperCase()])('does not know %j', (other) => {
    expect(keys.callersOf(other)).toEqual([]);
  });

  it('says which roles have no key', () => {
    expect([keys.has('adapter'), keys.has('analyst')]).toEqual([true, false]);
  });
});
