import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defaultDataDirectory, StackFailure } from '#libs/local-stack';
import { faultsFor } from './faults/catalogue.js';
import { help, readOptions, UsageError } from './options.js';
import { runChaos } from './run.js';
import { targets } from './targets.js';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) {
    console.log(help);
    return 0;
  }
  if (options.isList) {
    for (const name of options.targets)
      console.log(
        `${name}: ${faultsFor(targets[name].services)
          .map((fault) => fault.name)
          .join(' ')}`,
      );
    return 0;
  }
  const dataDirectory = options.data === undefined ? join(defaultDataDirectory, 'chaos') : resolve(options.data);
  const report = await runChaos(options, dataDirectory, tell);
  console.log(JSON.stringify(report, undefined, 2));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  return report.ok ? 0 : 1;
}

try {
  process.exit(await main());
} catch (error) {
  const isForTheUser = error instanceof UsageError || error instanceof StackFailure;
  tell(isForTheUser ? error.message : String((error as Error).stack));
  process.exit(1);
}
