import { classifyCommand } from './text-commands/classify-command.js';
import { runCommand } from './text-commands/run-command.js';

process.exitCode = await runCommand(classifyCommand, process.argv.slice(2));
