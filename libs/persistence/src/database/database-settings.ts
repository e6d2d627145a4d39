/** What a service says about its database. Times in milliseconds; 0 switches a limit of the server off. */
export interface DatabaseSettings {
  /** `postgres://user:password@host:port/database`; never printed. */
  readonly url: string;
  /** Name of the setting that holds `url`, for error messages. */
  readonly setting: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Connections of the pool, 10 where absent. */
  readonly poolSize?: number;
  /** The server cancels a statement that runs longer. Default 30 s; migrations have no limit. */
  readonly statementTimeoutMs?: number;
  /** Default 10 s: a frozen process must not hold row locks for longer. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Default 5 s. */
  readonly lockTimeoutMs?: number;
  /** How long to wait for a database that does not answer yet at start. Default 30 s. */
  readonly connectTimeoutMs?: number;
}

const defaults = {
  poolSize: 10,
  statementTimeoutMs: 30_000,
  idleInTransactionTimeoutMs: 10_000,
  lockTimeoutMs: 5_000,
  connectTimeoutMs: 30_000,
};

export type CompleteDatabaseSettings = Required<DatabaseSettings>;

export function withDefaults(settings: DatabaseSettings): CompleteDatabaseSettings {
  return { ...defaults, ...settings };
}
