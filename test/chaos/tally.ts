import type { Breach, Finding } from './check/evidence.js';
import type { Report } from './report.js';
import type { RoundOutcome } from './round.js';

const maxRecoverySeconds = 60;

/** What all rounds came to. */
export class Tally {
  rounds = 0;
  private readonly faults: Record<string, number> = {};
  private readonly findings: Finding[] = [];
  private readonly problems: string[] = [];
  private slowest = 0;
  private accepted = 0;

  /** `accepted` is what clients were acknowledged in this round. */
  add(fault: string, outcome: RoundOutcome, accepted: number): void {
    this.rounds += 1;
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
    this.slowest = Math.max(this.slowest, outcome.recoverySeconds);
    this.findings.push(...outcome.findings);
    if (outcome.problem !== undefined) this.problems.push(outcome.problem);
    this.accepted += accepted;
  }

  get hasFailed(): boolean {
    return this.findings.length + this.problems.length > 0;
  }

  report(seed: number): Report {
    const count = (breach: Breach): number => this.findings.filter((finding) => finding.breach === breach).length;
    return {
      seed,
      rounds: this.rounds,
      faults: this.faults,
      accepted: this.accepted,
      lost: count('lost'),
      doubled: count('doubled'),
      reordered: count('reordered'),
      maxRecoverySeconds: Number.isFinite(this.slowest) ? Math.round(this.slowest * 10) / 10 : -1,
      ok: !this.hasFailed && this.slowest <= maxRecoverySeconds,
    };
  }
}
