import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { ServiceState } from '#libs/service';
import { AdapterRegistry } from '../application/adapter-registry.js';
import { AdapterRights } from '../application/adapter-rights.js';
import { Allowances, AllowanceStore, type Lease } from '../application/allowances.js';
import type { Rate } from '../domain/rate.js';
import { LineBatches, mostRows } from './line-batches.js';
import type { ItemOutcome, ManySubmissions, Submitted } from './many-submissions.js';
import { StreamLimits } from './stream-limits.js';
import { SubmissionAllowance } from './submission-allowance.js';

const accepted = { status: 202, interactionId: '6f0c1d52-3a5e-8b1c-9d27-0f3f0f5e9a41', repeated: false } as const;
const unavailable: ItemOutcome = {
  status: 503,
  problem: { type: 'about:blank', title: 'Not available', status: 503, detail: 'The store does not answer.' },
};

/** A bucket that never has anything. */
class EmptyStore extends AllowanceStore {
  override lease(): Promise<Lease> {
    return Promise.resolve({ granted: 0, left: 0 });
  }
}

interface Given {
  /** What becomes of the row of this place. */
  readonly outcome?: (at: number) => ItemOutcome;
  /** Called before each unit of work. */
  readonly before?: (state: ServiceState) => void;
  readonly limits?: Partial<StreamLimits>;
  readonly state?: ServiceState;
  readonly registry?: AdapterRegistry;
}

const caller = { role: 'adapter', id: 'mail', keyId: 'k' } as const;

function batchesOf(given: Given = {}): LineBatches {
  const { outcome = () => accepted, before = () => undefined, state = new ServiceState() } = given;
  const registry = given.registry ?? registryOf();
  let taken = 0;
  const submissions = {
    settle: (readers: readonly (() => Submitted)[]): Promise<readonly ItemOutcome[]> => {
      before(state);
      return Promise.resolve(readers.map(() => outcome(taken++)));
    },
  } as unknown as ManySubmissions;
  const rights = new AdapterRights(registry, { refusesUnregistered: false });
  const allowance = new SubmissionAllowance(registry, new Allowances(new EmptyStore()));
  return new LineBatches(submissions, rights, allowance, state, { ...new StreamLimits(), ...given.limits });
}

function registryOf(rate?: Rate): AdapterRegistry {
  const registry = new AdapterRegistry();
  const key = {
    keyId: 'k',
    hash: Buffer.alloc(32),
    adapterId: 'mail',
    createdAt: new Date(0),
    createdBy: 'ann',
    ...(rate && { rate }),
  };
  registry.replace({ adapters: [], keys: [key], secrets: new Map() });
  return registry;
}

const answer = (batches: LineBatches, source: Readable, id = 'mail') =>
  batches.answer({ source, caller: { ...caller, id }, headers: {}, path: '/' });

async function answersTo(source: Readable, given: Given = {}): Promise<Record<string, unknown>[]> {
  let text = '';
  for await (const part of answer(batchesOf(given), source)) text += String(part);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A sender that brought this and has not ended. */
function unended(text: string): Readable {
  const source = new Readable({ read: () => undefined });
  source.push(Buffer.from(text));
  return source;
}

const lines = (many: number) => Buffer.from('{}\n'.repeat(many));

describe('a stream of lines', () => {
  it('is answered line by line and summed up', async () => {
    const rows = await answersTo(Readable.from([Buffer.from('{}\n\n{'), Buffer.from('}\n{}')]));
    expect(rows).toEqual([
      { line: 1, ...accepted },
      { line: 3, ...accepted },
      { line: 4, ...accepted },
      { rows: 3, accepted: 3, repeated: 0, refused: 0, complete: true },
    ]);
  });

  it('ends at 100,000 rows, says so, and reads the rest so that the sender comes to the answer', async () => {
    const source = Readable.from([lines(60_000), lines(40_000), lines(1), lines(70_000)]);
    const rows = await answersTo(source);
    expect(rows).toHaveLength(mostRows + 1);
    expect(rows.at(-1)).toMatchObject({
      rows: mostRows,
      accepted: mostRows,
      complete: false,
      problem: { status: 413, code: 'too-many-rows', errors: [{ field: '(body)', limit: mostRows }] },
    });
    expect(source.readableEnded).toBe(true);
  });

  it('takes 100,000 rows', async () => {
    const rows = await answersTo(Readable.from([lines(mostRows)]));
    expect(rows.at(-1)).toEqual({ rows: mostRows, accepted: mostRows, repeated: 0, refused: 0, complete: true });
  });

  it('ends where the store does not answer, and says so', async () => {
    const rows = await answersTo(Readable.from([lines(1_000)]), {
      outcome: (at) => (at < 250 ? accepted : unavailable),
    });
    expect(rows).toHaveLength(501);
    expect(rows.at(-1)).toMatchObject({ accepted: 250, refused: 250, complete: false, problem: { status: 503 } });
  });

  it('ends where the service stops, with what it has in hand', async () => {
    const rows = await answersTo(Readable.from([lines(1_000)]), { before: (state) => state.beginShutdown() });
    expect(rows.at(-1)).toMatchObject({ rows: 250, accepted: 250, complete: false, problem: { status: 503 } });
  });

  it('tells nobody when its sender goes away, and is over', async () => {
    const source = new Readable({ read: () => undefined });
    source.push(lines(1));
    const answered = answersTo(source, { before: () => source.destroy(new Error('aborted')) });
    expect((await answered).at(-1)).toMatchObject({ rows: 1, accepted: 1 });
  });

  it('ends soon after the service stops, though its sender is silent', async () => {
    const state = new ServiceState();
    const answered = answersTo(unended('{}\n{"half'), { state, before: () => state.beginShutdown() });
    expect((await answered).at(-1)).toMatchObject({
      ...{ rows: 1, accepted: 1, complete: false, nextLine: 2 },
      problem: { status: 503 },
    });
  });

  it('ends when its key is taken back, though its sender sends no whole line', async () => {
    const registry = registryOf();
    const before = (): void => registry.replace({ adapters: [], keys: [], secrets: new Map() });
    const rows = await answersTo(unended('{}\n{"half'), { registry, before });
    expect(rows.at(-1)).toMatchObject({ rows: 1, complete: false, nextLine: 2, problem: { status: 401 } });
  });

  it('waits for the rate of its key only so long, and says where to go on', async () => {
    const registry = registryOf({ limit: 1, seconds: 3_600 });
    const rows = await answersTo(Readable.from([lines(3)]), { registry, limits: { mostWaitMs: 30 } });
    expect(rows).toMatchObject([{ rows: 0, complete: false, nextLine: 1, problem: { code: 'rate-limited' } }]);
  });

  it('waits for a rate no longer than the service lives', async () => {
    const state = new ServiceState();
    const registry = registryOf({ limit: 1, seconds: 3_600 });
    const answered = answersTo(Readable.from([lines(3)]), { registry, state });
    setImmediate(() => state.beginShutdown());
    expect((await answered).at(-1)).toMatchObject({ complete: false, problem: { status: 503 } });
  });

  it('ends when its sender is silent, and tells it', async () => {
    const source = unended('{}\n');
    const rows = await answersTo(source, { limits: { silenceMs: 40 } });
    expect(rows.at(-1)).toMatchObject({
      complete: false,
      nextLine: 2,
      problem: { status: 408, code: 'sender-silent' },
    });
  });

  it('ends when its sender trickles', async () => {
    const source = new Readable({ read: () => setTimeout(() => source.push(Buffer.from(' ')), 5) });
    const rows = await answersTo(source, { limits: { paceMs: 60, leastBytes: 1_000 } });
    expect(rows.at(-1)).toMatchObject({ complete: false, problem: { status: 408, code: 'sender-silent' } });
    source.destroy();
  });

  it('leaves room for other adapters, and gives its place back', async () => {
    const batches = batchesOf({ limits: { mostStreams: 3 } });
    const [first, second] = [unended(''), unended('')];
    const one = answer(batches, first);
    answer(batches, second).resume();
    expect(() => answer(batches, unended(''))).toThrow('2 streams of this adapter');
    const third = unended('');
    answer(batches, third, 'chat').resume();
    expect(() => answer(batches, unended(''), 'forms')).toThrow('3 streams');
    first.push(null);
    for await (const _ of one) continue;
    answer(batches, Readable.from([lines(1)])).resume();
    for (const source of [second, third]) source.push(null);
  });
});
