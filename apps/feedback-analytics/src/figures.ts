import 'reflect-metadata';
import { runFigures } from './rebuild/figures-command.js';

process.exitCode = await runFigures(process.argv.slice(2), {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
});
