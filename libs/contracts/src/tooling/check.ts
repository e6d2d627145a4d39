import { contractsFolder } from './contracts-folder.js';
import { contractProblems } from './problems.js';

const problems = contractProblems(contractsFolder());
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('the contracts keep what was released, and the generated files are up to date\n');
}
