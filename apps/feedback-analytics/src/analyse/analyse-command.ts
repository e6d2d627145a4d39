import { Command, CommanderError } from 'commander';
import { AnalysisRefused } from './analysis-refused.js';
import { fileCommands } from './file-commands.js';
import type { Output } from './output.js';
import { staffingCommand } from './staffing-command.js';

const terminal: Output = {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
};

const about = `Figures from a CSV file, by the same functions that the service uses on events.

A mapping says what the columns mean; those for published data sets are in apps/feedback-analytics/mappings. Rows and answers that cannot be used are left out by a stated rule, counted, and named with their lines. A figure without answers is undefined ("-"), never 0.`;

const examples = `
Examples:
  npm run analyse -- servqual answers.csv --mapping apps/feedback-analytics/mappings/kiosk-servqual.yaml
  npm run analyse -- nps survey.csv --mapping mine.yaml --json nps.json
  npm run analyse -- staffing --arrivals-per-hour 200 --handling-seconds 180 --target 80/20
  npm run analyse -- process events.csv --mapping mine.yaml --xes events.xes
  npm run analyse -- control-chart --help       every analysis says what its mapping needs

Exit codes: 0 done, 1 could not be done, 2 asked wrongly.`;

function analyseCommand(out: Output): Command {
  const program = new Command('npm run analyse --')
    .description(about)
    .addHelpText('after', examples)
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => out.writeError(text) })
    .showHelpAfterError('(--help says more)');
  for (const command of [...fileCommands(out), staffingCommand(out)]) program.addCommand(command);
  // Commander ends the process by itself otherwise.
  for (const command of [program, ...program.commands]) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** @returns the exit code */
export async function runAnalysis(args: readonly string[], out: Output = terminal): Promise<0 | 1 | 2> {
  try {
    await analyseCommand(out).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof AnalysisRefused)) throw error;
    out.writeError(`${error.message}\n`);
    return 1;
  }
}
