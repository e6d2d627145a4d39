import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '#libs/messaging';
import { CursorCodec, pageOf } from '#libs/persistence';
import { AdapterDirectory, type Page, type PageRequest } from '../application/adapter-directory.js';
import type { Adapter } from '../domain/adapter.js';
import { adapterOf, selectAdapters, type AdapterRow } from './adapter-rows.js';

const cursors = new CursorCodec('adapters', { adapterId: 'text' });

@Injectable()
export class AdapterRepository extends AdapterDirectory {
  constructor(private readonly database: DataSource) {
    super();
  }

  async find(adapterId: string): Promise<Adapter | undefined> {
    const rows: AdapterRow[] = await this.database.query(`${selectAdapters} where adapter_id = $1`, [adapterId]);
    return rows.map(adapterOf)[0];
  }

  async list({ limit, cursor }: PageRequest): Promise<Page<Adapter>> {
    const after = cursor === undefined ? '' : cursors.decode(cursor).adapterId;
    const text = `${selectAdapters} where adapter_id > $1 order by adapter_id limit $2`;
    const rows: AdapterRow[] = await this.database.query(text, [after, limit + 1]);
    return pageOf(rows, limit, (last) => cursors.encode({ adapterId: last.adapter_id }), adapterOf);
  }

  async save(
    { adapterId, accounts, sources }: Pick<Adapter, 'adapterId' | 'accounts' | 'sources'>,
    by: string,
  ): Promise<Adapter> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        'insert into adapter (adapter_id, accounts, created_by, changed_by) values ($1, $2, $3, $3) ' +
          'on conflict (adapter_id) do update set accounts = excluded.accounts, changed_at = now(), changed_by = excluded.changed_by',
        [adapterId, accounts, by],
      );
      await manager.query('delete from adapter_source where adapter_id = $1 and source <> all($2)', [
        adapterId,
        sources,
      ]);
      await manager.query(
        'insert into adapter_source (source, adapter_id) select source, $1 from unnest($2::text[]) u(source) on conflict do nothing',
        [adapterId, sources],
      );
      const taken: { source: string }[] = await manager.query(
        'select source from adapter_source where source = any($2) and adapter_id <> $1 order by source',
        [adapterId, sources],
      );
      if (taken.length > 0) throw sourceTaken(taken.map(({ source }) => source));
    });
    const saved = await this.find(adapterId);
    if (saved === undefined) throw new Error('an adapter that was written is not there');
    return saved;
  }
}

function sourceTaken(sources: readonly string[]): DomainError {
  const errors = [{ field: 'sources', problem: 'name one that belongs to another adapter' }];
  return new DomainError('source-taken', 'a source belongs to one adapter', 'conflict', { errors, sources });
}
