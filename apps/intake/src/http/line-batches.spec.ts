import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { ServiceState } from '#libs/service';
import { AdapterRegistry } from '../application/adapter-registry.js';
import { AdapterRights } from '../application/adapter-rights.js';
import { Allowances, AllowanceStore, type Lease } from '../application/allowances.js';
import { LineBatches, mostRows } from './line-batches.js';
import type { ItemOutcome, ManySubmissions, Submitted } from './many-submissions.js';
import { SubmissionAllowance } from './submission-allowance.js';

const accepted = { status: 202, interactionId: '6f0c1d52-3a5e-8b1c-9d27-0f3f0f5e9a41', repeated: false } as const;
const unavailable: ItemOutcome = {
  status: 503,
  problem: { type: 'about:blank', title: 'Not available', status: 503, detail: 'The store does not answer.' },
};

class NoStore extends AllowanceStore {
  override lease(): Promise<Lease> {
    return Promise.reject(new Error('a key of the settings has no rate'));
  }
}

interface Given {
  /** What becomes of the row of this place. */
  readonly outcome?: (at: number) => ItemOutcome;
  /** Called before each unit of work. */
  readonly before?: (state: ServiceState) => void;
}

async function answersTo(source: Readable, given: Given = {}): Promise<Record<string, unknown>[]> {
  const { outcome = () => accepted, before = () => undefined } = given;
  const registry = new AdapterRegistry();
  const state = new ServiceState();
  let taken = 0;
  const submissions = {
    settle: (readers: readonly (() => Submitted)[]): Promise<readonly ItemOutcome[]> => {
      before(state);
      return Promise.resolve(readers.map(() => outcome(taken++)));
    },
  } as unknown as ManySubmissions;
  const rights = new AdapterRights(registry, { refusesUnregistered: false });
  const allowance = new SubmissionAllowance(registry, new Allowances(new NoStore()));
  const batches = new LineBatches(submissions, rights, allowance, state);
  const caller = { role: 'adapter', id: 'mail' } as const;
  let text = '';
  for await (const part of batches.answer({ source, caller, headers: {}, path: '/' })) text += String(part);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
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
});
