import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bug } from '#libs/messaging/testing';
import type { Arming } from '../host.js';

export interface InstanceOptions {
  readonly service: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly bugs: readonly Bug[];
  readonly logDirectory: string;
  readonly processMark: string;
}

// Its sources when this runs from sources, as in a test: beside it, with the same loader.
const host = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../host.ts' : '../host.js', import.meta.url));
const loaders = process.execArgv.filter((argument) => argument.startsWith('--import=data:'));
const readyWithinMs = 120_000;
const stopWithinMs = 30_000;
/** What a supervisor waits before it starts a process again. */
const restartAfterMs = 300;

/** One process of a service, started again whenever it ends without being asked to, as a supervisor would. */
export class Instance {
  private child: ChildProcess | undefined;
  private wanted = false;
  private starts = 0;
  /** Ends that nobody here caused: the watchdog, a crash. */
  unexpectedEnds = 0;
  private isDoomed = false;

  constructor(private readonly options: InstanceOptions) {}

  get service(): string {
    return this.options.service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  get startCount(): number {
    return this.starts;
  }

  async start(): Promise<void> {
    this.wanted = true;
    this.spawn();
    await this.ready();
  }

  async ready(): Promise<void> {
    const deadline = performance.now() + readyWithinMs;
    while (performance.now() < deadline) {
      if (await this.isReady()) return;
      await delay(100);
    }
    throw new Error(`${this.service} was not ready within ${readyWithinMs / 1000} s`);
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  async leads(): Promise<boolean> {
    const metrics = await fetch(`${this.url}/metrics`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.text(),
      () => '',
    );
    return /^messaging_relay_leader(?:\{[^}]*\})? 1$/m.test(metrics);
  }

  /** Resolves when the armed signal was sent, false when the point was not reached in time. */
  async arm(arming: Arming, withinMs: number): Promise<boolean> {
    const { child } = this;
    if (child?.connected !== true) return false;
    this.isDoomed = arming.signal === 'SIGKILL';
    const startsBefore = this.starts;
    const reached = new Promise<true>((resolve) => child.once('message', () => resolve(true)));
    const died = once(child, 'exit').then(() => true as const);
    child.send(arming);
    const timeout = new AbortController();
    const late = delay(withinMs, false, { signal: timeout.signal }).catch(() => false);
    const outcome = await Promise.race([reached, died, late]);
    timeout.abort();
    if (outcome && arming.signal === 'SIGKILL') await this.restarted(startsBefore);
    if (!outcome) this.isDoomed = false;
    return outcome;
  }

  kill(signal: NodeJS.Signals): void {
    if (signal === 'SIGKILL') this.isDoomed = true;
    this.child?.kill(signal);
  }

  /** kill -9, and the supervisor starts it again. */
  async crash(): Promise<void> {
    const startsBefore = this.starts;
    this.kill('SIGKILL');
    await this.restarted(startsBefore);
  }

  private async restarted(startsBefore: number): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (this.starts === startsBefore && performance.now() < deadline) await delay(20);
  }

  /** Asks it to end and waits; answers its exit code. */
  async stop(): Promise<number | null> {
    this.wanted = false;
    const { child } = this;
    if (child === undefined) return 0;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGTERM');
    child.kill('SIGCONT');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    const [code] = await ended;
    clearTimeout(timer);
    return code;
  }

  killForGood(): void {
    this.wanted = false;
    this.child?.kill('SIGKILL');
  }

  private spawn(): void {
    const { service, environment, bugs, logDirectory, processMark, port } = this.options;
    this.starts += 1;
    this.isDoomed = false;
    const portSetting = `${service.toUpperCase().replaceAll('-', '_')}_PORT`;
    const child = fork(host, [service, bugs.join(','), processMark], {
      env: { ...process.env, LOG_LEVEL: 'info', ...environment, [portSetting]: String(port) },
      execArgv: ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', ...loaders],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const log = createWriteStream(join(logDirectory, `${service}-${port}.log`), { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    child.once('error', () => undefined);
    child.once('exit', () => {
      log.end();
      if (this.child === child) this.child = undefined;
      if (!this.wanted) return;
      if (!this.isDoomed) this.unexpectedEnds += 1;
      setTimeout(() => this.wanted && this.spawn(), restartAfterMs);
    });
  }
}
