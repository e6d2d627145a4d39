import type { DataSource } from 'typeorm';
import { withDefaults, type DatabaseSettings } from './database-settings.js';
import { connected, dataSourceOptions, type EntityClass } from './data-source.js';
import { runMigrations, type MigrationClass } from './run-migrations.js';

export interface DatabaseContents {
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}

/**
 * Brings the schema up to date and resolves with a connected pool. Waits with backoff for a database that does not
 * answer yet.
 * @throws DatabaseFailure naming the setting, when it cannot be reached in time or a migration fails
 */
export async function connectDatabase(settings: DatabaseSettings, contents: DatabaseContents): Promise<DataSource> {
  const complete = withDefaults(settings);
  await runMigrations(complete, contents.migrations);
  return connected(complete, dataSourceOptions(complete, contents.entities));
}
