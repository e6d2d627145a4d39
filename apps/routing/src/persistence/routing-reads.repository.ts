import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StateStatements } from '#libs/messaging';
import {
  RoutingReads,
  type AgentCase,
  type CaseFilter,
  type CaseList,
  type CommandView,
  type OfferView,
} from '../application/routing-reads.js';
import type { CommandResult, EngineCommand } from '../domain/engine/engine-command.js';
import type { Agent, Drain, OfferState } from '../domain/engine/engine-model.js';
import type { SupportCase } from '../domain/support-case.js';
import { CursorCodec, pageOf } from '#libs/persistence';
import { agentOf, drainOf } from './engine/engine-rows.js';
import { routingStores } from './routing-tables.js';

/** Stored times have milliseconds, so a position says exactly where a page ended. */
const position = new CursorCodec('cases', { openedAt: 'text', caseId: 'text' });

type Row = Readonly<Record<string, unknown>>;

const offerColumns = `select o.offer_id as "offerId", o.case_id as "caseId", c.reference, o.agent_id as "agentId", o.state,
  o.offered_at as "offeredAt", o.expires_at as "expiresAt", o.ended_at as "endedAt", o.reason,
  c.channel, c.kind, c.issue_key as "issueKey", c.urgency, c.language, c.agent_id as "ownerAgentId"
  from offer o join support_case c using (case_id)`;

/** What doors read, from the pool and without locks. */
@Injectable()
export class RoutingReadsRepository extends RoutingReads {
  private readonly caseStatements = new StateStatements(routingStores.cases);

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async offer(offerId: string): Promise<OfferView | undefined> {
    const [row] = await this.rows(`${offerColumns} where o.offer_id = $1`, [offerId]);
    return row && (present(row) as unknown as OfferView);
  }

  async offers(
    { state, agentId }: { state: OfferState; agentId?: string },
    limit: number,
  ): Promise<readonly OfferView[]> {
    const mine = agentId === undefined ? '' : 'and o.agent_id = $3';
    // The state is written out where it is the usual one, so that the partial index is used.
    const of = state === 'pending' ? "o.state = 'pending' and $1::text is not null" : 'o.state = $1';
    const text = `${offerColumns} where ${of} ${mine} order by o.offered_at limit $2`;
    const rows = await this.rows(text, [state, limit, ...(agentId === undefined ? [] : [agentId])]);
    return rows.map((row) => present(row) as unknown as OfferView);
  }

  async agent(agentId: string): Promise<Agent | undefined> {
    const [row] = await this.rows('select * from agent where agent_id = $1', [agentId]);
    return row && agentOf(row);
  }

  async case(caseId: string): Promise<SupportCase | undefined> {
    const [row] = await this.rows('select * from support_case where case_id = $1', [caseId]);
    return row && this.caseOf(row);
  }

  async caseIdOf(reference: string): Promise<string | undefined> {
    const [row] = await this.rows('select case_id from case_reference where reference = $1', [reference]);
    return row && String(row['case_id']);
  }

  async cases({ status, view }: CaseFilter, limit: number, cursor?: string): Promise<CaseList> {
    const conditions = ['true'];
    const values: unknown[] = [limit + 1];
    if (status !== undefined) conditions.push(`status = $${String(values.push(status))}`);
    if (view !== undefined) {
      const [queues, agent] = [values.push(view.queues), values.push(view.agentId)];
      conditions.push(
        `(queue_id is null or queue_id = any($${String(queues)}::text[]) or agent_id = $${String(agent)} or agent_ids ? $${String(agent)})`,
      );
    }
    if (cursor !== undefined) {
      const { openedAt, caseId } = position.decode(cursor);
      const [at, id] = [values.push(openedAt), values.push(caseId)];
      conditions.push(`(opened_at, case_id) < ($${String(at)}::timestamptz, $${String(id)}::uuid)`);
    }
    const text = `select * from support_case where ${conditions.join(' and ')} order by opened_at desc, case_id desc limit $1`;
    const found = (await this.rows(text, values)).map((row) => this.caseOf(row));
    const cursorOf = ({ openedAt, caseId }: SupportCase) =>
      position.encode({ openedAt: openedAt.toISOString(), caseId });
    return pageOf(found, limit, cursorOf, (one) => one);
  }

  async command(commandId: string): Promise<CommandView | undefined> {
    const [row] = await this.rows('select result, done_at from routing_command where command_id = $1', [commandId]);
    if (row === undefined) return undefined;
    return row['done_at'] === null
      ? { commandId, state: 'pending' }
      : { commandId, state: 'done', result: row['result'] as CommandResult };
  }

  async commandLike(
    commandId: string,
    body: EngineCommand,
  ): Promise<{ readonly isSame: boolean; readonly result?: CommandResult } | undefined> {
    const text = 'select body = $2::jsonb as same, result from routing_command where command_id = $1';
    const [row] = await this.rows(text, [commandId, JSON.stringify(body)]);
    if (row === undefined) return undefined;
    const isSame = row['same'] === true;
    return row['result'] === null ? { isSame } : { isSame, result: row['result'] as CommandResult };
  }

  async casesOfAgent(agentId: string): Promise<readonly AgentCase[]> {
    const text = `select c.case_id as "caseId", c.reference, c.channel, c.kind, c.urgency, c.queue_id as "queueId",
        c.waiting_since as "waitingSince", c.version
      from queue_item q join support_case c using (case_id)
      where q.agent_id = $1 and q.state = 'assigned' and c.agent_id = $1 order by q.enqueued_at, c.case_id`;
    return (await this.rows(text, [agentId])).map((row) => present(row) as unknown as AgentCase);
  }

  async drain(drainId: string): Promise<Drain | undefined> {
    const [row] = await this.rows('select * from queue_drain where drain_id = $1', [drainId]);
    return row && drainOf(row);
  }

  async drains(queueId: string, limit: number): Promise<readonly Drain[]> {
    const text = 'select * from queue_drain where queue_id = $1 order by started_at desc limit $2';
    return (await this.rows(text, [queueId, limit])).map(drainOf);
  }

  private caseOf(row: Row): SupportCase {
    return this.caseStatements.read(row) as unknown as SupportCase;
  }

  private async rows(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.dataSource.query<readonly Row[]>(text, [...values]);
  }
}

function present(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
