import { defaultDataDirectory, StackFailure } from '#libs/local-stack';
import { resolve } from 'node:path';
import { runLive } from './live.js';
import { runOnce } from './once.js';
import { help, parseOptions, UsageError } from './options.js';
import { startPlatform } from './platform/platform.js';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Seconds instead of hours: whoever watches wants to see what comes of it. */
const demoSettings = { OFFER_TIMEOUT: '10s', OFFER_EXCLUSION: '30s' };

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (!options) {
    console.log(help);
    return 0;
  }
  const stopping = new AbortController();
  let isRunning = false;
  // A Ctrl-C during the start ends the process, and with it what was started so far; later it means a clean stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (isRunning ? stopping.abort() : process.exit(130)));
  }
  const platform = await startPlatform({
    dataDirectory: options.data === undefined ? defaultDataDirectory : resolve(options.data),
    onProgress: tell,
    surveyDelay: options.once ? '1s' : '5s',
    settings: demoSettings,
  });
  isRunning = true;
  const stopped = new Promise<'stopped'>((done) => stopping.signal.addEventListener('abort', () => done('stopped')));
  try {
    if (!options.once) {
      await runLive(platform, options, stopping.signal);
      return 0;
    }
    const result = await Promise.race([runOnce(platform, options, tell), stopped]);
    if (result === 'stopped') return 130;
    return result ? 0 : 1;
  } finally {
    tell('Stopping the services, Kafka and Postgres');
    await platform.stop();
  }
}

try {
  process.exit(await main());
} catch (error) {
  const isForTheUser = error instanceof StackFailure || error instanceof UsageError;
  tell(isForTheUser ? error.message : String((error as Error).stack));
  process.exit(1);
}
