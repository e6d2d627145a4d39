import type { DumpedRecord, Evidence } from './evidence.js';
import { inOrder } from './publication.js';

type Row = Readonly<Record<string, unknown>>;

export interface PublishedEvent {
  readonly record: DumpedRecord;
  readonly data: Record<string, unknown>;
}

/** The dumps by what is asked of them; of events published more than once, the first. */
export class Tables {
  private readonly published: PublishedEvent[] = [];

  constructor(private readonly evidence: Evidence) {
    const seen = new Set<string>();
    for (const record of inOrder(evidence.records)) {
      const { ce_source: source = '', ce_id: id } = record.headers;
      if (!source.startsWith('/thirdring/') || seen.has(`${source} ${id}`)) continue;
      seen.add(`${source} ${id}`);
      this.published.push({ record, data: JSON.parse(record.value ?? '{}') as Record<string, unknown> });
    }
  }

  rows(service: string, table: string): readonly Row[] {
    const rows = this.evidence.services.find((tables) => tables.service === service)?.own[table];
    if (rows === undefined) throw new Error(`there is no table ${table} in ${service}`);
    return rows;
  }

  ids(service: string, table: string, column: string): string[] {
    return this.rows(service, table).map((row) => String(row[column]));
  }

  total(service: string, table: string, column: string): number {
    return this.rows(service, table).reduce((total, row) => total + Number(row[column]), 0);
  }

  events(type: string, purpose?: string): PublishedEvent[] {
    return this.published.filter(
      ({ record, data }) =>
        record.headers['ce_type'] === type && (purpose === undefined || data['purpose'] === purpose),
    );
  }

  eventsOf(topic: string): PublishedEvent[] {
    return this.published.filter(({ record }) => record.topic === topic);
  }
}
