import { setTimeout as delay } from 'node:timers/promises';
import type { Evidence, Finding } from './check/evidence.js';
import { NotReached, type Fault } from './faults/fault.js';
import type { Load } from './load/load.js';
import { Random } from './random.js';
import type { Target } from './targets.js';
import { drain } from './world/drain.js';
import type { World } from './world/world.js';

export interface RoundOutcome {
  readonly seconds: number;
  /** From the end of the fault until nothing was in flight; Infinity when that never came. */
  readonly recoverySeconds: number;
  readonly findings: readonly Finding[];
  readonly evidence: Evidence | undefined;
  /** Why the round proves nothing, when it does not. */
  readonly problem: string | undefined;
}

/** The bar is 60 s; waiting longer tells what is slow from what is lost. */
const drainWithinMs = 120_000;
const faultWithinMs = 120_000;
const beforeMs = 800;
const afterMs = 800;

const nothing = { recoverySeconds: 0, findings: [], evidence: undefined };

/** Load, fault, a little more load, rest; then the evidence is judged. Bounded in time whatever hangs. */
export async function runRound(
  world: World,
  target: Target,
  load: { start(random: Random): Load },
  fault: Fault,
  random: Random,
): Promise<RoundOutcome> {
  const start = performance.now();
  const unready = await attempt(scale(world, fault.instances === 2 ? random.pick(world.options.services) : undefined));
  if (unready !== undefined) return { ...nothing, seconds: (performance.now() - start) / 1_000, problem: unready };
  // Draws of its own: load and fault run side by side and must not disturb each other's.
  const running = load.start(new Random(random.between(0, 2 ** 31)));
  await delay(beforeMs);
  let problem = await injected(fault, world, random);
  const faultEnd = performance.now();
  await delay(afterMs);
  await running.stop();
  const drained = await drain(world.databaseUrls, world.admin, drainWithinMs);
  const recoverySeconds = drained.left === undefined ? (drained.at - faultEnd) / 1_000 : Infinity;
  const evidence = await world.evidence().catch((error: unknown) => {
    problem ??= `the evidence could not be gathered: ${String(error)}`;
    return undefined;
  });
  const findings = evidence === undefined ? [] : target.check(evidence);
  if (drained.left !== undefined) findings.push({ breach: 'lost', where: 'in flight', what: drained.left });
  return { seconds: (performance.now() - start) / 1_000, recoverySeconds, findings, evidence, problem };
}

/** Undefined, or what went wrong. */
const attempt = (work: Promise<void>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => String(error),
  );

async function injected(fault: Fault, world: World, random: Random): Promise<string | undefined> {
  const timeout = new AbortController();
  try {
    await Promise.race([
      fault.inject(world, random),
      delay(faultWithinMs, undefined, { signal: timeout.signal }).then(() => {
        throw new Error(`${fault.name} did not end within ${faultWithinMs / 1_000} s`);
      }),
    ]);
    return undefined;
  } catch (error) {
    return error instanceof NotReached ? error.message : String(error);
  } finally {
    timeout.abort();
  }
}

/** One instance of each service, two of the one that is named. */
async function scale(world: World, doubled: string | undefined): Promise<void> {
  await Promise.all(
    world.options.services.map(async (service) => {
      const running = world.instancesOf(service);
      const instances = service === doubled ? 2 : 1;
      for (let count = running.length; count < instances; count += 1) await world.addInstance(service);
      for (const instance of running.slice(instances)) await world.removeInstance(instance);
    }),
  );
}
