import { Injectable } from '@nestjs/common';
import { CursorCodec, pageOf } from '#libs/persistence';
import { DataSource } from 'typeorm';
import { SignalReader, type SignalFilter, type SignalPage } from '../application/signal-reader.js';
import type { FailureSignalRow } from '../application/stores.js';
import type { Sign } from '../domain/signs/sign.js';
import { FailureSignalEntity } from './failure-signal.entity.js';
import { withoutNulls } from './without-nulls.js';

const cursors = new CursorCodec('signals', { at: 'number', id: 'text' });

const conditions: Readonly<Record<keyof Omit<SignalFilter, 'standing'>, string>> = {
  from: 's.raisedAt >= :from',
  to: 's.raisedAt < :to',
  sign: 's.sign = :sign',
  component: 's.component = :component',
  severity: 's.severity = :severity',
  channel: 's.channel = :channel',
  queue: 's.queue = :queue',
  team: 's.team = :team',
  agent: 's.agentIds ? :agent',
  customerId: 's.customerId = :customerId',
};

@Injectable()
export class SignalsRepository extends SignalReader {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async page(
    { standing, ...filter }: SignalFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<SignalPage> {
    const query = this.database.getRepository(FailureSignalEntity).createQueryBuilder('s').where('true');
    for (const [name, value] of Object.entries(filter)) {
      if (value === undefined) continue;
      query.andWhere(conditions[name as keyof typeof conditions], { [name]: value as unknown });
    }
    if (standing !== undefined) query.andWhere(`s.withdrawnAt is ${standing ? '' : 'not '}null`);
    if (cursor !== undefined) {
      const { at, id } = cursors.decode(cursor);
      query.andWhere('(s.raisedAt, s.signalId) > (:at, :id)', { at: new Date(at), id });
    }
    const rows = await query
      .orderBy('s.raisedAt')
      .addOrderBy('s.signalId')
      .limit(limit + 1)
      .getMany();
    const cursorOf = (last: FailureSignalEntity) => cursors.encode({ at: last.raisedAt.getTime(), id: last.signalId });
    return pageOf(rows, limit, cursorOf, (row): FailureSignalRow => {
      const { sign, ...rest } = withoutNulls(row);
      return { ...rest, sign: sign as Sign };
    });
  }
}
