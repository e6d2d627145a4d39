import { faultsFor, faultsThatShow, schedule } from './faults/catalogue.js';
import type { Fault } from './faults/fault.js';
import { UsageError, type Options, type TargetName } from './options.js';
import { Random } from './random.js';
import type { Report } from './report.js';
import { Rounds } from './rounds.js';
import { Tally } from './tally.js';
import { targets } from './targets.js';
import { World } from './world/world.js';

/** The services have more crash points: of 50 rounds they get 30, which is every fault once. */
const referenceShare = 0.4;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export async function runChaos(options: Options, dataDirectory: string, tell: (line: string) => void): Promise<Report> {
  const tally = new Tally();
  for (const [index, target] of options.targets.entries()) {
    const isLast = index === options.targets.length - 1;
    const share = isLast ? options.rounds - tally.rounds : Math.floor(options.rounds * referenceShare);
    if (share > 0) await runTarget(target, share, options, dataDirectory, tally, tell);
    if (tally.hasFailed) break;
  }
  return tally.report(options.seed);
}

async function runTarget(
  name: TargetName,
  rounds: number,
  options: Options,
  dataDirectory: string,
  tally: Tally,
  tell: (line: string) => void,
): Promise<void> {
  const target = targets[name];
  const random = new Random(options.seed);
  const faults = schedule(faultsOf(options, target.services), rounds, random);
  tell(`${name}: ${rounds} rounds, seed ${options.seed}`);
  let world: World | undefined;
  // Leaving at once stops the servers too; an open world has more to put away.
  const stop = (): void => void Promise.resolve(world?.close()).finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, stop);
  try {
    world = await World.open({ services: target.services, bugs: options.bugs, dataDirectory, onProgress: tell });
    const { services } = world.options;
    const opened = world;
    await Promise.all(services.map((service) => opened.addInstance(service)));
    await new Rounds(world, name, options, dataDirectory, tally, tell).run(faults, random);
  } finally {
    for (const signal of signals) process.off(signal, stop);
    await world?.close();
  }
}

function faultsOf(options: Options, services: readonly string[]): Fault[] {
  const wanted = options.only.length > 0 ? options.only : options.bugs.flatMap((bug) => faultsThatShow[bug]);
  const faults = faultsFor(services).filter(
    ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
  );
  if (faults.length === 0) throw new UsageError(`no fault is named like ${wanted.join(' or ')}; --list names them`);
  return faults;
}
