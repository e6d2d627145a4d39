import { describe, expect, it } from '@jest/globals';
import type { SessionPool } from '../store/session-pool.js';
import type { Session } from '../store/session.js';
import type { Entry } from './entry.js';
import { SliceScheduler } from './slice-scheduler.js';
import type { SliceRunner } from './slice-runner.js';
import type { Slice, SliceOutcome } from './slice.js';

/** Runs nothing: remembers what shares a transaction, and answers when the spec says so. */
class RecordingRunner {
  readonly runs: (readonly Slice[])[] = [];
  private readonly pending: ((outcome: SliceOutcome | Error) => void)[] = [];

  run(_session: Session, slices: readonly Slice[]): Promise<SliceOutcome> {
    this.runs.push(slices);
    return new Promise((resolve, reject) =>
      this.pending.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
    );
  }

  /** Answers the oldest run that is under way. */
  async answer(outcome: SliceOutcome | Error): Promise<void> {
    this.pending.shift()?.(outcome);
    await turn();
  }

  get shape(): string[] {
    return this.runs.map((slices) => slices.map(({ topic, partition }) => `${topic}${partition}`).join('+'));
  }
}

/** Everything that was made possible in this turn of the event loop has happened in the next but one. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

const pool = { size: 2, use: (work: (session: Session) => Promise<unknown>) => work({} as Session) } as SessionPool;

const slice = (name: string, events: number): Slice => ({
  topic: name.slice(0, 1),
  partition: Number(name.slice(1)),
  expected: '0',
  next: String(events),
  entries: Array.from({ length: events }, () => ({}) as Entry),
});

const committed = (bugs: readonly boolean[] = []): SliceOutcome => ({
  kind: 'committed',
  published: 0,
  timers: false,
  bugs,
});

function schedule(maxEvents = 500) {
  const runner = new RecordingRunner();
  const scheduler = new SliceScheduler(pool, runner as unknown as SliceRunner, maxEvents);
  return { runner, scheduler };
}

describe('slices that wait together', () => {
  it('share a transaction while they are small', async () => {
    const { runner, scheduler } = schedule();
    for (const name of ['a0', 'a1', 'b2']) void scheduler.submit(slice(name, 3));
    await turn();
    expect(runner.shape).toEqual(['a0+a1+b2']);
  });

  it('go alone when they are full, at most as many at once as there are sessions', async () => {
    const { runner, scheduler } = schedule();
    for (const name of ['a0', 'a1', 'a2']) void scheduler.submit(slice(name, 500));
    await turn();
    expect(runner.shape).toEqual(['a0', 'a1']);
    await runner.answer(committed());
    expect(runner.shape).toEqual(['a0', 'a1', 'a2']);
  });

  it('with the same partition number never run at once: they would want the same rows', async () => {
    const { runner, scheduler } = schedule();
    void scheduler.submit(slice('a0', 500));
    void scheduler.submit(slice('b0', 500));
    await turn();
    expect(runner.shape).toEqual(['a0']);
    await runner.answer(committed());
    expect(runner.shape).toEqual(['a0', 'b0']);
  });

  it('get each their own part of the answer', async () => {
    const { runner, scheduler } = schedule();
    const answers = Promise.all([scheduler.submit(slice('a0', 1)), scheduler.submit(slice('a1', 2))]);
    await turn();
    await runner.answer(committed([true, false, true]));
    expect(await answers).toMatchObject([{ bugs: [true] }, { bugs: [false, true] }]);
  });

  it('run again one by one when their transaction fails, and only the one at fault fails', async () => {
    const { runner, scheduler } = schedule();
    const answers = Promise.allSettled([scheduler.submit(slice('a0', 1)), scheduler.submit(slice('a1', 1))]);
    await turn();
    await runner.answer(new Error('the fence did not hold'));
    await runner.answer({ kind: 'fenced', next: '7', paused: false });
    await runner.answer(new Error('connection lost'));
    expect(runner.shape).toEqual(['a0+a1', 'a0', 'a1']);
    expect(await answers).toMatchObject([
      { status: 'fulfilled', value: { kind: 'fenced', next: '7' } },
      { status: 'rejected', reason: new Error('connection lost') },
    ]);
  });

  it('are not kept from running by a failure of those before them', async () => {
    const { runner, scheduler } = schedule();
    const failed = scheduler.submit(slice('a0', 500)).catch((error: unknown) => error);
    await turn();
    await runner.answer(new Error('gone'));
    await expect(failed).resolves.toEqual(new Error('gone'));
    void scheduler.submit(slice('a0', 500));
    await turn();
    expect(runner.shape).toEqual(['a0', 'a0']);
  });
});
