/** The services that own a database. The role and the database have the same name, with `_` for `-`. */
export const databaseOwners = ['intake', 'routing', 'follow-up', 'feedback-analytics'] as const;
export type DatabaseOwner = (typeof databaseOwners)[number];

export interface LocalStackOptions {
  /** Where data, logs, passwords and the lock live; reused between runs. Default: `.stack` at the root of the repository. */
  readonly dataDirectory?: string;
  /** Receives one line per step that takes time, for people to read. */
  readonly onProgress?: (line: string) => void;
  /** More databases, each with a role of the same name; only when the stack starts Postgres itself. */
  readonly databases?: readonly string[];
  /**
   * A port on which the caller runs a proxy: Kafka then has a second listener, `proxiedKafkaPort`, whose clients are told
   * to come to this port. For tests that disturb the network; only when the stack starts Kafka itself.
   */
  readonly kafkaProxyPort?: number;
  /** Where `KAFKA_BROKERS` and the `*_DATABASE_URL` are looked up. Default: `process.env`. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
}

/** A server that the stack runs as a process of its own. It keeps its port and data over restarts. */
export interface ServerHandle {
  readonly name: 'Postgres' | 'Kafka';
  readonly port: number;
  /** The running process, `undefined` while there is none. Changes with every start. */
  readonly pid: number | undefined;
  /** Sends the signal and returns at once. Does nothing when the server is not running. */
  kill(signal: NodeJS.Signals): void;
  /** Resolves when no process is left (at once when none runs). */
  exited(): Promise<void>;
  /** Starts it again on the same port and data; resolves when it answers requests. Does nothing when it runs. */
  start(): Promise<void>;
  /** Asks it to shut down cleanly, kills it when it does not within 20 s, and waits for its end. */
  stop(): Promise<void>;
}

export interface LocalStack {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  /** A connection string with password, for a service or one of `options.databases`. Throws on an unknown name. */
  databaseUrl(owner: DatabaseOwner | (string & {})): string;
  /** The superuser on database `postgres`; `undefined` when Postgres was given by the settings. */
  readonly adminDatabaseUrl: string | undefined;
  /** `KAFKA_BROKERS` and the four `*_DATABASE_URL`: what a service needs in its environment. */
  environment(): Record<string, string>;
  /** What was started here; `false` for what the settings gave. */
  readonly started: { readonly postgres: boolean; readonly kafka: boolean };
  /** `undefined` when it was given by the settings. */
  readonly postgres: ServerHandle | undefined;
  readonly kafka: ServerHandle | undefined;
  readonly postgresPid: number | undefined;
  readonly kafkaPid: number | undefined;
  /** Where a proxy on `options.kafkaProxyPort` must connect to. */
  readonly proxiedKafkaPort: number | undefined;
  /**
   * An argument to append to the command line of every child process that must not outlive this one.
   * Should this process be killed with SIGKILL, the next start in the same data directory stops all that carry it.
   */
  readonly processMark: string;
  /** Stops what was started, and gives the data directory free. Safe to call twice. */
  stop(): Promise<void>;
}
