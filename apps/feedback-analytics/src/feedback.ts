import 'reflect-metadata';
import { runFeedback } from './republish/feedback-command.js';

process.exitCode = await runFeedback(process.argv.slice(2), {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
});
