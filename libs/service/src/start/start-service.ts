import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { DatabaseFailure } from '#libs/persistence';
import { startLogLevel } from '../config/early-settings.js';
import { SettingsError } from '../config/load-settings.js';
import { ServiceSettings } from '../config/service.settings.js';
import { ServiceState } from '../health/service-state.js';
import { rootLog } from '../logging/root-log.js';
import { flushTraces } from '../tracing/flush-traces.js';
import { createService, type ServiceOptions } from './create-service.js';
import { shutDown } from './shutdown.js';

/**
 * The whole of a service's `main.ts`: checks the settings, migrates, consumes, listens, and ends the process: with 0
 * after an orderly shutdown (SIGTERM, SIGINT), with 1 when it cannot start, cannot go on or cannot stop in time.
 */
export async function startService(module: Type | DynamicModule, options: ServiceOptions): Promise<void> {
  const log = rootLog(options.name, startLogLevel(options.env));
  exitOnDefects(log);
  let state: ServiceState | undefined;
  try {
    const app = await createService(module, options);
    const settings = app.get(ServiceSettings, { strict: false });
    state = app.get(ServiceState, { strict: false });
    exitOnSignals(app, settings.shutdownTimeoutMs, log);
    await app.init();
    await app.startAllMicroservices();
    await app.listen(settings.port, settings.host);
    log.info({ url: await app.getUrl() }, 'ready');
  } catch (error) {
    // Told to stop in the middle of its start: then the shutdown says how it ends.
    if (state?.isStopping === true) return;
    explain(error, log);
    process.exit(1);
  }
}

/** Mistakes of whoever runs the service are explained in words; anything else is ours and has a stack. */
function explain(error: unknown, log: Logger): void {
  if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
  else if (error instanceof DatabaseFailure) log.fatal(error.message);
  else log.fatal({ err: error }, 'the service could not start');
}

/** After these the state of the process is unknown; what it had in hand is safe in Postgres and Kafka. */
function exitOnDefects(log: Logger): void {
  const exit = (kind: string) => (error: unknown) => {
    log.fatal({ err: error }, kind);
    process.exit(1);
  };
  process.on('unhandledRejection', exit('unhandled rejection'));
  process.on('uncaughtException', exit('uncaught exception'));
}

/** The first signal counts: `Ctrl-C` reaches the process from the terminal and from its parent. */
function exitOnSignals(app: NestFastifyApplication, timeoutMs: number, log: Logger): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.fatal({ timeoutMs }, 'the shutdown took too long');
      process.exit(1);
    }, timeoutMs).unref();
    shutDown(app)
      .then(flushTraces)
      .then(
        () => {
          log.info('stopped');
          process.exit(0);
        },
        (error: unknown) => {
          log.fatal({ err: error }, 'the shutdown failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
