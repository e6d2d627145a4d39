import { runCommand } from './text-commands/run-command.js';
import { trainCommand } from './text-commands/train-command.js';

process.exitCode = await runCommand(trainCommand, process.argv.slice(2));
