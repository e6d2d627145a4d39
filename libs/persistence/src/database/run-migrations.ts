import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { connected, sharedOptions } from './data-source.js';
import { DatabaseFailure, reasonOf } from './database-failure.js';
import { withDefaults, type DatabaseSettings } from './database-settings.js';

export type MigrationClass = new () => MigrationInterface;

/** One number for all services: each has a database of its own, and the lock is the database's. */
const migrationLock = 7_403_210_001;
const lockPollMs = 100;

/**
 * Runs what is missing, each migration in a transaction. Of several instances that start at once one migrates; the
 * others wait for it and then find nothing left to do. Done on connections of its own, without the pool's time limits.
 * @throws DatabaseFailure naming the setting
 */
export async function runMigrations(
  settings: DatabaseSettings,
  migrations: readonly MigrationClass[],
): Promise<readonly string[]> {
  const complete = withDefaults(settings);
  const options = { ...sharedOptions(complete), migrations: [...migrations], poolSize: 2 };
  const dataSource = await connected(complete, options);
  try {
    return await underLock(dataSource, async () => {
      const done = await dataSource.runMigrations({ transaction: 'each' });
      return done.map((migration) => migration.name);
    });
  } catch (error) {
    const reason = reasonOf(error, complete.url);
    throw new DatabaseFailure(`the migrations of the database of ${complete.setting} failed: ${reason}`, {
      cause: error,
    });
  } finally {
    await dataSource.destroy();
  }
}

/** Polls: a statement that waits for the lock would be cut off by time limits that a role may carry. */
async function underLock<R>(dataSource: DataSource, work: () => Promise<R>): Promise<R> {
  const holder = dataSource.createQueryRunner();
  try {
    while (!(await tryLock(holder))) await wait(lockPollMs);
    try {
      return await work();
    } finally {
      await holder.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    await holder.release();
  }
}

async function tryLock(holder: QueryRunner): Promise<boolean> {
  const rows = (await holder.query('select pg_try_advisory_lock($1) as locked', [migrationLock])) as {
    locked: boolean;
  }[];
  return rows[0]?.locked === true;
}
