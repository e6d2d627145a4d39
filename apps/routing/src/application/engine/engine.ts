import { uuidV8 } from '#libs/contracts';
import { classify } from '#libs/messaging';
import { decide, type Decision } from '../../domain/engine/decide.js';
import type { NumberedCommand } from '../../domain/engine/engine-command.js';
import type { EnginePolicy } from '../../domain/engine/engine-policy.js';
import type { EngineState } from '../../domain/engine/engine-state.js';
import type { SupportCase } from '../../domain/support-case.js';
import { agentChanged, tellCases } from './engine-outbox.js';
import type { EngineStore, StoredCommand } from './engine-store.js';
import { Wake } from './wake.js';

const commandsAtOnce = 1_000;
/** A notification can be lost with its connection; the sweep should find nothing. */
const sweepMs = 500;
const maxTries = 5;
const sweepOldMs = 3_600_000;

export interface EngineEvents {
  /** After COMMIT. */
  readonly onCommitted: (commands: readonly StoredCommand[], decision: Decision) => void;
  readonly onProblem: (message: string, detail: Readonly<Record<string, unknown>>) => void;
}

/**
 * The leader's work: take what is asked, decide, write, and only then remember it. Ends when `lost` aborts, and rejects
 * when what the database holds is no longer known: the next leader, here or elsewhere, reads it anew.
 */
export class Engine {
  private readonly policy: EnginePolicy;

  constructor(
    private readonly store: EngineStore,
    private readonly wake: Wake,
    policy: Omit<EnginePolicy, 'idOf'>,
    private readonly events: EngineEvents,
  ) {
    this.policy = { ...policy, idOf: uuidV8 };
  }

  async run(lost: AbortSignal): Promise<void> {
    const state = await this.store.load(this.policy);
    // What was decided by other rules, or by an older version, finds its place.
    if (state.items.size > 0) await this.carryOut(state, [], (await this.store.pending(1)).now, reviews);
    let sweepAt = 0;
    lost.addEventListener('abort', () => this.wake.up(), { once: true });
    while (!lost.aborted) {
      this.wake.clear();
      const { now, commands } = await this.store.pending(commandsAtOnce);
      const alarm = state.nextAlarm;
      if (commands.length === 0 && (alarm === undefined || alarm > now)) {
        if (now >= sweepAt) {
          await this.store.forgetOldCommands();
          sweepAt = now + sweepOldMs;
        }
        await this.wake.wait(Math.min(sweepMs, alarm === undefined ? sweepMs : alarm - now));
        continue;
      }
      await this.carryOut(state, commands, now);
    }
  }

  /** A command that cannot be carried out must not keep the others from it: it is looked for, and answered as failed. */
  private async carryOut(
    state: EngineState,
    commands: readonly StoredCommand[],
    now: number,
    first: readonly NumberedCommand[] = [],
  ): Promise<void> {
    try {
      await this.attempt(state, commands, now, { first });
    } catch (error) {
      const isOurs = ['data', 'other'].includes(classify(error));
      const [only] = commands;
      if (!isOurs || !this.store.usable || only === undefined) throw error;
      if (commands.length === 1) {
        this.events.onProblem('a command cannot be carried out', { command: only.command.kind, error: String(error) });
        await this.attempt(state, commands, now, {
          condemned: new Map([[only.id, { outcome: 'refused', code: 'failed' }]]),
        });
        return;
      }
      const middle = Math.ceil(commands.length / 2);
      await this.carryOut(state, commands.slice(0, middle), now);
      await this.carryOut(state, commands.slice(middle), now);
    }
  }

  /** Decides and writes; what fails before COMMIT has changed nothing. With `condemned`, only what time brings. */
  private async attempt(
    state: EngineState,
    commands: readonly StoredCommand[],
    now: number,
    { condemned, first = [] }: { condemned?: Decision['results']; first?: readonly NumberedCommand[] } = {},
  ): Promise<void> {
    let stale: readonly string[] = [];
    for (let tries = 1; ; tries += 1) {
      try {
        const all = condemned ? [] : commands;
        const decided = decide(state, around([...first, ...all], withdrawals(stale)), now, this.policy);
        const decision = condemned ? { ...decided, results: condemned } : decided;
        const found = await this.write(decision, commands, new Date(now));
        if (found.length === 0) {
          state.apply(decision.changes);
          this.events.onCommitted(commands, decision);
          return;
        }
        if (tries >= maxTries) throw new Error(`cases change faster than they are decided: ${String(found.length)}`);
        stale = [...stale, ...found];
      } catch (error) {
        const isPassing = ['transient', 'race'].includes(classify(error));
        if (!isPassing || !this.store.usable || tries >= maxTries) throw error;
        this.events.onProblem('a batch of the engine is tried again', { tries, error: String(error) });
      }
    }
  }

  /** Answers the items whose case has meanwhile ended or moved on; then nothing was written. */
  private async write(decision: Decision, commands: readonly StoredCommand[], now: Date): Promise<readonly string[]> {
    const { changes, announced, results, facts, explanations } = decision;
    const transaction = await this.store.begin([...new Set(facts.map(({ caseId }) => caseId))].sort());
    try {
      const stale = staleItems(decision, transaction.cases);
      if (stale.length > 0) {
        await transaction.rollback();
        return stale;
      }
      const told = tellCases(transaction.cases, facts, now);
      const outbox = [...told.outbox, ...announced.map((agent) => agentChanged(agent, now))];
      const { cases, stories } = told;
      await transaction.commit({ changes, announced, commands, results, cases, outbox, explanations, stories });
      return [];
    } catch (error) {
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
  }
}

const reviews: readonly NumberedCommand[] = [{ id: 0, command: { kind: 'review' } }];

const withdrawals = (itemIds: readonly string[]): readonly NumberedCommand[] =>
  itemIds.map((itemId, index) => ({ id: -1 - index, command: { kind: 'complete', itemId, reason: 'case-changed' } }));

/** Before the commands for what is known, so that none of them finds it; after them for what they put in the queue. */
const around = (
  commands: readonly NumberedCommand[],
  withdrawn: readonly NumberedCommand[],
): readonly NumberedCommand[] => [...withdrawn, ...commands, ...withdrawn];

/** Its case was resolved, closed or reopened while the engine decided; the command that says so is on its way. */
function staleItems({ facts, changes }: Decision, cases: ReadonlyMap<string, SupportCase>): readonly string[] {
  const stale = new Set<string>();
  for (const { caseId, itemId } of facts) {
    const found = cases.get(caseId);
    const isOver = changes.items.get(itemId)?.state === 'done';
    if (!isOver && (found?.status !== 'open' || found.itemId !== itemId)) stale.add(itemId);
  }
  return [...stale];
}
