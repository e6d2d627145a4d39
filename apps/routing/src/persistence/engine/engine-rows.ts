import type { Agent, Drain, Item, Offer } from '../../domain/engine/engine-model.js';

type Row = Readonly<Record<string, unknown>>;

const dateOf = (at: number | undefined): Date | undefined => (at === undefined ? undefined : new Date(at));
const msOf = (value: unknown): number => (value instanceof Date ? value.getTime() : Number(value));

const detailOf = (row: Row): object =>
  typeof row['detail'] === 'object' && row['detail'] !== null ? row['detail'] : {};

/** Absent instead of NULL. */
function optional(row: Row, columns: Readonly<Record<string, string>>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [property, column] of Object.entries(columns)) {
    const value = row[column];
    if (value !== null && value !== undefined) found[property] = value;
  }
  return found;
}

/** What only the engine reads has one column. How much an agent holds by channel follows from what they have. */
export function agentRow(agent: Agent): Row {
  const { idleSince, queueTerms, lastAssigned, recent, missed, wakeAt, lostAt, said, on: _, ...columns } = agent;
  return {
    ...columns,
    idleSince: dateOf(idleSince),
    detail: { queueTerms, lastAssigned, recent, missed, wakeAt, lostAt, said },
  };
}

export function itemRow(item: Item): Row {
  const { itemId, caseId, queueId, channel, state, enqueuedAt, offers, agentId, excluded, lane: _, ...detail } = item;
  const columns = { itemId, caseId, queueId, channel, state, offers, agentId, excluded };
  return { ...columns, enqueuedAt: dateOf(enqueuedAt), detail };
}

export const offerRow = (offer: Offer): Row => ({
  ...offer,
  offeredAt: dateOf(offer.offeredAt),
  expiresAt: dateOf(offer.expiresAt),
  endedAt: dateOf(offer.endedAt),
});

export const drainRow = ({ to, startedAt, endedAt, ...drain }: Drain): Row => ({
  ...{ ...drain, target: to, startedAt: dateOf(startedAt), endedAt: dateOf(endedAt) },
});

export function agentOf(row: Row): Agent {
  return {
    ...detailOf(row),
    ...optional(row, {
      agentId: 'agent_id',
      version: 'version',
      teamId: 'team_id',
      skills: 'skills',
      queues: 'queues',
      presence: 'presence',
      units: 'units',
      held: 'held',
      exclusive: 'exclusive',
    }),
    idleSince: msOf(row['idle_since']),
  } as Agent;
}

export function itemOf(row: Row): Item {
  return {
    ...detailOf(row),
    ...optional(row, {
      itemId: 'item_id',
      caseId: 'case_id',
      queueId: 'queue_id',
      channel: 'channel',
      state: 'state',
      offers: 'offers',
      agentId: 'agent_id',
      excluded: 'excluded',
    }),
    enqueuedAt: msOf(row['enqueued_at']),
  } as Item;
}

export function offerOf(row: Row): Offer {
  return {
    ...optional(row, {
      offerId: 'offer_id',
      itemId: 'item_id',
      caseId: 'case_id',
      agentId: 'agent_id',
      state: 'state',
      reason: 'reason',
    }),
    offeredAt: msOf(row['offered_at']),
    expiresAt: msOf(row['expires_at']),
    ...(row['ended_at'] instanceof Date && { endedAt: row['ended_at'].getTime() }),
  } as Offer;
}

export function drainOf(row: Row): Drain {
  return {
    ...optional(row, {
      drainId: 'drain_id',
      queueId: 'queue_id',
      to: 'target',
      reason: 'reason',
      decidedBy: 'decided_by',
      state: 'state',
      moved: 'moved',
    }),
    startedAt: msOf(row['started_at']),
    ...(row['ended_at'] instanceof Date && { endedAt: row['ended_at'].getTime() }),
  } as Drain;
}
