import { runOperatorCommand } from './ops-command.js';

process.exitCode = await runOperatorCommand(process.argv.slice(2));
