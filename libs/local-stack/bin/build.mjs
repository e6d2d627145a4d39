import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';
import { inRoot, runStep } from './repository.mjs';

const stamp = inRoot('dist', '.build-stamp');
const sourceFolders = ['apps', 'libs', 'test'];
const settingsFiles = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Compiles into dist/ when a source was added, removed or changed since the last time. */
export async function buildWhenStale(node) {
  const state = await stateOfSources();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === state) return;
  await rm(stamp, { force: true });
  const compiler = [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'];
  const code = await runStep('Building', node, compiler);
  if (code !== 0) throw new Refusal('The build failed; the errors stand above.');
  await mkdir(inRoot('dist'), { recursive: true });
  await writeFile(stamp, state);
}

/** Names, sizes and times rather than the newest time alone: a removed file counts too. */
async function stateOfSources() {
  const lists = await Promise.all(sourceFolders.map(sourcesIn));
  const paths = [...settingsFiles, ...lists.flat().sort()];
  const lines = await Promise.all(
    paths.map(async (path) => {
      const { mtimeMs, size } = await stat(inRoot(path));
      return `${path} ${mtimeMs} ${size}`;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

async function sourcesIn(folder) {
  const names = await readdir(inRoot(folder), { recursive: true }).catch(() => []);
  return names.filter((name) => /\.ts$/.test(name) && !/spec\.ts$/.test(name)).map((name) => join(folder, name));
}
