import { LeaderLock, type Outbox, type SessionOptions } from '#libs/messaging';
import type { Decision } from '../../domain/engine/decide.js';
import type { CommandAnswers } from '../command-answers.js';
import type { PolicyInForce } from '../policies/policy-in-force.js';
import { Engine, type EngineEvents } from './engine.js';
import type { EngineStores, StoredCommand } from './engine-store.js';
import { Wake } from './wake.js';

export interface EngineParts {
  readonly stores: EngineStores;
  readonly policy: Pick<PolicyInForce, 'engine' | 'changed'>;
  readonly answers: CommandAnswers;
  readonly outbox: Outbox;
  readonly onProblem: EngineEvents['onProblem'];
  /** After COMMIT. */
  readonly measure?: (decision: Decision) => void;
}

/** Lets the engine run in one instance of the service at a time, the one that holds the lock. */
export class EngineLeader {
  private readonly lock: LeaderLock;
  private leading = false;

  constructor(
    session: SessionOptions,
    private readonly parts: EngineParts,
  ) {
    this.lock = new LeaderLock(session, 'thirdring-routing-engine', (lost) => this.lead(lost), parts.onProblem);
  }

  get isLeading(): boolean {
    return this.leading;
  }

  start(): void {
    this.lock.start();
  }

  /** The batch in hand is finished first. */
  async stop(): Promise<void> {
    await this.lock.stop();
  }

  private async lead(lost: AbortSignal): Promise<void> {
    const { stores, policy, onProblem } = this.parts;
    const wake = new Wake();
    const store = await stores.open(() => wake.up());
    this.leading = true;
    try {
      const onCommitted = (commands: readonly StoredCommand[], decision: Decision) =>
        this.committed(commands, decision);
      // Other rules may count what agents hold in another way: its memory is rebuilt, as after a change of leader.
      while (!lost.aborted) {
        const { engine, changed } = policy;
        await new Engine(store, wake, engine, { onCommitted, onProblem }).run(AbortSignal.any([lost, changed]));
      }
    } finally {
      this.leading = false;
      await store.close();
    }
  }

  private committed(commands: readonly StoredCommand[], decision: Decision): void {
    const { facts, announced, results } = decision;
    this.parts.measure?.(decision);
    if (facts.length + announced.length > 0) this.parts.outbox.nudge();
    for (const { id, commandId } of commands) {
      const result = results.get(id);
      if (commandId !== undefined && result) this.parts.answers.tell(commandId, result);
    }
  }
}
