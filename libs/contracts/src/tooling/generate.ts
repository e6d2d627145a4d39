import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contractsFolder } from './contracts-folder.js';
import { flagsOrExit } from './flags.js';
import { generatedFiles } from './generated-files.js';

const flags = flagsOrExit({
  command: 'contracts:generate',
  about: 'Writes the JSON schemas and the AsyncAPI document from the classes and the golden examples.',
  flags: { release: 'makes the schemas of today the promise that contracts:check holds us to' },
});
const folder = contractsFolder();
const target = join(folder, 'generated');
const files = generatedFiles(folder);
rmSync(target, { recursive: true, force: true });
for (const [path, content] of files) {
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

if (flags.has('release')) {
  const released = join(folder, 'released');
  mkdirSync(released, { recursive: true });
  for (const [path, content] of files) {
    if (path.startsWith('schemas/')) writeFileSync(join(released, path.slice('schemas/'.length)), content);
  }
}
process.stdout.write(`wrote ${files.size} files to libs/contracts/generated\n`);
