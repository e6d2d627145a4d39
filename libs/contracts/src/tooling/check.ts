import { contractsFolder } from './contracts-folder.js';
import { flagsOrExit } from './flags.js';
import { contractProblems } from './problems.js';

flagsOrExit({
  command: 'contracts:check',
  about:
    'Compares the contracts with what was released, and the generated files with the classes. Changes nothing; ends with 1 when something differs.',
});
const problems = contractProblems(contractsFolder());
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('the contracts keep what was released, and the generated files are up to date\n');
}
