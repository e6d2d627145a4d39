import { runAnalysis } from './analyse/analyse-command.js';

process.exitCode = await runAnalysis(process.argv.slice(2));
