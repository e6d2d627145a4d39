import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { Refusal } from './refusal.mjs';
import { inRoot, runStep } from './repository.mjs';

const stamp = inRoot('node_modules', '.thirdring-lock-hash');

/** Installs what package-lock.json names, unless exactly that is installed. */
export async function ensureInstalled() {
  const lock = await readFile(inRoot('package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
  if (!(await isInstalled(lock))) await install();
  await writeFile(stamp, hash);
}

/** Somebody may have run `npm ci` or `npm install` by hand: npm's own record of node_modules tells. */
async function isInstalled(lock) {
  const record = await readFile(inRoot('node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional || devOptional || peer),
  );
}

async function install() {
  // Inside `npm run` this is the npm that the user called, wherever it lives.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, commandArgs] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const code = await runStep('Installing dependencies (npm ci, about a minute)', command, commandArgs).catch(
    (error) => {
      throw new Refusal(
        `Dependencies cannot be installed, npm does not start (${error.message}): install Node with npm.`,
      );
    },
  );
  if (code !== 0) {
    throw new Refusal(
      `npm ci failed with exit code ${code}; its own message stands above. ` +
        'Most often the registry cannot be reached: check the network and `npm config get registry`, then try again.',
    );
  }
}
