import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface ServiceLaunch {
  readonly name: string;
  /** Arguments of Node: flags and the service's main file. */
  readonly command: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Appended to the arguments: by it the next start finds what a killed one left. */
  readonly processMark: string;
  readonly logFile: string;
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** One that ran for so long is given a fresh start. */
const steadyAfterMs = 60_000;
/** A little more than the services allow themselves. */
const stopWithinMs = 30_000;

const running = new Set<ChildProcess>();
// However this process ends, short of being killed: nothing that it started outlives it.
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

/** A service as a process of its own, started again with growing pauses whenever it ends by itself. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private isStopping = false;
  private pauseMs = firstPauseMs;
  private readonly stopped = new AbortController();
  /** How often it had to be started again. */
  restarts = 0;
  /** What ended it last, such as `exit code 1`. */
  lastEnd: string | undefined;

  constructor(private readonly launch: ServiceLaunch) {}

  get name(): string {
    return this.launch.name;
  }

  get logFile(): string {
    return this.launch.logFile;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { command, environment, processMark, logFile } = this.launch;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, [...command, processMark], {
      env: environment,
      stdio: ['ignore', log, log],
      // A Ctrl-C of the terminal goes to the group: the services are asked in their turn instead.
      detached: true,
    });
    closeSync(log);
    this.child = child;
    running.add(child);
    const startedAt = performance.now();
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        running.delete(child);
        if (this.child !== child) return;
        this.child = undefined;
        this.lastEnd = how;
        resolve();
        if (!this.isStopping) void this.startAgain(performance.now() - startedAt);
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code ?? 0}`));
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Lets it drain; kills it when it does not end. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.stopped.abort();
    this.child?.kill('SIGTERM');
    const patience = new AbortController();
    const late = wait(stopWithinMs, undefined, { signal: patience.signal }).then(
      () => this.child?.kill('SIGKILL'),
      () => undefined,
    );
    await this.ended;
    patience.abort();
    await late;
  }

  private async startAgain(ranMs: number): Promise<void> {
    if (ranMs > steadyAfterMs) this.pauseMs = firstPauseMs;
    const pauseMs = this.pauseMs;
    this.pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    await wait(pauseMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    if (this.isStopping) return;
    this.restarts += 1;
    this.start();
  }
}
