import { StackFailure } from '#libs/local-stack';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningService } from './running-service.js';

const readyWithinMs = 60_000;
/** One that falls over so often does not come up by itself. */
const mostRestarts = 2;

/** @throws StackFailure with the end of the service's log when it does not become ready */
export async function isReady({ url, process }: RunningService): Promise<void> {
  const until = performance.now() + readyWithinMs;
  while (performance.now() < until && process.restarts <= mostRestarts) {
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok === true) return;
    await wait(100);
  }
  const end = process.lastEnd === undefined ? '' : ` (${process.lastEnd})`;
  throw new StackFailure(
    `${process.name} does not become ready${end}. Its log, ${process.logFile}, ends with:\n${await lastLines(process.logFile)}`,
  );
}

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .trimEnd()
    .split('\n')
    .slice(-8)
    .map((line) => `  ${line.slice(0, 400)}`)
    .join('\n');
}
