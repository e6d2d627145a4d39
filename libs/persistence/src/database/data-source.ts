import { Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { DatabaseFailure, placeOf, reasonOf } from './database-failure.js';
import type { CompleteDatabaseSettings } from './database-settings.js';
import { QuietLogger } from './quiet-logger.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

export type EntityClass = new () => object;

/** `initialize()`, repeated until it succeeds or `connectTimeoutMs` is over. */
export async function connected(settings: CompleteDatabaseSettings, options: DataSourceOptions): Promise<DataSource> {
  const log = new Logger('Database');
  const place = `the database of ${settings.setting} (${placeOf(settings.url)})`;
  const giveUpAt = performance.now() + settings.connectTimeoutMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      return await new DataSource(options).initialize();
    } catch (error) {
      const reason = reasonOf(error, settings.url);
      if (performance.now() + pauseMs > giveUpAt) {
        const seconds = Math.round(settings.connectTimeoutMs / 1000);
        throw new DatabaseFailure(`${place} cannot be reached, tried for ${seconds} s: ${reason}`);
      }
      log.warn(`waiting for ${place}: ${reason}`);
      await wait(pauseMs);
    }
  }
}

export function dataSourceOptions(
  settings: CompleteDatabaseSettings,
  entities: readonly EntityClass[],
): DataSourceOptions {
  return {
    ...sharedOptions(settings),
    entities: [...entities],
    poolSize: settings.poolSize,
    extra: {
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      statement_timeout: settings.statementTimeoutMs,
      idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs,
      lock_timeout: settings.lockTimeoutMs,
    },
  };
}

export function sharedOptions(settings: CompleteDatabaseSettings) {
  return {
    type: 'postgres' as const,
    url: settings.url,
    applicationName: settings.applicationName,
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logger: new QuietLogger(),
  };
}
