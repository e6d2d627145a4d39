import { InteractionSubmitted } from '#libs/contracts';
import { RejectsFile } from '#libs/csv';
import { brokersInUse } from '#libs/local-stack';
import { AdapterProducer, KafkajsLog } from '#libs/messaging';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { RowImport, type ImportPlan } from './import/import-rows.js';
import { MappingError } from './import/mapping.js';
import { parseMapping } from './import/parse-mapping.js';
import { duration, ProgressBar } from './import/progress.js';
import type { MappedRow } from './import/row-to-submission.js';
import { Tempo } from './import/tempo.js';

const help = `Publishes a log of your own as interactions. Running it again changes nothing.

Usage: npm run import -- <file.csv> --mapping <mapping.yaml> [options]

  --mapping <file>    what the columns mean; examples in apps/simulator/mappings
  --speed <n>         the log's own tempo, n times as fast (default: as fast as possible)
  --rejects <file>    rows that cannot be published, with line, column and reason
                      (default: <file.csv>.rejects.csv beside the file, or here when that folder is read-only)
  --dry-run           only check the rows; nothing is published
  --brokers <list>    host:port of Kafka brokers, separated by commas
                      (default: KAFKA_BROKERS, or the local stack that is running in this folder)
  --help              this text

Ends with 0 when all rows were published, 2 when some were rejected, 1 when it could not go on.`;

/** What the user can mend: printed without a stack. */
class ImportRefused extends Error {}

const noBrokers =
  'No Kafka: start the local stack in another terminal (npm start, or npm run stack), or set KAFKA_BROKERS or --brokers.';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      speed: { type: 'string' },
      rejects: { type: 'string' },
      brokers: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0 || values.mapping === undefined) {
    throw new ImportRefused(`One CSV file and --mapping are needed.\n\n${help}`);
  }
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed > 0)) throw new ImportRefused('--speed must be a number above 0');
  const { size } = await stat(file).catch(() => refuse(`${file} cannot be read`));
  const text = await readFile(values.mapping, 'utf8').catch(() => refuse(`${values.mapping} cannot be read`));
  const mapping = parseMapping(text, values.mapping);
  const door = values['dry-run'] ? dryDoor : await openDoor(values.brokers, `import:${mapping.name}`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

  const rejects = await RejectsFile.beside(file, values.rejects);
  const plan: ImportPlan = {
    source: createReadStream(file, { signal: stopping.signal }),
    file,
    mapping,
    mappingFile: values.mapping,
    rejects,
    publish: door.publish,
    signal: stopping.signal,
    ...(speed !== undefined && { tempo: new Tempo(speed) }),
  };
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const rows = new RowImport(plan);
  const bar = new ProgressBar(() => ({ ...rows.counts, totalBytes: size, seconds: seconds() }), process.stderr);
  try {
    await rows.run();
  } finally {
    bar.stop();
    await Promise.all([rejects.close(), door.close()]);
    const { published, rejected } = rows.counts;
    const done = values['dry-run'] ? 'valid, nothing was published' : `published as import:${mapping.name}`;
    console.log(
      `${basename(file)}: ${rows.counts.rows} rows, ${published} ${done}, ${rejected} rejected, ${duration(seconds())}.`,
    );
    if (rejected > 0) console.log(`Rejected rows, each with its reason: ${rejects.path}`);
  }
  return rows.counts.rejected > 0 ? 2 : 0;
}

function refuse(message: string): never {
  throw new ImportRefused(message);
}

interface Door {
  readonly publish: ImportPlan['publish'];
  readonly close: () => Promise<void>;
}

const dryDoor: Door = { publish: () => Promise.resolve(new Map()), close: () => Promise.resolve() };

async function openDoor(chosen: string | undefined, source: string): Promise<Door> {
  const brokers = chosen?.split(',').filter(Boolean) ?? (await brokersInUse()) ?? refuse(noBrokers);
  const log = new KafkajsLog({ brokers, clientId: 'thirdring-import' });
  const producer = new AdapterProducer(log, { giveUpAfterMs: 60_000 });
  const publish = async (rows: readonly MappedRow[]): Promise<Map<MappedRow, string>> => {
    const results = await producer.publishMany(
      rows.map(({ id, time, data }) => ({ eventClass: InteractionSubmitted, source, id, time, data })),
    );
    const refused = new Map<MappedRow, string>();
    for (const [index, row] of rows.entries()) {
      const result = results[index];
      if (result === undefined || result.stored) continue;
      if ('cause' in result) throw result.cause;
      refused.set(row, result.errors.map(({ field, problem }) => `${field} ${problem}`).join('; '));
    }
    return refused;
  };
  return { publish, close: () => producer.close() };
}

function isForTheUser(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  return error instanceof ImportRefused || error instanceof MappingError || code.startsWith('ERR_PARSE_ARGS');
}

try {
  process.exitCode = await main();
} catch (error) {
  const isStopped = error instanceof Error && error.name === 'AbortError';
  if (isStopped) console.error('Stopped. Running it again publishes the rest; what was published counts once.');
  else console.error(isForTheUser(error) ? error.message : error);
  process.exitCode = 1;
}
