import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CursorCodec, pageOf } from '#libs/persistence';
import {
  PolicyStore,
  type AddOptions,
  type Added,
  type NewPolicy,
  type PolicyVersionList,
} from '../application/policies/policy-store.js';
import type { PolicyVersion, StoredPolicy } from '../application/policies/policy-version.js';
import type { CalendarVersion } from '../domain/time/sla-policy.js';
import { keepCalendars } from './calendar-versions.js';

type Row = Readonly<Record<string, unknown>>;

const position = new CursorCodec('policies', { version: 'number' });
const columns = 'version, hash, origin, applied_at, applied_by, note, in_force_from';

@Injectable()
export class PolicyStoreRepository extends PolicyStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async newest(): Promise<{ readonly now: Date; readonly policy?: PolicyVersion }> {
    const [row] = await this.dataSource.query<Row[]>(
      `select clock_timestamp() as now, p.* from (select 1) one
         left join (select ${columns} from policy_version order by version desc limit 1) p on true`,
    );
    const now = row?.['now'] as Date;
    return row?.['version'] === null || row === undefined ? { now } : { now, policy: versionOf(row) };
  }

  async find(version: number): Promise<StoredPolicy | undefined> {
    const [row] = await this.dataSource.query<Row[]>('select * from policy_version where version = $1', [version]);
    return row && { ...versionOf(row), files: row['files'] as StoredPolicy['files'] };
  }

  async list(limit: number, cursor?: string): Promise<PolicyVersionList> {
    const before = cursor === undefined ? null : position.decode(cursor).version;
    const rows = await this.dataSource.query<Row[]>(
      `select ${columns} from policy_version where $1::int is null or version < $1 order by version desc limit $2`,
      [before, limit + 1],
    );
    return pageOf(rows, limit, (row) => position.encode({ version: Number(row['version']) }), versionOf);
  }

  async add(policy: NewPolicy, options: AddOptions): Promise<Added> {
    return this.dataSource.transaction(async (manager) => {
      // One after the other, whichever instances were asked.
      await manager.query("select pg_advisory_xact_lock(hashtext('routing-policy'))");
      const [latest] = await manager.query<Row[]>(
        `select ${columns} from policy_version order by version desc limit 1`,
      );
      const number = Number(latest?.['version'] ?? 0);
      if (latest?.['hash'] === policy.hash) return { outcome: 'same', policy: versionOf(latest) };
      if (options.expected !== undefined && options.expected !== number) return { outcome: 'stale', latest: number };
      await keepCalendars(manager, policy.calendars);
      // Before the first one nothing else counts that could be exchanged at another time.
      const delayMs = number === 0 && policy.origin === 'folder' ? 0 : options.delayMs;
      return { outcome: 'added', policy: await insert(manager, number + 1, policy, delayMs) };
    });
  }

  calendars(known: readonly CalendarVersion[] = []): Promise<readonly CalendarVersion[]> {
    return keepCalendars(this.dataSource, known);
  }
}

async function insert(
  manager: EntityManager,
  version: number,
  { hash, origin, files, appliedBy, note }: NewPolicy,
  delayMs: number,
): Promise<PolicyVersion> {
  const [row] = await manager.query<Row[]>(
    `insert into policy_version (version, hash, origin, files, applied_by, note, in_force_from)
       values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7::float8 / 1000)) returning ${columns}`,
    [version, hash, origin, JSON.stringify(files), appliedBy, note, delayMs],
  );
  if (row === undefined) throw new Error('the policy was not stored');
  return versionOf(row);
}

function versionOf(row: Row): PolicyVersion {
  const { applied_by: appliedBy, note } = row;
  return {
    version: Number(row['version']),
    hash: String(row['hash']),
    origin: row['origin'] === 'folder' ? 'folder' : 'command',
    appliedAt: row['applied_at'] as Date,
    ...(typeof appliedBy === 'string' && { appliedBy }),
    ...(typeof note === 'string' && { note }),
    inForceFrom: row['in_force_from'] as Date,
  };
}
