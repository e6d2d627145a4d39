import { CommanderError, type Command } from 'commander';
import { CommandRefused } from './command-refused.js';
import { terminal, type Output } from './output.js';

/** A command and what it ends with. */
export type MakeCommand = (out: Output, endWith: (code: 2) => void) => Command;

/** @returns the exit code: 0 done, 1 could not go on or asked wrongly, 2 done but for some rows */
export async function runCommand(
  make: MakeCommand,
  args: readonly string[],
  out: Output = terminal,
): Promise<0 | 1 | 2> {
  let code: 0 | 2 = 0;
  const command = make(out, (other) => (code = other))
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => out.writeError(text) })
    .showHelpAfterError('(--help says more)')
    // Commander ends the process by itself otherwise.
    .exitOverride();
  try {
    await command.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (!(error instanceof CommandRefused)) throw error;
    out.writeError(`${error.message}\n`);
    return 1;
  }
}
