import type { Abstract, DynamicModule, Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DatabaseContents } from './connect-database.js';
import { dataSourceOptions } from './data-source.js';
import { withDefaults, type DatabaseSettings } from './database-settings.js';
import { runMigrations } from './run-migrations.js';

/** An injectable class of settings that has those of the database. */
export type WithDatabase =
  Abstract<{ readonly database: DatabaseSettings }> | Type<{ readonly database: DatabaseSettings }>;

export type DatabaseModuleOptions = DatabaseContents & (DatabaseSettings | { readonly settings: WithDatabase });

/**
 * The service's database as a global Nest module: migrated and connected before any provider that asks for the
 * `DataSource` or a repository exists, closed as the last thing of a shutdown. Takes the settings themselves, or the
 * class (of a global module) that has them as `database`.
 */
export function databaseModule(options: DatabaseModuleOptions): DynamicModule {
  return TypeOrmModule.forRootAsync({
    inject: 'settings' in options ? [options.settings] : [],
    useFactory: async (given?: { readonly database: DatabaseSettings }) => {
      const settings = 'settings' in options ? given?.database : options;
      if (!settings) throw new Error('databaseModule: the class of settings has no `database`');
      const complete = withDefaults(settings);
      await runMigrations(complete, options.migrations);
      // The database answered a moment ago: what fails now is a blip.
      return { ...dataSourceOptions(complete, options.entities), retryAttempts: 3, retryDelay: 500 };
    },
  });
}
