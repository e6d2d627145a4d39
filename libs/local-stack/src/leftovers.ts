import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStartedAt, runningProcesses, type RunningProcess } from './process-list.js';

const stopWithinMs = 20_000;

/** The argument by which a process that belongs to a data directory is found again. Java takes it as a property. */
export function processMark(dataDirectory: string, prefix: '--' | '-D' = '--'): string {
  return `${prefix}thirdring.stack=${dataDirectory}`;
}

export function leftoversAmong(processes: readonly RunningProcess[], dataDirectory: string): RunningProcess[] {
  const marks = [processMark(dataDirectory), processMark(dataDirectory, '-D')];
  return processes.filter(({ args }) => args.some((arg) => marks.includes(arg)));
}

/**
 * Stops what an earlier start in this data directory left running because it was killed.
 * Only call while holding the start lock: a living owner's processes look the same.
 */
export async function stopLeftovers(dataDirectory: string, onProgress: (line: string) => void): Promise<void> {
  const leftovers = leftoversAmong(await runningProcesses(), dataDirectory).filter(({ pid }) => pid !== process.pid);
  if (leftovers.length === 0) return;
  onProgress(`Stopping what an interrupted run left behind: ${leftovers.map(({ pid }) => pid).join(', ')}`);
  await Promise.all(leftovers.map(stopProcess));
}

/** Asks a process that is not a child of ours to end, and kills it when it does not. */
export async function stopProcess({ pid, args }: RunningProcess): Promise<void> {
  const startedAt = await processStartedAt(pid);
  if (startedAt === undefined) return;
  // Postgres understands SIGTERM as "wait until all clients are gone"; SIGINT drops them.
  signal(pid, basename(args[0] ?? '') === 'postgres' ? 'SIGINT' : 'SIGTERM');
  signal(pid, 'SIGCONT');
  const deadline = performance.now() + stopWithinMs;
  while ((await processStartedAt(pid)) === startedAt) {
    if (performance.now() > deadline) signal(pid, 'SIGKILL');
    await sleep(50);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
