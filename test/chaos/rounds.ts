import { join } from 'node:path';
import type { Fault } from './faults/fault.js';
import type { Options, TargetName } from './options.js';
import type { Random } from './random.js';
import { keepFailure } from './report.js';
import { runRound, type RoundOutcome } from './round.js';
import type { Tally } from './tally.js';
import { targets, type Target } from './targets.js';
import type { World } from './world/world.js';

/** A crash point that was not reached says nothing about the service: the round is made once more. */
const tries = 2;

/** The rounds on one target, one line each, until one of them fails. */
export class Rounds {
  private readonly target: Target;
  private readonly load: ReturnType<Target['loadOf']>;
  private endsBefore = 0;

  constructor(
    private readonly world: World,
    private readonly name: TargetName,
    private readonly options: Options,
    private readonly dataDirectory: string,
    private readonly tally: Tally,
    private readonly tell: (line: string) => void,
  ) {
    this.target = targets[name];
    this.load = this.target.loadOf(world);
  }

  async run(faults: readonly Fault[], random: Random): Promise<void> {
    for (const fault of faults) {
      const before = this.accepted;
      const outcome = await this.round(fault, random);
      this.tally.add(fault.name, outcome, this.accepted - before);
      this.tell(this.lineOf(fault, outcome));
      const hasFailed = outcome.findings.length > 0 || outcome.problem !== undefined;
      if (hasFailed || this.options.isKeeping) await this.keep(outcome);
      if (!hasFailed) continue;
      this.explain(outcome);
      return;
    }
  }

  private get accepted(): number {
    return this.world.operations.filter(({ told }) => told === 'acknowledged').length;
  }

  private async round(fault: Fault, random: Random): Promise<RoundOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await runRound(this.world, this.target, this.load, fault, random);
      const isRepeatable = outcome.problem?.endsWith('was not reached') === true && outcome.findings.length === 0;
      if (!isRepeatable || attempt === tries) return outcome;
      this.tell(`     ${fault.name}: ${outcome.problem}; once more`);
    }
  }

  private lineOf(fault: Fault, { seconds, recoverySeconds, findings, problem }: RoundOutcome): string {
    const recovery = Number.isFinite(recoverySeconds) ? `${recoverySeconds.toFixed(1)} s` : 'never';
    const verdict = findings.length > 0 ? `${findings.length} BREACHES` : (problem ?? 'ok');
    const ends = this.world.unexpectedEnds - this.endsBefore;
    this.endsBefore = this.world.unexpectedEnds;
    return (
      `${String(this.tally.rounds).padStart(3)}  ${fault.name.padEnd(24)} ${seconds.toFixed(1).padStart(5)} s  ` +
      `recovered in ${recovery.padStart(6)}  ${String(this.accepted).padStart(6)} accepted  ${verdict}` +
      (ends > 0 ? `, ${ends} restarted by itself` : '')
    );
  }

  private get failureDirectory(): string {
    return join(this.dataDirectory, 'failures', `${this.options.seed}-${this.tally.rounds}`);
  }

  private async keep({ findings, evidence }: RoundOutcome): Promise<void> {
    await keepFailure(this.failureDirectory, join(this.dataDirectory, 'logs'), findings, evidence);
  }

  private explain({ findings, problem }: RoundOutcome): void {
    for (const { breach, where, what } of findings.slice(0, 10)) this.tell(`     ${breach}: ${where}: ${what}`);
    if (problem !== undefined) this.tell(`     ${problem}`);
    const { seed, rounds, bugs, only } = this.options;
    const broken = bugs.length > 0 ? ` --break ${bugs.join(',')}` : '';
    const chosen = only.length > 0 ? ` --only ${only.join(',')}` : '';
    this.tell(`     evidence and logs are in ${this.failureDirectory}`);
    this.tell(`     again: npm run chaos -- --seed ${seed} --rounds ${rounds} --target ${this.name}${chosen}${broken}`);
  }
}
