import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { topics } from '#libs/contracts';
import { QualityRecords, QualityTally, type QualityCount, type QualityPeriod } from '../application/quality-tally.js';

const flushMs = 2_000;
/** Of the quarantine: every letter once as refused, and once for each of its wrong fields. */
const fromQuarantine = `
  select first_failed_at at time zone 'UTC' as at, w.field, w.problem from dead_letter d,
    lateral (select '(submission)' as field, 'refused' as problem union all select f, 'invalid' from unnest(d.fields) f) w
  where d.consumer = 'intake' and d.topic = $4 and d.event_source = any($5)`;

@Injectable()
export class QualityRepository extends QualityRecords implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('quality');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly tally: QualityTally,
  ) {
    super();
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.flush(), flushMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  async of({ adapterId, from, to }: QualityPeriod, sources: readonly string[]): Promise<readonly QualityCount[]> {
    const rows: { day: string; field: string; problem: string; count: string }[] = await this.database.query(
      `select day::text as day, field, problem, sum(count) as count from (
         select day, field, problem, count from adapter_quality where adapter_id = $1 and day between $2::date and $3::date
         union all
         select at::date, field, problem, 1 from (${fromQuarantine}) q where at >= $2::date and at < $3::date + 1
       ) counted group by day, field, problem order by day, field, problem`,
      [adapterId, from, to, topics.inbound, sources],
    );
    return rows.map(({ count, ...row }) => ({ ...row, adapterId, count: Number(count) }));
  }

  private async flush(): Promise<void> {
    const counts = this.tally.take();
    if (counts.length === 0) return;
    // In one order, so that instances do not wait for each other in a ring.
    const sorted = [...counts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    try {
      await this.database.query(
        'insert into adapter_quality as q (adapter_id, day, field, problem, count) select * from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::int8[]) ' +
          'on conflict (adapter_id, day, field, problem) do update set count = q.count + excluded.count',
        [
          sorted.map((one) => one.adapterId),
          sorted.map((one) => one.day),
          sorted.map((one) => one.field),
          sorted.map((one) => one.problem),
          sorted.map((one) => one.count),
        ],
      );
    } catch (error) {
      this.tally.giveBack(counts);
      this.log.warn({ msg: 'the tallies of quality could not be written, and are tried again', error: String(error) });
    }
  }
}

const keyOf = ({ adapterId, day, field, problem }: QualityCount): string => [adapterId, day, field, problem].join('|');
