import { cpus, loadavg, totalmem } from 'node:os';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export function describeMachine(): string {
  const models = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  return `${models.length} × ${models[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, load ${load}, Node ${process.version}`;
}

interface CpuTime {
  readonly busy: number;
  readonly all: number;
}

function cpuTime(): CpuTime {
  let busy = 0;
  let all = 0;
  for (const { times } of cpus()) {
    const total = times.user + times.nice + times.sys + times.idle + times.irq;
    busy += total - times.idle;
    all += total;
  }
  return { busy, all };
}

/**
 * Waits for two seconds in a row in which less than `quietShare` of all cores was in use. Answers the last share when
 * it was too much until the end.
 */
export async function waitUntilQuiet(quietShare: number, timeoutMs: number): Promise<number | undefined> {
  const deadline = performance.now() + timeoutMs;
  let quietInARow = 0;
  for (;;) {
    const before = cpuTime();
    await delay(1_000);
    const after = cpuTime();
    const share = (after.busy - before.busy) / Math.max(1, after.all - before.all);
    quietInARow = share < quietShare ? quietInARow + 1 : 0;
    if (quietInARow >= 2) return undefined;
    if (performance.now() > deadline) return share;
  }
}

/** Resident memory in MiB; `undefined` where there is no `/proc`, or no such process any more. */
export async function residentMebibytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}

/** Linux counts in hundredths of a second on every machine that matters. */
const ticksPerSecond = 100;

/** Processor time that a process has used, in seconds; `undefined` where there is no `/proc`. */
export async function cpuSeconds(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? undefined : ticks / ticksPerSecond;
}
