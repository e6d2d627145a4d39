import { describe, expect, it } from '@jest/globals';
import { FilesPolicyCompiler } from '../../policy/policy-compiler.js';
import type { CalendarVersion } from '../../domain/time/sla-policy.js';
import { ChangePolicy } from './change-policy.js';
import { FollowPolicy } from './follow-policy.js';
import { PolicyStore, type AddOptions, type Added, type NewPolicy, type PolicyVersionList } from './policy-store.js';
import type { PolicyTexts, PolicyVersion, StoredPolicy } from './policy-version.js';
import { startPolicy } from './start-policy.js';

const hour = 3_600_000;
const defaults = { firstResponseMs: hour, reopenWindowMs: hour, offerTimeoutMs: 120_000, offerExclusionMs: 300_000 };
const compiler = new FilesPolicyCompiler(defaults);
const policyOf = (target: string): PolicyTexts => ({
  'sla.yaml': `policies:\n  - id: standard\n    targets: { first-response: ${target} }\n`,
});

/** The database of a deployment, with a clock that tests move. */
class MemoryStore extends PolicyStore {
  now = new Date(0);
  readonly stored: StoredPolicy[] = [];

  async newest(): Promise<{ readonly now: Date; readonly policy?: PolicyVersion }> {
    const last = this.stored.at(-1);
    return { now: this.now, ...(last && { policy: last }) };
  }

  async find(version: number): Promise<StoredPolicy | undefined> {
    return this.stored[version - 1];
  }

  async list(): Promise<PolicyVersionList> {
    return { items: this.stored };
  }

  async add({ calendars: _, ...policy }: NewPolicy, { expected, delayMs }: AddOptions): Promise<Added> {
    const last = this.stored.at(-1);
    if (last?.hash === policy.hash) return { outcome: 'same', policy: last };
    const latest = last?.version ?? 0;
    if (expected !== undefined && expected !== latest) return { outcome: 'stale', latest };
    const inForceFrom = new Date(this.now.getTime() + (latest === 0 && policy.origin === 'folder' ? 0 : delayMs));
    const added = { ...policy, version: latest + 1, appliedAt: this.now, inForceFrom };
    this.stored.push(added);
    return { outcome: 'added', policy: added };
  }

  async calendars(known: readonly CalendarVersion[] = []): Promise<readonly CalendarVersion[]> {
    return known;
  }
}

const folderOf = (files: PolicyTexts) => ({ files, compiled: compiler.compile(files) });

async function started(store: MemoryStore, files?: PolicyTexts) {
  const problems: string[] = [];
  const inForce = await startPolicy(store, compiler, files && folderOf(files), (message) => problems.push(message));
  return { inForce, problems };
}

const targetOf = ({ time }: { time: { policies: readonly { targets: readonly { targetMs: number }[] }[] } }): number =>
  (time.policies[0]?.targets[0]?.targetMs ?? 0) / hour;

describe('what an instance goes by when it starts', () => {
  it('is what the settings say, where there is no policy at all', async () => {
    const { inForce } = await started(new MemoryStore());
    expect([targetOf(inForce), inForce.version, inForce.engine.version]).toEqual([1, undefined, undefined]);
  });

  it('is the folder of its settings, which is the first version, in force at once', async () => {
    const store = new MemoryStore();
    const { inForce } = await started(store, policyOf('2h'));
    expect([targetOf(inForce), inForce.version?.version]).toEqual([2, 1]);
    expect(inForce.engine.version).toMatch(/^1@[0-9a-f]{12}$/);
    expect((await started(store, policyOf('2h'))).inForce.version?.version).toBe(1);
    expect(store.stored).toHaveLength(1);
  });

  it('is a changed folder as soon as all instances may know of it', async () => {
    const store = new MemoryStore();
    await started(store, policyOf('2h'));
    const { inForce } = await started(store, policyOf('3h'));
    expect([targetOf(inForce), store.stored.length]).toEqual([2, 2]);
    store.now = new Date(3_000);
    expect(targetOf((await started(store, policyOf('3h'))).inForce)).toBe(3);
  });

  it('is what was applied by command, whatever the folder says; and that is said', async () => {
    const store = new MemoryStore();
    const { inForce } = await started(store, policyOf('2h'));
    await new ChangePolicy(store, compiler, inForce).apply({ files: policyOf('5h'), appliedBy: 'ann' });
    store.now = new Date(3_000);
    const again = await started(store, policyOf('9h'));
    expect([targetOf(again.inForce), store.stored.length]).toEqual([5, 2]);
    expect(again.problems).toEqual([expect.stringContaining('the folder of ROUTING_POLICY is not gone by')]);
    expect((await started(store)).problems).toEqual([]);
  });

  it('is the last version without mistakes, where another version of the service has applied a newer one', async () => {
    const store = new MemoryStore();
    await started(store, policyOf('2h'));
    const files = { 'sla.yaml': 'policies: []\nfrom-the-future: 1\n' };
    await store.add({ files, hash: 'future', origin: 'command', calendars: [] }, { delayMs: 0 });
    const { inForce, problems } = await started(store);
    expect([targetOf(inForce), inForce.version?.version]).toEqual([2, 1]);
    expect(problems).toEqual([expect.stringContaining('has mistakes for this version of the service')]);
  });
});

describe('a running instance', () => {
  it('learns of a policy at once, and goes by it from the time on that all do', async () => {
    const store = new MemoryStore();
    const { inForce } = await started(store, policyOf('2h'));
    const follow = new FollowPolicy({ store, compiler, inForce, onProblem: () => undefined });
    const { changed } = inForce;
    await new ChangePolicy(store, compiler, inForce).apply({ files: policyOf('5h'), appliedBy: 'ann' });
    store.now = new Date(2_500);
    expect(await follow.look()).toBe(500);
    expect([targetOf(inForce), changed.aborted]).toEqual([2, false]);
    store.now = new Date(3_000);
    await follow.look();
    expect([targetOf(inForce), inForce.version?.version, changed.aborted]).toEqual([5, 2, true]);
    expect(inForce.changed.aborted).toBe(false);
  });

  it('keeps what it has when it does not understand what was applied, and says so once', async () => {
    const store = new MemoryStore();
    const { inForce } = await started(store, policyOf('2h'));
    const problems: string[] = [];
    const follow = new FollowPolicy({ store, compiler, inForce, onProblem: (message) => problems.push(message) });
    const files = { 'sla.yaml': 'policies: []\nfrom-the-future: 1\n' };
    await store.add({ files, hash: 'future', origin: 'command', calendars: [] }, { delayMs: 0 });
    await follow.look();
    await follow.look();
    expect([targetOf(inForce), problems.length]).toEqual([2, 1]);
  });
});

describe('applying a policy', () => {
  it('changes nothing where there is a mistake, where it is the newest already, or where somebody was first', async () => {
    const store = new MemoryStore();
    const { inForce } = await started(store, policyOf('2h'));
    const change = new ChangePolicy(store, compiler, inForce);
    await expect(change.apply({ files: policyOf('-2h'), appliedBy: 'ann' })).rejects.toMatchObject({
      code: 'policy-invalid',
      details: { errors: [{ field: 'sla.yaml:3', problem: expect.stringMatching(/^duration: /) }] },
    });
    expect(await change.apply({ files: policyOf('2h'), appliedBy: 'ann' })).toMatchObject({ version: 1, isNew: false });
    await expect(change.apply({ files: policyOf('4h'), appliedBy: 'ann', expected: 7 })).rejects.toMatchObject({
      code: 'policy-stale',
      details: { expected: 7, latest: 1 },
    });
    expect(store.stored).toHaveLength(1);
    expect(await change.apply({ files: policyOf('4h'), appliedBy: 'ann', expected: 1 })).toMatchObject({ version: 2 });
    const { changes } = await change.compare(policyOf('2h'));
    expect(changes).toMatchObject([{ change: 'changed', before: '4h', after: '2h' }]);
    expect((await change.compare(policyOf('2h'), 1)).changes).toEqual([]);
  });
});
