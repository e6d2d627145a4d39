import { pause } from '#libs/messaging';
import type { PolicyCompiler, PolicyRules } from './policy-compiler.js';
import type { PolicyInForce } from './policy-in-force.js';
import type { PolicyStore } from './policy-store.js';
import { versionName, type PolicyVersion } from './policy-version.js';

export interface FollowPolicyParts {
  readonly store: PolicyStore;
  readonly compiler: PolicyCompiler;
  readonly inForce: PolicyInForce;
  readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void;
}

const everyMs = 1_000;

/**
 * Lets an instance go by what was applied at any other, without a restart: looks each second, learns what is new before
 * it is in force, and goes by it from the time on that all instances do.
 */
export class FollowPolicy {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private learnt: { readonly policy: PolicyVersion; readonly rules?: PolicyRules } | undefined;
  private isTroubled = false;

  constructor(private readonly parts: FollowPolicyParts) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let pauseMs = everyMs;
    while (!this.stopping.signal.aborted) {
      await pause(pauseMs, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
      pauseMs = await this.look().catch((error: unknown) => this.trouble(error));
    }
  }

  private trouble(error: unknown): number {
    // The database is away: health says so already, and every look would say it again.
    if (!this.isTroubled) this.parts.onProblem('the policy cannot be looked for', { error: String(error) });
    this.isTroubled = true;
    return everyMs;
  }

  /** @returns when to look again, in milliseconds */
  async look(): Promise<number> {
    const { store, inForce } = this.parts;
    const { now, policy } = await store.newest();
    this.isTroubled = false;
    if (policy === undefined || policy.version <= (inForce.version?.version ?? 0)) return everyMs;
    if (this.learnt?.policy.version !== policy.version) await this.learn(policy);
    const waitMs = policy.inForceFrom.getTime() - now.getTime();
    if (waitMs > 0) return Math.min(everyMs, waitMs);
    if (this.learnt?.rules) inForce.use(this.learnt.rules, policy);
    return everyMs;
  }

  private async learn(policy: PolicyVersion): Promise<void> {
    const { store, compiler, inForce, onProblem } = this.parts;
    const stored = await store.find(policy.version);
    if (stored === undefined) return;
    inForce.learn(await store.calendars());
    const { rules, problems } = compiler.compile(stored.files);
    // Applied by an instance of another version of this service, which knows more.
    if (rules === undefined)
      onProblem('a policy that was applied has mistakes for this version of the service, which keeps the one before', {
        policyVersion: versionName(policy),
        mistakes: problems.slice(0, 10),
      });
    this.learnt = { policy, ...(rules && { rules }) };
  }
}
