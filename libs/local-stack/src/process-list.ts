import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface RunningProcess {
  readonly pid: number;
  readonly args: readonly string[];
}

const run = promisify(execFile);

/** All processes that this user may see. Zombies are left out: nothing of them runs any more. */
export async function runningProcesses(): Promise<RunningProcess[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-axo', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
    return parseProcessList(stdout);
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => ({ pid: Number(pid), commandLine: await textOrNothing(`/proc/${pid}/cmdline`) })),
  );
  return found.flatMap(({ pid, commandLine }) => (commandLine ? [{ pid, args: parseCommandLine(commandLine) }] : []));
}

/** `/proc/<pid>/cmdline`: each argument ends with a zero byte. */
export function parseCommandLine(commandLine: string): string[] {
  return commandLine.replace(/\0$/, '').split('\0');
}

/** The output of `ps`. Arguments cannot be told apart there, so a new one is taken to start at each ` -`. */
export function parseProcessList(output: string): RunningProcess[] {
  return output.split('\n').flatMap((line) => {
    const match = /^\s*(\d+) (.+)$/.exec(line);
    return match?.[1] && match[2] ? [{ pid: Number(match[1]), args: match[2].trimEnd().split(/ (?=-)/) }] : [];
  });
}

/**
 * When a process was started, in a form of the system's own; `undefined` when it no longer runs.
 * Together with the pid it names a process for good, as pids alone are used again.
 */
export async function processStartedAt(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return parseStartOf(await textOrNothing(`/proc/${pid}/stat`));
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() || undefined;
}

/** Field 22 of `/proc/<pid>/stat`; the name in field 2 may itself hold spaces and brackets. */
export function parseStartOf(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

async function textOrNothing(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
