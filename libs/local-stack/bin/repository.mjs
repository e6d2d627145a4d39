import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Progress goes to the standard error: what a command prints for other programs stays clean. */
export function tell(line) {
  console.error(line);
}

export function inRoot(...path) {
  return join(root, ...path);
}

/** Runs a step that takes its time, with a sign of life every ten seconds where no terminal shows one. */
export async function runStep(title, command, args, options = {}) {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  tell(`${title} …`);
  const signsOfLife = setInterval(() => tell(`${title} … ${seconds()} s`), 10_000);
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
      child.once('error', reject);
      child.once('exit', (exitCode) => resolve(exitCode ?? 1));
    });
    if (code === 0) tell(`${title}: done in ${seconds()} s`);
    return code;
  } finally {
    clearInterval(signsOfLife);
  }
}
