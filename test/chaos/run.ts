import { join } from 'node:path';
import type { Finding } from './check/evidence.js';
import { faultsFor, faultsThatShow, schedule } from './faults/catalogue.js';
import type { Fault } from './faults/fault.js';
import { UsageError, type Options, type TargetName } from './options.js';
import { Random } from './random.js';
import { countOf, keepFailure, type Report } from './report.js';
import { runRound, type RoundOutcome } from './round.js';
import { targets } from './targets.js';
import { World } from './world/world.js';

const maxRecoverySeconds = 60;
/** The services have more crash points: of 50 rounds they get 30, which is every fault once. */
const referenceShare = 0.4;
/** A crash point that was not reached says nothing about the service: the round is made once more. */
const tries = 2;

type Tell = (line: string) => void;

interface Tally {
  readonly faults: Record<string, number>;
  readonly findings: Finding[];
  readonly problems: string[];
  rounds: number;
  accepted: number;
  slowest: number;
}

export async function runChaos(options: Options, dataDirectory: string, tell: Tell): Promise<Report> {
  const tally: Tally = { faults: {}, findings: [], problems: [], rounds: 0, accepted: 0, slowest: 0 };
  for (const [index, target] of options.targets.entries()) {
    const isLast = index === options.targets.length - 1;
    const share = isLast ? options.rounds - tally.rounds : Math.floor(options.rounds * referenceShare);
    if (share === 0) continue;
    await runTarget(target, share, options, dataDirectory, tally, tell);
    if (tally.findings.length + tally.problems.length > 0) break;
  }
  const { faults, rounds, accepted, findings, slowest } = tally;
  return {
    seed: options.seed,
    rounds,
    faults,
    accepted,
    lost: countOf(findings, 'lost'),
    doubled: countOf(findings, 'doubled'),
    reordered: countOf(findings, 'reordered'),
    maxRecoverySeconds: Number.isFinite(slowest) ? Math.round(slowest * 10) / 10 : -1,
    ok: findings.length === 0 && tally.problems.length === 0 && slowest <= maxRecoverySeconds,
  };
}

function faultsOf(options: Options, services: readonly string[]): Fault[] {
  const wanted = options.only.length > 0 ? options.only : options.bugs.flatMap((bug) => faultsThatShow[bug]);
  const faults = faultsFor(services).filter(
    ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
  );
  if (faults.length === 0) throw new UsageError(`no fault is named like ${wanted.join(' or ')}; --list names them`);
  return faults;
}

async function runTarget(
  name: TargetName,
  rounds: number,
  options: Options,
  dataDirectory: string,
  tally: Tally,
  tell: Tell,
): Promise<void> {
  const target = targets[name];
  const random = new Random(options.seed);
  const faults = schedule(faultsOf(options, target.services), rounds, random);
  tell(`${name}: ${rounds} rounds, seed ${options.seed}`);
  const world = await World.open({ services: target.services, bugs: options.bugs, dataDirectory, onProgress: tell });
  const stop = (): void => void world.close().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    await Promise.all(target.services.map((service) => world.addInstance(service)));
    const load = target.loadOf(world);
    const acceptedBefore = tally.accepted;
    for (const fault of faults) {
      const outcome = await roundWithRetry(world, name, load, fault, random, tell);
      tally.rounds += 1;
      tally.faults[fault.name] = (tally.faults[fault.name] ?? 0) + 1;
      tally.slowest = Math.max(tally.slowest, outcome.recoverySeconds);
      tally.accepted = acceptedBefore + world.operations.filter(({ told }) => told === 'acknowledged').length;
      tally.findings.push(...outcome.findings);
      if (outcome.problem !== undefined) tally.problems.push(outcome.problem);
      tell(lineOf(tally.rounds, fault, outcome, world));
      if (outcome.findings.length > 0 || outcome.problem !== undefined) {
        await explain(name, outcome, options, dataDirectory, tally.rounds, tell);
        break;
      }
      if (options.isKeeping) await keepEvidence(outcome, options, dataDirectory, tally.rounds);
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    await world.close();
  }
}

async function roundWithRetry(
  world: World,
  name: TargetName,
  load: ReturnType<(typeof targets)[TargetName]['loadOf']>,
  fault: Fault,
  random: Random,
  tell: Tell,
): Promise<RoundOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await runRound(world, targets[name], load, fault, random);
    const isRepeatable = outcome.problem?.endsWith('was not reached') === true && outcome.findings.length === 0;
    if (!isRepeatable || attempt === tries) return outcome;
    tell(`   ${fault.name}: ${outcome.problem}; once more`);
  }
}

function lineOf(round: number, fault: Fault, outcome: RoundOutcome, world: World): string {
  const told = world.operations.filter(({ told: answer }) => answer === 'acknowledged').length;
  const recovery = Number.isFinite(outcome.recoverySeconds) ? `${outcome.recoverySeconds.toFixed(1)} s` : 'never';
  const verdict = outcome.findings.length > 0 ? `${outcome.findings.length} BREACHES` : (outcome.problem ?? 'ok');
  return (
    `${String(round).padStart(3)}  ${fault.name.padEnd(24)} ${outcome.seconds.toFixed(1).padStart(5)} s  ` +
    `recovered in ${recovery.padStart(6)}  ${String(told).padStart(6)} accepted  ${verdict}`
  );
}

async function keepEvidence(
  { findings, evidence }: RoundOutcome,
  options: Options,
  dataDirectory: string,
  round: number,
): Promise<string> {
  const kept = join(dataDirectory, 'failures', `${options.seed}-${round}`);
  await keepFailure(kept, join(dataDirectory, 'logs'), findings, evidence);
  return kept;
}

async function explain(
  name: TargetName,
  outcome: RoundOutcome,
  options: Options,
  dataDirectory: string,
  round: number,
  tell: Tell,
): Promise<void> {
  for (const { breach, where, what } of outcome.findings.slice(0, 10)) tell(`     ${breach}: ${where}: ${what}`);
  if (outcome.problem !== undefined) tell(`     ${outcome.problem}`);
  const kept = await keepEvidence(outcome, options, dataDirectory, round);
  const broken = options.bugs.length > 0 ? ` --break ${options.bugs.join(',')}` : '';
  const only = options.only.length > 0 ? ` --only ${options.only.join(',')}` : '';
  tell(`     evidence and logs are in ${kept}`);
  tell(
    `     again: npm run chaos -- --seed ${options.seed} --rounds ${options.rounds} --target ${name}${only}${broken}`,
  );
}
