import pg from 'pg';
import type { Writable } from 'node:stream';
import { abortedState } from './failure.js';
import { OneWriteQuery } from './one-write-query.js';

export interface Statement {
  /** Prepared under this name on each connection. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Called as soon as it was answered, whatever becomes of the transaction. Must not throw. */
  readonly onResult?: (result: StatementResult) => void;
}

export interface StatementResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly rowCount: number;
  readonly command: string;
}

export interface SessionOptions {
  readonly connectionString: string;
  readonly applicationName: string;
  /** Longest wait for an answer before the connection counts as lost; default 25 s. */
  readonly queryTimeoutMs?: number;
  /** Further `-c name=value` settings of the connection. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

const parseInstant = pg.types.getTypeParser(1184) as (text: string) => Date;

/** `2026-01-31 09:30:00.123456+00`; anything else (years beyond 9999, infinity) is pg's business. */
function instantOf(text: string): Date {
  if (text.charCodeAt(10) !== 32 || !text.endsWith('+00')) return parseInstant(text);
  const parsed = new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
  return Number.isNaN(parsed.getTime()) ? parseInstant(text) : parsed;
}

/** int8 counters stay below 2^53; dates stay text, so that no time zone touches them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text') => {
    if (id === 20) return Number;
    if (id === 1082) return String;
    if (id === 1184) return instantOf;
    return pg.types.getTypeParser(id, format) as (value: string) => unknown;
  }) as typeof pg.types.getTypeParser,
};

/**
 * One Postgres connection that sends several statements in one write and answers them together: latency is round
 * trips, and a unit of work needs two of them this way instead of eight.
 */
export class Session {
  private broken: Error | undefined;

  private constructor(private readonly client: pg.Client) {
    client.on('error', (error) => (this.broken = error));
    client.on('end', () => (this.broken ??= new Error('Connection terminated')));
  }

  static async open(options: SessionOptions): Promise<Session> {
    // A transaction that its process forgot (SIGSTOP, blackhole) must not hold its rows: the server ends it.
    const settings = {
      idle_in_transaction_session_timeout: 10_000,
      lock_timeout: 5_000,
      statement_timeout: 20_000,
      // So that instants come as `…+00`.
      TimeZone: 'UTC',
      ...options.settings,
    };
    const config = {
      connectionString: options.connectionString,
      application_name: options.applicationName,
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${String(value)}`)
        .join(' '),
      connectionTimeoutMillis: 5_000,
      // The server gives up first; if not even that is heard, the network swallows everything: the connection is cut.
      query_timeout: options.queryTimeoutMs ?? 25_000,
      keepAlive: true,
      types,
      pipeline: true,
    };
    const client = new pg.Client(config);
    const session = new Session(client);
    await client.connect();
    return session;
  }

  private get stream(): Writable {
    return (this.client as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  get usable(): boolean {
    return this.broken === undefined;
  }

  onNotification(listener: (channel: string) => void): void {
    this.client.on('notification', (message) => listener(message.channel));
  }

  /** All statements in one write. A statement that fails does not keep the later ones from being answered. */
  async burst(statements: readonly Statement[]): Promise<PromiseSettledResult<StatementResult>[]> {
    const { stream } = this;
    stream.cork();
    // `query` queues its bytes synchronously, so all of them leave with the uncork.
    const answers = statements.map((statement) => this.send(statement));
    stream.uncork();
    return Promise.allSettled(answers);
  }

  /** All statements in one write; rejects with the first real failure. */
  async all(statements: readonly Statement[]): Promise<StatementResult[]> {
    return settled(await this.burst(statements));
  }

  /** The statements and COMMIT in one write; resolves when the server answered COMMIT, and not ROLLBACK. */
  async commit(statements: readonly Statement[]): Promise<void> {
    const answered = (await this.all([...statements, { text: 'commit' }])).at(-1)?.command;
    if (answered !== 'COMMIT') throw new Error(`COMMIT was answered ${String(answered)}`);
  }

  async query(statement: Statement): Promise<StatementResult> {
    return this.send(statement);
  }

  private async send(statement: Statement): Promise<StatementResult> {
    if (this.broken !== undefined) throw this.broken;
    const { rows, rowCount, command } = await this.ask(statement);
    const answer = { rows: rows as Record<string, unknown>[], rowCount: rowCount ?? 0, command };
    statement.onResult?.(answer);
    return answer;
  }

  private ask({ text, name, values = [] }: Statement): Promise<pg.QueryResult> {
    if (name === undefined) return this.client.query({ text, values: [...values] });
    return new Promise((resolve, reject) => {
      this.client.query(
        new OneWriteQuery({ text, name }, values, (error, result) => {
          if (error === null || error === undefined) resolve(result);
          else reject(error);
        }),
      );
    });
  }

  async close(): Promise<void> {
    this.broken ??= new Error('Connection terminated by close');
    // A polite end waits for what is in flight, which a dead network never answers.
    const cut = setTimeout(() => this.stream.destroy(), 1_000);
    await this.client.end().catch(() => undefined);
    clearTimeout(cut);
  }
}

/** The results, or the failure that caused the others: after an error every later statement only echoes it as 25P02. */
export function settled(results: readonly PromiseSettledResult<StatementResult>[]): StatementResult[] {
  const failures = results
    .filter((result) => result.status === 'rejected')
    .map((result) => result.reason as Error & { code?: string });
  const cause = failures.find((failure) => failure.code !== abortedState) ?? failures[0];
  if (cause !== undefined) throw cause;
  return results.map((result) => (result as PromiseFulfilledResult<StatementResult>).value);
}
