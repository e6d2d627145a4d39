import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueReads, type QueueCounts, type TierCounts } from '../application/desk/queue-reads.js';
import { hasRoom, isPresent } from '../domain/engine/agent-load.js';
import type { Agent } from '../domain/engine/engine-model.js';
import { defaultUrgency } from '../domain/engine/urgency.js';
import type { QueueFlow } from '../domain/engine/wait-estimate.js';
import { agentOf } from './engine/engine-rows.js';

type Row = Readonly<Record<string, unknown>>;

/** What stands in a queue, with the tier that its place says. */
const counts = `select queue_id, state, (detail ->> 'key')::float8 as key, enqueued_at, clock_timestamp() as now from queue_item`;

const grouped = (where: string): string =>
  `select queue_id, state, floor(key / 1e13)::int as tier, count(*)::int as n, min(enqueued_at) as oldest, max(now) as now
     from (${counts} ${where}) item group by 1, 2, 3`;

@Injectable()
export class QueueReadsRepository extends QueueReads {
  constructor(private readonly database: DataSource) {
    super();
  }

  async one(queueId: string): Promise<QueueCounts> {
    const [rows, agents] = await Promise.all([
      this.database.query<Row[]>(grouped('where queue_id = $1'), [queueId]),
      this.database.query<Row[]>('select * from agent where queues ? $1', [queueId]),
    ]);
    return countsOf(queueId, rows, agents.map(agentOf));
  }

  async all(): Promise<readonly QueueCounts[]> {
    const [rows, agentRows] = await Promise.all([
      this.database.query<Row[]>(grouped('')),
      this.database.query<Row[]>('select * from agent'),
    ]);
    const agents = agentRows.map(agentOf);
    const ids = new Set([...rows.map((row) => String(row['queue_id'])), ...agents.flatMap(({ queues }) => queues)]);
    return [...ids].sort().map((queueId) => {
      const own = agents.filter(({ queues }) => queues.includes(queueId));
      return countsOf(
        queueId,
        rows.filter((row) => row['queue_id'] === queueId),
        own,
      );
    });
  }

  async flow(queueId: string): Promise<QueueFlow | undefined> {
    const [row] = await this.database.query<Row[]>('select flow from queue_flow where queue_id = $1', [queueId]);
    return row?.['flow'] as QueueFlow | undefined;
  }
}

const mostUrgent = 5;

function countsOf(queueId: string, rows: readonly Row[], agents: readonly Agent[]): QueueCounts {
  const of = (state: string): number =>
    rows.reduce((sum, row) => sum + (row['state'] === state ? Number(row['n']) : 0), 0);
  const waiting = rows.filter((row) => row['state'] === 'waiting');
  const oldest = waiting.map((row) => row['oldest']).filter((at) => at instanceof Date);
  const oldestEnqueuedAt = oldest.toSorted((a, b) => a.getTime() - b.getTime())[0];
  const present = agents.filter(isPresent);
  const isAvailable = ({ presence }: Agent): boolean => presence.some(({ state }) => state === 'available');
  const available = present.filter(isAvailable);
  return {
    ...{ queueId, waiting: of('waiting'), held: of('held'), reserved: of('reserved'), assigned: of('assigned') },
    wrapping: of('wrapping'),
    ...(oldestEnqueuedAt && { oldestEnqueuedAt }),
    longestWaitSeconds: Math.max(0, ...waiting.map(longestOf)),
    agentsAvailable: available.length,
    agentsWithRoom: available.filter(hasRoom).length,
    agentsBusy: present.length - available.length,
    agentsAway: agents.filter((agent) => !isPresent(agent) && agent.presence.some(({ state }) => state !== 'offline'))
      .length,
    tiers: tiersOf(waiting),
  };
}

function longestOf({ oldest, now }: Row): number {
  return oldest instanceof Date && now instanceof Date ? Math.max(0, now.getTime() - oldest.getTime()) / 1000 : 0;
}

function tiersOf(waiting: readonly Row[]): readonly TierCounts[] {
  const usual = mostUrgent - defaultUrgency;
  return waiting
    .map((row) => ({
      urgency: mostUrgent - Number(row['tier'] ?? usual),
      waiting: Number(row['n']),
      longestWaitSeconds: longestOf(row),
    }))
    .sort((a, b) => b.urgency - a.urgency);
}
