import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('returns the first value that the check gives without throwing', async () => {
    let tries = 0;
    const third = () => {
      tries += 1;
      if (tries < 3) throw new Error('too early');
      return `try ${tries}`;
    };
    await expect(eventually(third, { everyMs: 1 })).resolves.toBe('try 3');
  });

  it('waits for a promise and tries again when it rejects', async () => {
    let tries = 0;
    const second = async () => {
      tries += 1;
      if (tries < 2) throw new Error('too early');
      return tries;
    };
    await expect(eventually(second, { everyMs: 1 })).resolves.toBe(2);
  });

  it('gives up with the last failure', async () => {
    const cause = new Error('expected 3 rows, found 2');
    const failure = eventually(() => Promise.reject(cause), { timeoutMs: 20, everyMs: 1 });
    await expect(failure).rejects.toThrow(/Still failing after 20 ms and \d+ tries: expected 3 rows, found 2/);
    await expect(failure).rejects.toMatchObject({ cause });
  });

  it('tries once even when there is no time', async () => {
    await expect(eventually(() => 'there', { timeoutMs: 0 })).resolves.toBe('there');
  });
});
