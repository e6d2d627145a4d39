import { describe, expect, it } from '@jest/globals';
import { Allowances, AllowanceStore, type Lease } from './allowances.js';

/** A bucket that does not fill again while it is watched. */
class Bucket extends AllowanceStore {
  asked = 0;

  constructor(private tokens: number) {
    super();
  }

  override lease(_: string, __: unknown, need: number, want: number): Promise<Lease> {
    this.asked += 1;
    const granted = this.tokens >= 1 ? Math.max(need, Math.min(want, this.tokens)) : 0;
    this.tokens -= granted;
    return Promise.resolve({ granted, left: this.tokens });
  }
}

const rate = { limit: 100, seconds: 10 };

describe('the allowance of a key', () => {
  it('is used up once, by however many at once and on however many instances', async () => {
    const bucket = new Bucket(100);
    const instances = [new Allowances(bucket), new Allowances(bucket), new Allowances(bucket)];
    const asked = Array.from({ length: 100 }, () => instances.map((allowances) => allowances.take('k', rate, 1)));
    const answers = await Promise.all(asked.flat());
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(100);
  });

  it('costs a question now and then, also when it is used up', async () => {
    const bucket = new Bucket(1_000);
    const allowances = new Allowances(bucket);
    const fast = { limit: 1_000, seconds: 1 };
    for (let at = 0; at < 1_000; at += 1) await allowances.take('k', fast, 1);
    expect(bucket.asked).toBe(10);
    const slow = new Allowances(new Bucket(0));
    for (let at = 0; at < 50; at += 1) expect(await slow.take('k', rate, 1)).toMatchObject({ allowed: false });
  });

  it('lets a batch in that is larger than what is left, and nothing after it', async () => {
    const allowances = new Allowances(new Bucket(5));
    expect(await allowances.take('k', rate, 50)).toMatchObject({ allowed: true });
    // 45 are owed, and one is wanted, at 10 a second.
    expect(await allowances.take('k', rate, 1)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 5 });
  });

  it('is another one for each key', async () => {
    const bucket = new Bucket(1);
    const allowances = new Allowances(bucket);
    expect(await allowances.take('a', rate, 1)).toMatchObject({ allowed: true });
    expect(await allowances.take('b', rate, 1)).toMatchObject({ allowed: false });
    expect(bucket.asked).toBe(2);
  });

  it('is asked for again when the store failed', async () => {
    let fails = true;
    const store = new (class extends AllowanceStore {
      override lease(): Promise<Lease> {
        return fails ? Promise.reject(new Error('away')) : Promise.resolve({ granted: 1, left: 0 });
      }
    })();
    const allowances = new Allowances(store);
    await expect(allowances.take('k', rate, 1)).rejects.toThrow('away');
    fails = false;
    expect(await allowances.take('k', rate, 1)).toMatchObject({ allowed: true });
  });
});
