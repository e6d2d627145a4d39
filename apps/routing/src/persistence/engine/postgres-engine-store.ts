import { Session, StateStatements, type SessionOptions, type Statement } from '#libs/messaging';
import type {
  EngineStore,
  EngineTransaction,
  PendingWork,
  StoredCommand,
} from '../../application/engine/engine-store.js';
import { EngineStores } from '../../application/engine/engine-store.js';
import type { EngineCommand } from '../../domain/engine/engine-command.js';
import type { EnginePolicy } from '../../domain/engine/engine-policy.js';
import type { QueueFlow } from '../../domain/engine/wait-estimate.js';
import { EngineState } from '../../domain/engine/engine-state.js';
import type { SupportCase } from '../../domain/support-case.js';
import { commandChannel, routingStores } from '../routing-tables.js';
import { agentOf, drainOf, itemOf, offerOf } from './engine-rows.js';
import { PostgresEngineTransaction } from './postgres-engine-transaction.js';

/** A frozen leader must not hold the rows of cases for longer: the units of work wait for them. */
const idleInTransactionMs = 3_000;

export class PostgresEngineStores extends EngineStores {
  constructor(private readonly session: SessionOptions) {
    super();
  }

  async open(onCommand: () => void): Promise<EngineStore> {
    const settings = { ...this.session.settings, idle_in_transaction_session_timeout: idleInTransactionMs };
    const session = await Session.open({ ...this.session, settings });
    try {
      session.onNotification(onCommand);
      await session.query({ text: `listen ${commandChannel}` });
      // Waits for a transaction that an older leader still has open, and makes it that one's last.
      const { rows } = await session.query({
        text: 'update routing_epoch set epoch = epoch + 1, since = now() returning epoch',
      });
      return new PostgresEngineStore(session, Number(rows[0]?.['epoch']));
    } catch (error) {
      await session.close();
      throw error;
    }
  }
}

class PostgresEngineStore implements EngineStore {
  private readonly cases = new StateStatements(routingStores.cases);

  constructor(
    private readonly session: Session,
    private readonly epoch: number,
  ) {}

  get usable(): boolean {
    return this.session.usable;
  }

  async load(policy: Pick<EnginePolicy, 'channels'>): Promise<EngineState> {
    const [agents, items, offers, drains, flows] = await this.session.all([
      { text: 'select * from agent' },
      { text: 'select * from queue_item' },
      { text: "select * from offer where state = 'pending'" },
      { text: "select * from queue_drain where state = 'running'" },
      { text: 'select flow from queue_flow' },
    ]);
    const [agentRows, itemRows, offerRows] = [agents?.rows ?? [], items?.rows ?? [], offers?.rows ?? []];
    const beside = {
      drains: (drains?.rows ?? []).map(drainOf),
      flows: (flows?.rows ?? []).map((row) => row['flow'] as QueueFlow),
    };
    return EngineState.from(agentRows.map(agentOf), itemRows.map(itemOf), offerRows.map(offerOf), policy, beside);
  }

  async pending(limit: number): Promise<PendingWork> {
    const [time, commands] = await this.session.all([
      { name: 'engine_now', text: 'select clock_timestamp() as now' },
      {
        name: 'engine_pending',
        text: 'select id, command_id, body from routing_command where done_at is null order by id limit $1',
        values: [limit],
      },
    ]);
    const now = (time?.rows[0]?.['now'] as Date).getTime();
    return { now, commands: (commands?.rows ?? []).map(commandOf) };
  }

  async begin(caseIds: readonly string[]): Promise<EngineTransaction> {
    const opening: readonly Statement[] = [{ text: 'begin' }, this.fence()];
    // Nothing to lock: all of it can go in one burst, in which a fence that does not hold fails the rest.
    if (caseIds.length === 0) return new PostgresEngineTransaction(this.session, this.cases, new Map(), opening);
    try {
      const results = await this.session.all([...opening, this.lock(caseIds)]);
      const rows = results[2]?.rows ?? [];
      const found = rows.map((row) => this.cases.read(row) as unknown as SupportCase);
      return new PostgresEngineTransaction(
        this.session,
        this.cases,
        new Map(found.map((one) => [one.caseId, one])),
        [],
      );
    } catch (error) {
      await this.session.query({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }

  private fence(): Statement {
    return {
      name: 'engine_fence',
      text:
        'with mine as (select 1 from routing_epoch where epoch = $1 for share) ' +
        "select messaging_expect((select count(*) from mine), 1, 'routing_epoch')",
      values: [this.epoch],
    };
  }

  /** In one order, so that two who lock several cases do not wait for each other. */
  private lock(caseIds: readonly string[]): Statement {
    const { text, values = [] } = this.cases.load(caseIds);
    return { name: 'engine_lock_cases', text: `${text} order by case_id for update`, values };
  }

  async forgetOldCommands(): Promise<void> {
    await this.session.query({
      text:
        'delete from routing_command where id in ' +
        "(select id from routing_command where done_at < now() - interval '1 day' order by id limit 10000)",
    });
  }

  async close(): Promise<void> {
    await this.session.close();
  }
}

function commandOf(row: Readonly<Record<string, unknown>>): StoredCommand {
  const commandId = row['command_id'];
  return {
    id: Number(row['id']),
    command: row['body'] as EngineCommand,
    ...(typeof commandId === 'string' && { commandId }),
  };
}
