import { describe, expect, it } from '@jest/globals';
import { parseLockHolder } from './start-lock.js';

describe('the lock file', () => {
  it('names its holder', () => {
    const holder = { pid: 12, startedAt: '987', launchers: [{ pid: 11, startedAt: '986' }] };
    expect(parseLockHolder(JSON.stringify(holder))).toEqual(holder);
  });

  it.each(['', '{"pid":12', 'null', '12', '{"pid":"12","startedAt":"1"}'])(
    'belongs to nobody when it says %j',
    (text) => {
      expect(parseLockHolder(text)).toBeUndefined();
    },
  );
});
