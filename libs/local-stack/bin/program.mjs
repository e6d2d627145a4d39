import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { npmAbove, whenParentIsGone } from './parent.mjs';

const nodeFlags = [
  '--enable-source-maps',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=TimeoutNegativeWarning', // kafkajs on Node 24
  `--import=${new URL('stop-with-parent.mjs', import.meta.url).href}`,
];

/**
 * Runs a program with this terminal as its own, passes signals on, and answers with its exit code.
 * The program ends when this process or the npm above it is killed, so that nothing is left running unseen.
 */
export async function runProgram(node, args) {
  const above = npmAbove();
  const child = spawn(node, [...nodeFlags, ...args], {
    stdio: 'inherit',
    // Read by the local stack: a program whose launcher is gone does not keep the next start out.
    env: { ...process.env, THIRDRING_LAUNCHERS: [process.pid, ...above].join(',') },
  });
  // A second signal would mean "at once" to many programs: each gets one, by the shortest way.
  let isAsked = false;
  const passOn = (signal) => {
    // A terminal sends Ctrl-C to the program itself too.
    const hasIt = signal === 'SIGINT' && process.stdin.isTTY;
    if (!hasIt) child.kill(signal);
    isAsked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  // On Ctrl-C npm and its shell end before the program has: that is no reason to ask again.
  if (above.length > 0) whenParentIsGone(() => isAsked || passOn('SIGTERM'), above);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : code));
  });
}
