import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contractsFolder } from './contracts-folder.js';
import { flagsOrExit } from './flags.js';

const flags = flagsOrExit({
  command: 'contracts:pack',
  about: 'Packs the contracts as a tarball at the root of the repository, and proves that an adapter can use it.',
  flags: { 'no-proof': 'packs only' },
});
const folder = contractsFolder();
const repository = resolve(folder, '../..');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Runs to the end, or throws with everything that the program said. */
function run(cwd: string, program: string, ...parameters: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${program} ${parameters.join(' ')} failed\n${stdout}${stderr}`, { cause: error });
}

/** Only what the package needs goes into a folder of its own, so that nothing of the repository can be leant upon. */
function pack(staging: string): string {
  run(
    repository,
    process.execPath,
    compiler,
    '-p',
    join(folder, 'tsconfig.pack.json'),
    '--outDir',
    join(staging, 'dist'),
  );
  for (const part of ['package.json', 'README.md', 'generated', 'golden']) {
    cpSync(join(folder, part), join(staging, part), { recursive: true });
  }
  cpSync(join(repository, 'LICENSE'), join(staging, 'LICENSE'));
  run(staging, 'npm', 'pack', '--silent');
  const name = readdirSync(staging).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('npm pack wrote no tarball');
  cpSync(join(staging, name), join(repository, `${name}.new`));
  renameSync(join(repository, `${name}.new`), join(repository, name));
  return join(repository, name);
}

/** Installs the tarball in an empty folder and uses it as an adapter would, from JavaScript and from TypeScript. */
function prove(consumer: string, tarball: string): void {
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }\n');
  run(consumer, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball);
  for (const file of ['publish.mjs', 'publish-typed.mts']) {
    cpSync(join(repository, 'test/contracts/adapter', file), join(consumer, file));
  }
  run(consumer, process.execPath, 'publish.mjs');
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--module', 'nodenext', '--target', 'es2024'];
  run(consumer, process.execPath, compiler, ...strict, 'publish-typed.mts');
}

const staging = mkdtempSync(join(tmpdir(), 'thirdring-contracts-'));
const consumer = mkdtempSync(join(tmpdir(), 'thirdring-adapter-'));
try {
  const tarball = pack(staging);
  if (!flags.has('no-proof')) prove(consumer, tarball);
  process.stdout.write(`${tarball}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(staging, { recursive: true, force: true });
  rmSync(consumer, { recursive: true, force: true });
}
