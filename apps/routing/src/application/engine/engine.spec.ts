import { describe, expect, it } from '@jest/globals';
import { uuidV8 } from '#libs/contracts';
import type { EngineCommand } from '../../domain/engine/engine-command.js';
import { EngineState } from '../../domain/engine/engine-state.js';
import type { SupportCase } from '../../domain/support-case.js';
import { Engine } from './engine.js';
import type { EngineStore, EngineTransaction, EngineWrite, PendingWork, StoredCommand } from './engine-store.js';
import { Wake } from './wake.js';

const id = (name: string): string => uuidV8('engine-spec', name);
const openedAt = new Date(0);

function openCase(name: string): SupportCase {
  return {
    ...{
      caseId: id(name),
      version: 3,
      reference: 'TR-0000-0000',
      customerId: id('customer'),
      interactionId: id('interaction'),
    },
    ...{ issueKey: 'delivery', status: 'open', cycle: 1, channel: 'email', channelAccount: 'help@example.org' },
    ...{ kind: 'complaint', needs: [], urgency: 3, isFirstContact: true, anonymous: false, automatic: false, openedAt },
    ...{ agentIds: [], leg: 0, itemId: id(`item-${name}`), replyTo: id('interaction') },
  };
}

/** A database in memory that ends the engine once nothing is pending. */
class MemoryStore implements EngineStore {
  readonly usable = true;
  readonly cases = new Map<string, SupportCase>();
  readonly written: EngineWrite[] = [];
  private commands: StoredCommand[] = [];
  private readonly failures: Error[] = [];

  constructor(private readonly end: () => void) {}

  ask(...commands: readonly EngineCommand[]): void {
    for (const command of commands)
      this.commands.push({ id: this.commands.length + 1, commandId: id(String(this.commands.length)), command });
  }

  failNext(error: Error): void {
    this.failures.push(error);
  }

  async load(): Promise<EngineState> {
    return new EngineState();
  }

  async pending(): Promise<PendingWork> {
    if (this.commands.length === 0) this.end();
    return { now: 1_000, commands: this.commands };
  }

  async begin(caseIds: readonly string[]): Promise<EngineTransaction> {
    const failure = this.failures.shift();
    if (failure) throw failure;
    const cases = new Map([...this.cases].filter(([caseId]) => caseIds.includes(caseId)));
    return { cases, commit: async (write) => this.commit(write), rollback: async () => undefined };
  }

  private commit(write: EngineWrite): void {
    this.written.push(write);
    for (const { after } of write.cases) this.cases.set(after.caseId, after);
    this.commands = this.commands.filter((command) => !write.commands.includes(command));
  }

  async forgetOldCommands(): Promise<void> {}
  async close(): Promise<void> {}
}

const staff: readonly EngineCommand[] = [
  { kind: 'put-agent', agentId: 'ada', units: 10, queues: ['default'], skills: [] },
  { kind: 'set-presence', agentId: 'ada', state: 'available' },
];
const enqueue = (name: string, enqueuedAt: number): EngineCommand => ({
  ...{
    kind: 'enqueue',
    itemId: id(`item-${name}`),
    caseId: id(name),
    queueId: 'default',
    channel: 'email',
    enqueuedAt,
  },
});

async function run(prepare: (store: MemoryStore) => void): Promise<{ store: MemoryStore; problems: string[] }> {
  const over = new AbortController();
  const store = new MemoryStore(() => over.abort());
  const problems: string[] = [];
  prepare(store);
  const events = { onCommitted: () => undefined, onProblem: (message: string) => problems.push(message) };
  await new Engine(store, new Wake(), { offerTimeoutMs: 60_000, exclusionMs: 60_000 }, events).run(over.signal);
  return { store, problems };
}

const offered = (store: MemoryStore): string[] =>
  store.written.flatMap(({ changes }) => [...changes.offers.values()].map(({ caseId }) => caseId));

describe('Engine', () => {
  it('writes the offer with the next version of its case', async () => {
    const { store } = await run((given) => {
      given.cases.set(id('a'), openCase('a'));
      given.ask(...staff, enqueue('a', 1));
    });
    const [write] = store.written;
    expect(write?.cases).toMatchObject([{ lockedVersion: 3, after: { version: 4 } }]);
    expect(write?.outbox.map(({ topic, headers }) => [topic, headers['ce_sequence']])).toEqual([
      ['thirdring.cases', '4'],
      ['thirdring.agents', '2'],
    ]);
  });

  it('decides again without a case that was closed meanwhile', async () => {
    const { store } = await run((given) => {
      given.cases.set(id('a'), { ...openCase('a'), status: 'closed' });
      given.cases.set(id('b'), openCase('b'));
      given.ask(...staff, enqueue('a', 1), enqueue('b', 2));
    });
    expect(offered(store)).toEqual([id('b')]);
    expect(store.cases.get(id('a'))?.version).toBe(3);
  });

  it('tries again after another writer was first', async () => {
    const { store, problems } = await run((given) => {
      given.cases.set(id('a'), openCase('a'));
      given.ask(...staff, enqueue('a', 1));
      given.failNext(Object.assign(new Error('another writer was there first'), { code: 'TR409' }));
    });
    expect(offered(store)).toEqual([id('a')]);
    expect(problems).toHaveLength(1);
  });

  it('answers a command that it cannot carry out, and carries out the others', async () => {
    const { store } = await run((given) => {
      given.cases.set(id('a'), openCase('a'));
      given.ask(...staff, { kind: 'unheard-of' } as unknown as EngineCommand, enqueue('a', 1));
    });
    const results = new Map(store.written.flatMap((write) => [...write.results]));
    expect(results.get(3)).toEqual({ outcome: 'refused', code: 'failed' });
    expect(results.get(4)).toEqual({ outcome: 'done' });
    expect(offered(store)).toEqual([id('a')]);
  });
});
