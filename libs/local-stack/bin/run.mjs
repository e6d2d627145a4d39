// Runs a command of this project: node libs/local-stack/bin/run.mjs <command> [arguments]
// Plain JavaScript for every Node from 20 on: in a fresh clone nothing is installed yet and nothing is built.
import { buildWhenStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ensurePostgresLinks, pinnedNode } from './pinned-node.mjs';
import { runProgram } from './program.mjs';
import { Refusal } from './refusal.mjs';

const built = (path) => ({ program: [`dist/${path}`], needsBuild: true });

const commands = {
  start: { about: 'the whole pipeline with simulated customers and agents', ...built('apps/simulator/src/start.js') },
  stack: { about: 'Postgres and Apache Kafka alone', ...built('libs/local-stack/src/stack.js') },
  import: { about: 'publish a log of your own as interactions', ...built('apps/simulator/src/import.js') },
  analyse: {
    about: 'figures from a CSV file: servqual, nps, csat, ces, process, staffing, control charts',
    ...built('apps/feedback-analytics/src/analyse.js'),
  },
  feedback: { about: 'send feedback records again', ...built('apps/feedback-analytics/src/feedback.js') },
  figures: {
    about: 'make all figures again from the archive, and compare',
    ...built('apps/feedback-analytics/src/figures.js'),
  },
  train: { about: 'learn from your own labels what texts are about', ...built('apps/intake/src/train.js') },
  classify: {
    about: 'label and score texts with a trained model; explain one by your rules',
    ...built('apps/intake/src/classify.js'),
  },
  corrections: {
    about: 'what agents corrected, as rows to train models with',
    program: ['dist/apps/ops/src/main.js', 'corrections'],
    needsBuild: true,
  },
  ops: { about: 'dead letters, consumers and lag, for operators', ...built('apps/ops/src/main.js') },
  topics: { about: 'create or check the Kafka topics', ...built('apps/ops/src/topics.js') },
  instrument: {
    about: 'questionnaires: check or show one',
    ...built('apps/follow-up/src/instrument/main.js'),
  },
  policy: {
    about: 'the rules of a company: check, compare and apply a folder of them',
    // A folder can be checked without anything that runs.
    program: (args) =>
      args[0] === 'check' ? ['dist/apps/routing/src/policy/main.js'] : ['dist/apps/ops/src/main.js', 'policy'],
    needsBuild: true,
  },
  explain: {
    about: 'the story of a case: what happened, when and why',
    program: ['dist/apps/ops/src/main.js', 'explain'],
    needsBuild: true,
  },
  'what-if': {
    about: 'play a day of arrivals and agents in simulated time',
    ...built('apps/routing/src/what-if/main.js'),
  },
  bench: { about: 'measure throughput, latency and memory', ...built('test/bench/main.js') },
  chaos: { about: 'run under seeded faults and check the guarantees', ...built('test/chaos/main.js') },
  test: {
    about: 'the tests; arguments go to Jest',
    program: ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
    needsBuild: false,
  },
  'contracts:check': { about: 'compare the contracts with what was released', ...contractTool('check') },
  'contracts:generate': { about: 'write the JSON schemas and the AsyncAPI document', ...contractTool('generate') },
  'metrics:generate': {
    about: 'write docs/metrics.md from the metric catalogue',
    ...built('apps/feedback-analytics/src/metrics-page.js'),
  },
  'contracts:pack': { about: 'pack the contracts for authors of adapters', ...contractTool('pack') },
};

function contractTool(name) {
  return built(`libs/contracts/src/tooling/${name}.js`);
}

function helpText() {
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(20)} ${about}`);
  return ['Usage: npm run <command> -- [arguments]', '', ...lines, '', 'Each has a --help of its own.'].join('\n');
}

async function main([name, ...args]) {
  if (name === '--help' || name === '-h') {
    console.log(helpText());
    return 0;
  }
  if (name === undefined || !Object.hasOwn(commands, name)) {
    throw new Refusal(`${name === undefined ? 'Which command?' : `There is no command "${name}".`}\n\n${helpText()}`);
  }
  const { program, needsBuild } = commands[name];
  await ensureInstalled();
  const node = await pinnedNode();
  await ensurePostgresLinks(node);
  if (needsBuild) await buildWhenStale(node);
  return runProgram(node, [...(typeof program === 'function' ? program(args) : program), ...args]);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
