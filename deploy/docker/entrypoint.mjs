/** Runs what the first argument names: a service, `ops` or `topics`. The process itself becomes the program, so signals reach it. */
const programs = {
  intake: 'apps/intake/src/main.js',
  routing: 'apps/routing/src/main.js',
  'follow-up': 'apps/follow-up/src/main.js',
  'feedback-analytics': 'apps/feedback-analytics/src/main.js',
  ops: 'apps/ops/src/main.js',
  topics: 'apps/ops/src/topics.js',
};

const [name, ...rest] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  console.error(`Name what to run: one of ${Object.keys(programs).join(', ')}`);
  process.exit(2);
}
process.argv.splice(1, process.argv.length, program, ...rest);
await import(new URL(`../../dist/${program}`, import.meta.url).href);
