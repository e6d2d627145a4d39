import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environmentWith, serviceEnvironment, serviceNodeFlags } from '#libs/local-stack';
import { cpuSeconds, residentMebibytes } from './machine.js';
import type { Sample } from './statistics.js';

export interface ProgramOptions {
  readonly name: string;
  /** A file of `dist/`, or a command line for the shell. */
  readonly run: { readonly file: string } | { readonly command: string };
  readonly env: Readonly<Record<string, string>>;
  readonly processMark: string | undefined;
  /** Folder for a CPU profile. */
  readonly profile?: string | undefined;
}

const memoryEveryMs = 250;
const keptLines = 15;
/** What a service logs when it serves. */
const readyMark = '"msg":"ready"';
const running = new Set<Program>();

/** A process that is measured from outside: what it writes, its memory and its processor time. */
export class Program {
  readonly name: string;
  /** Resident memory in MiB over time; empty where the system does not tell. */
  readonly memory: Sample[] = [];
  private readonly child: ChildProcess;
  private readonly inGroup: boolean;
  private readonly ended: Promise<void>;
  private readonly lastLines: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();
  private readonly memoryTimer: NodeJS.Timeout;
  private failure: Error | undefined;
  private readyLine: string | undefined;
  private stopping = false;

  constructor({ name, run, env, processMark, profile }: ProgramOptions) {
    this.name = name;
    this.inGroup = 'command' in run;
    const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
    const mark = processMark === undefined ? [] : [processMark];
    this.child =
      'command' in run
        ? spawn(run.command, {
            shell: true,
            detached: true,
            env: environmentWith(env),
            stdio: ['ignore', 'pipe', 'pipe'],
          })
        : spawn(process.execPath, [...flagsOf(run.file), ...profiling, run.file, ...mark], {
            env: environmentWith({ ...serviceEnvironment, ...env }),
            stdio: ['ignore', 'pipe', 'pipe'],
          });
    running.add(this);
    for (const stream of [this.child.stdout, this.child.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => this.take(line));
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => this.fail(error.message, resolve));
      this.child.once('exit', (code, signal) => this.fail(`ended with ${String(code ?? signal)}`, resolve));
    });
    this.memoryTimer = setInterval(() => void this.sampleMemory(), memoryEveryMs);
  }

  /** The address of a service that says it is ready, which it does once it has joined its consumer group. */
  async ready(timeoutMs = 60_000): Promise<string> {
    const line = this.readyLine ?? (await this.line((text) => text.includes(readyMark), timeoutMs));
    return (JSON.parse(line) as { url: string }).url;
  }

  /** The next line for which `wanted` is true. */
  line(wanted: (line: string) => boolean, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        settle();
      };
      const listener = (text: string): void => {
        if (wanted(text)) done(() => resolve(text));
      };
      const timer = setTimeout(
        () => done(() => reject(new Error(`${this.name} was not ready within ${timeoutMs / 1000} s${this.said()}`))),
        timeoutMs,
      );
      this.listeners.add(listener);
      void this.ended.then(() => done(() => reject(this.failure ?? new Error(`${this.name} ended`))));
    });
  }

  /** @throws when the process ended although nobody stopped it */
  check(): void {
    if (this.failure !== undefined && !this.stopping) throw this.failure;
  }

  /** `undefined` for a command line, whose work is done by processes below it. */
  async cpuSeconds(): Promise<number | undefined> {
    return this.child.pid === undefined || this.inGroup ? undefined : cpuSeconds(this.child.pid);
  }

  /** Asks it to end, and makes it end after a while. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.failure === undefined) this.signal('SIGTERM');
    const force = setTimeout(() => this.signal('SIGKILL'), 15_000);
    await this.ended;
    clearTimeout(force);
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(this.inGroup ? -this.child.pid : this.child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private take(line: string): void {
    if (this.readyLine === undefined && line.includes(readyMark)) this.readyLine = line;
    this.lastLines.push(line);
    if (this.lastLines.length > keptLines) this.lastLines.shift();
    for (const listener of this.listeners) listener(line);
  }

  private fail(how: string, resolve: () => void): void {
    clearInterval(this.memoryTimer);
    running.delete(this);
    this.failure ??= new Error(`${this.name} ${how}${this.said()}`);
    resolve();
  }

  private said(): string {
    return this.lastLines.length === 0 ? '' : `; it said:\n${this.lastLines.join('\n')}`;
  }

  private async sampleMemory(): Promise<void> {
    const count = this.child.pid === undefined ? undefined : await residentMebibytes(this.child.pid);
    if (count !== undefined) this.memory.push({ at: performance.now(), count });
  }
}

/** Ours run as `npm start` and the image run them; what they are compared with keeps Node's own limits of memory. */
const flagsOf = (file: string): readonly string[] =>
  /dist\/(apps|test\/reference|test\/bench\/chain)\//.test(file) ? serviceNodeFlags : plainFlags;
const plainFlags = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];

/** For an end before the end: whatever still runs. */
export async function stopAllPrograms(): Promise<void> {
  await Promise.all([...running].map((program) => program.stop()));
}
