import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CursorCodec, pageOf } from '#libs/persistence';
import { KeyRecords, type Page, type PageRequest, type StoredKey } from '../application/adapter-directory.js';
import type { AdapterKey } from '../domain/adapter.js';
import { keyOf, type KeyRow } from './adapter-rows.js';

const cursors = new CursorCodec('keys', { keyId: 'text' });

@Injectable()
export class KeyRepository extends KeyRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async add(key: StoredKey): Promise<void> {
    const { keyId, adapterId, hash, accounts, rate, createdAt, createdBy, expiresAt } = key;
    await this.database.query(
      'insert into adapter_key (key_id, adapter_id, hash, accounts, rate_limit, rate_seconds, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        keyId,
        adapterId,
        hash,
        accounts ?? null,
        rate?.limit ?? null,
        rate?.seconds ?? null,
        createdAt,
        createdBy,
        expiresAt ?? null,
      ],
    );
  }

  async find(keyId: string): Promise<AdapterKey | undefined> {
    const rows: KeyRow[] = await this.database.query('select * from adapter_key where key_id = $1', [keyId]);
    return rows.map(keyOf)[0];
  }

  async list(
    { adapterId }: { adapterId?: string | undefined },
    { limit, cursor }: PageRequest,
  ): Promise<Page<AdapterKey>> {
    const after = cursor === undefined ? '' : cursors.decode(cursor).keyId;
    const rows: KeyRow[] = await this.database.query(
      'select * from adapter_key where ($1::text is null or adapter_id = $1) and key_id > $2 order by key_id limit $3',
      [adapterId ?? null, after, limit + 1],
    );
    return pageOf(rows, limit, (last) => cursors.encode({ keyId: last.key_id }), keyOf);
  }

  async revoke(keyId: string, by: string): Promise<AdapterKey | undefined> {
    await this.database.query(
      'update adapter_key set revoked_at = now(), revoked_by = $2 where key_id = $1 and revoked_at is null',
      [keyId, by],
    );
    return this.find(keyId);
  }

  async expire(keyId: string, at: Date): Promise<void> {
    await this.database.query(
      'update adapter_key set expires_at = least(expires_at, $2::timestamptz) where key_id = $1',
      [keyId, at],
    );
  }
}
