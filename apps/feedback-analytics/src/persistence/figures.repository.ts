import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { FigureReader, type FigureRange } from '../application/figure-reader.js';
import type { SliceKey } from '../domain/slice.js';
import { volumeCounts, type Volumes } from '../domain/volume.js';
import { DailyVolumeEntity } from './daily-volume.entity.js';

@Injectable()
export class FiguresRepository extends FigureReader {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async volumes(range: FigureRange): Promise<readonly (SliceKey & Volumes)[]> {
    const rows = await this.rows(DailyVolumeEntity, range);
    return rows.map((row) => {
      const counts = Object.fromEntries(volumeCounts.map((name) => [name, Number(row[name])])) as Volumes;
      return { day: row.day, channel: row.channel, queueId: row.queueId, ...counts };
    });
  }

  /** pg gives `bigint` as text, so the callers turn counts into numbers. */
  private async rows<E extends ObjectLiteral>(entity: EntityTarget<E>, range: FigureRange): Promise<E[]> {
    const query = this.database.getRepository(entity).createQueryBuilder('r');
    if (range.from !== undefined) query.andWhere('r.day >= :from', { from: range.from });
    if (range.to !== undefined) query.andWhere('r.day < :to', { to: range.to });
    if (range.channel !== undefined) query.andWhere('r.channel = :channel', { channel: range.channel });
    if (range.queue !== undefined) query.andWhere('r.queueId = :queue', { queue: range.queue });
    return query.getMany();
  }
}
