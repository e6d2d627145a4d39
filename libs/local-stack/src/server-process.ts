import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerHandle } from './local-stack.js';
import { StackFailure } from './stack-failure.js';

export interface ServerCommand {
  readonly name: ServerHandle['name'];
  readonly port: number;
  readonly file: string;
  readonly args: readonly string[];
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
  readonly logFile: string;
  /** The signal by which this server shuts down cleanly without waiting for its clients. */
  readonly stopSignal: NodeJS.Signals;
  /** True once requests are answered. Throws only what no waiting heals. */
  readonly answers: () => Promise<boolean>;
  /** True when the log of a failed start shows a state that passes by itself. */
  readonly isPassing?: (logTail: string) => boolean;
}

const readyWithinMs = 90_000;
const stopWithinMs = 20_000;
const logLimitBytes = 5 * 1024 * 1024;
const running = new Set<ServerProcess>();

// A program that ends without stop(), by an error say, leaves no server behind.
process.on('exit', () => running.forEach((server) => server.askToStop()));

/** A server in a session of its own, so that a Ctrl-C in the terminal reaches its owner first and not the server. */
export class ServerProcess implements ServerHandle {
  readonly name: ServerHandle['name'];
  readonly port: number;
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();

  constructor(private readonly command: ServerCommand) {
    this.name = command.name;
    this.port = command.port;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  exited(): Promise<void> {
    // A server keeps no program alive, except one that waits for its end.
    this.child?.ref();
    return this.ended;
  }

  async start(): Promise<void> {
    if (this.child) return;
    const deadline = performance.now() + readyWithinMs;
    for (;;) {
      const logStart = await this.prepareLog();
      this.spawn();
      if (await this.answersBefore(deadline)) return;
      const tail = await this.logSince(logStart);
      if (!this.command.isPassing?.(tail) || performance.now() > deadline) throw this.startFailure(tail);
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    if (!this.child) return;
    this.askToStop();
    const timer = setTimeout(() => this.kill('SIGKILL'), stopWithinMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** A stopped (SIGSTOP) process would only see the signal once it continues. */
  askToStop(): void {
    this.kill(this.command.stopSignal);
    this.kill('SIGCONT');
  }

  /** @returns false when the process ended. @throws what `answers` throws, or a StackFailure after the deadline */
  private async answersBefore(deadline: number): Promise<boolean> {
    try {
      while (this.child && !(await this.command.answers())) {
        if (performance.now() > deadline) {
          throw new StackFailure(`${this.name} did not answer within 90 s; its log is ${this.command.logFile}.`);
        }
        await sleep(40);
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
    return this.child !== undefined;
  }

  private spawn(): void {
    const { file, args, account, logFile } = this.command;
    const log = openSync(logFile, 'a');
    const child = spawn(file, args, { ...account, cwd: '/', detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    this.child = child;
    running.add(this);
    this.ended = new Promise((resolve) => {
      const end = () => {
        if (this.child === child) this.child = undefined;
        running.delete(this);
        resolve();
      };
      child.once('exit', end);
      child.once('error', end);
    });
  }

  private async prepareLog(): Promise<number> {
    const size = await stat(this.command.logFile).then(
      (found) => found.size,
      () => 0,
    );
    if (size < logLimitBytes) return size;
    await rename(this.command.logFile, `${this.command.logFile}.1`);
    return 0;
  }

  private async logSince(start: number): Promise<string> {
    const log = await open(this.command.logFile);
    try {
      const { buffer, bytesRead } = await log.read({ buffer: Buffer.alloc(64 * 1024), position: start });
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await log.close();
    }
  }

  private startFailure(tail: string): StackFailure {
    const lastLines = tail.trimEnd().split('\n').slice(-8).join('\n');
    return new StackFailure(`${this.name} ended while starting (log: ${this.command.logFile}):\n${lastLines}`);
  }
}
