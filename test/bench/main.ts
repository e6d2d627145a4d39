import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { StackFailure } from '#libs/local-stack';
import { BenchRefused, BenchStack } from './bench-stack.js';
import { compared } from './compare.js';
import { table, tidy, type Figure } from './figure.js';
import { describeMachine } from './machine.js';
import type { Bench } from './measure/bench.js';
import { measureEngine } from './measure/engine.js';
import { measureHops } from './measure/hop-latency.js';
import { measurePipeline } from './measure/pipeline.js';
import { measureRounds } from './measure/rounds.js';
import { measureServices } from './measure/services.js';
import { help, OptionsInvalid, readOptions, type BenchOptions } from './options.js';
import { stopAllPrograms } from './program.js';

const startedAt = performance.now();

function say(line: string): void {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`[${String(seconds).padStart(4)} s] ${line}\n`);
}

async function measure(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  figures.push(...(await measureRounds(bench)));
  figures.push(...(await measureServices(bench)));
  if (bench.options.parts.has('latency')) figures.push(...(await measureHops(bench)));
  if (bench.options.parts.has('latency') || bench.options.parts.has('pipeline'))
    figures.push(...(await measurePipeline(bench)));
  return figures;
}

async function report(measured: readonly Figure[], { json }: BenchOptions): Promise<void> {
  const figures = compared(measured);
  console.log(`\n${table(figures).join('\n')}`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(figures.map(tidy), undefined, 2)}\n`);
}

async function run(options: BenchOptions): Promise<void> {
  console.log(describeMachine());
  const decided = options.parts.has('engine') ? measureEngine({ quick: options.quick, say }) : [];
  // Nothing of the rest is asked for, and the engine needs no server.
  if (options.parts.size === 1 && options.parts.has('engine')) return report(decided, options);
  const stack = await BenchStack.open({ wipeTopics: options.wipeTopics, say });
  let cleaned: Promise<void> | undefined;
  const cleanUp = (): Promise<void> => (cleaned ??= stopAllPrograms().then(() => stack.close()));
  const interrupt = (): void => {
    say('Stopping');
    void cleanUp().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt).once('SIGHUP', interrupt);
  try {
    await report([...decided, ...(await measure({ stack, options, say }))], options);
  } catch (error) {
    // What a measurement meets when its servers are taken away under it is no news.
    if (cleaned === undefined) throw error;
  } finally {
    await cleanUp();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(help);
  else await run(options);
} catch (error) {
  const isForTheUser =
    error instanceof StackFailure || error instanceof BenchRefused || error instanceof OptionsInvalid;
  process.stderr.write(`${isForTheUser ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
