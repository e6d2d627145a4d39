import { Client } from 'pg';

/** How far a service has come, as its own tables say. */
export interface Progress {
  /** Records consumed since its first start. */
  readonly consumed: number;
  /** Of those, the ones that had no effect because something is wrong with them, or waits. */
  readonly failed: number;
  readonly outboxIsEmpty: boolean;
}

const nothing: Progress = { consumed: 0, failed: 0, outboxIsEmpty: true };

/** Asks a service's database, which costs the service next to nothing. */
export class Consumption {
  private constructor(private readonly client: Client) {}

  static async open(databaseUrl: string): Promise<Consumption> {
    const client = new Client({ connectionString: databaseUrl });
    // The database is dropped under it at the end.
    client.on('error', () => undefined);
    await client.connect();
    return new Consumption(client);
  }

  async progress(): Promise<Progress> {
    const { rows } = await this.client
      .query<{ consumed: string; failed: string; waiting: boolean }>(
        'select coalesce(sum(next - started_at), 0) as consumed, coalesce(sum(parked + dead), 0) as failed, ' +
          'exists (select 1 from outbox) as waiting from consumer_offset',
      )
      .catch((error: unknown) => {
        // Before the migrations of a service that is just starting.
        if ((error as { code?: string }).code === '42P01') return { rows: [] };
        throw error;
      });
    const [row] = rows;
    if (row === undefined) return nothing;
    return { consumed: Number(row.consumed), failed: Number(row.failed), outboxIsEmpty: !row.waiting };
  }

  /** Position of each partition, by `topic/partition`. */
  async positions(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.client.query<{ topic: string; partition: number; next: string }>(
      'select topic, partition, next from consumer_offset',
    );
    return new Map(rows.map(({ topic, partition, next }) => [`${topic}/${partition}`, Number(next)]));
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
