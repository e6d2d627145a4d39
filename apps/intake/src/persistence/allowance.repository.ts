import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AllowanceStore, type Lease } from '../application/allowances.js';
import type { Rate } from '../domain/rate.js';

/** $1 key, $2 capacity, $3 tokens a second, $4 need, $5 want. The row's lock makes instances take turns. */
const leaseStatement = `
  insert into key_allowance as a (key_id, tokens, granted, at)
  select $1, $2::float8 - g, g, clock_timestamp() from (select greatest($4::float8, least($5::float8, $2::float8)) as g) first
  on conflict (key_id) do update set (tokens, granted, at) = (
    select available - g, g, n from
      (select least($2::float8, a.tokens + $3::float8 * greatest(0, extract(epoch from n - a.at)::float8)) as available, n from (select clock_timestamp() as n) clock) filled,
      lateral (select case when available >= 1 then greatest($4::float8, least($5::float8, available)) else 0 end as g) taken
  )
  returning granted, tokens`;

@Injectable()
export class AllowanceRepository extends AllowanceStore {
  constructor(private readonly database: DataSource) {
    super();
  }

  async lease(keyId: string, { limit, seconds }: Rate, need: number, want: number): Promise<Lease> {
    const values = [keyId, limit, limit / seconds, need, want];
    const rows: { granted: number; tokens: number }[] = await this.database.query(leaseStatement, values);
    const [row] = rows;
    if (row === undefined) throw new Error('a lease was not answered');
    return { granted: row.granted, left: row.tokens };
  }
}
