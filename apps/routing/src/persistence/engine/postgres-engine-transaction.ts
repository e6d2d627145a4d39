import {
  int8Array,
  outboxStatement,
  textArray,
  uuidArray,
  type Session,
  type StateStatements,
  type Statement,
} from '#libs/messaging';
import type { EngineTransaction, EngineWrite } from '../../application/engine/engine-store.js';
import type { SupportCase } from '../../domain/support-case.js';
import { engineTables } from '../routing-tables.js';
import { decisionRow } from './decision-rows.js';
import { agentRow, drainRow, itemRow, offerRow } from './engine-rows.js';
import { Insert } from './insert.js';

const agents = new Insert(engineTables.agents, 'agent_id');
const items = new Insert(engineTables.items, 'item_id');
const offers = new Insert(engineTables.offers, 'offer_id');
const drains = new Insert(engineTables.drains, 'drain_id');
const flows = new Insert(engineTables.flows, 'queue_id');
const decisions = new Insert(engineTables.decisions);
const stories = new Insert(engineTables.stories);

/** Holds the epoch and the rows of the cases. Everything is written in one burst, with COMMIT as its last statement. */
export class PostgresEngineTransaction implements EngineTransaction {
  constructor(
    private readonly session: Session,
    private readonly statements: StateStatements,
    readonly cases: ReadonlyMap<string, SupportCase>,
    /** What begins the transaction, where that was not sent yet. */
    private readonly opening: readonly Statement[],
  ) {}

  async commit(write: EngineWrite): Promise<void> {
    await this.session.commit([...this.opening, ...this.written(write)]);
  }

  async rollback(): Promise<void> {
    await this.session.query({ text: 'rollback' });
  }

  private written({
    changes,
    commands,
    results,
    cases,
    outbox,
    explanations,
    stories: told,
  }: EngineWrite): Statement[] {
    const all = [...changes.items.values()];
    const live = all.filter(({ state }) => state !== 'done');
    const over = all.filter(({ state }) => state === 'done');
    const unasked = commands.filter(({ commandId }) => commandId === undefined);
    const asked = commands.filter(({ commandId }) => commandId !== undefined);
    const statements: Statement[] = [];
    if (cases.length > 0) {
      const after = cases.map((one) => ({ ...one.after }));
      statements.push(
        this.statements.update(
          after,
          cases.map((one) => one.lockedVersion),
        ),
      );
    }
    if (changes.agents.size > 0) statements.push(agents.statement([...changes.agents.values()].map(agentRow)));
    if (live.length > 0) statements.push(items.statement(live.map(itemRow)));
    if (over.length > 0) {
      const values = [uuidArray(over.map(({ itemId }) => itemId))];
      statements.push({
        name: 'engine_items_over',
        text: 'delete from queue_item where item_id = any($1::uuid[])',
        values,
      });
    }
    if (changes.offers.size > 0) statements.push(offers.statement([...changes.offers.values()].map(offerRow)));
    if (changes.flows.size > 0)
      statements.push(flows.statement([...changes.flows.values()].map((flow) => ({ queueId: flow.queueId, flow }))));
    if (changes.drains.size > 0) statements.push(drains.statement([...changes.drains.values()].map(drainRow)));
    if (unasked.length > 0) {
      const values = [int8Array(unasked.map(({ id }) => id))];
      statements.push({
        name: 'engine_commands_over',
        text: 'delete from routing_command where id = any($1::int8[])',
        values,
      });
    }
    if (asked.length > 0) {
      statements.push({
        name: 'engine_commands_done',
        text:
          'update routing_command c set done_at = clock_timestamp(), result = u.result::jsonb ' +
          'from unnest($1::int8[], $2::text[]) u(id, result) where c.id = u.id',
        values: [
          int8Array(asked.map(({ id }) => id)),
          textArray(asked.map(({ id }) => JSON.stringify(results.get(id)))),
        ],
      });
    }
    if (explanations.length > 0) statements.push(decisions.statement(explanations.map(decisionRow)));
    if (told.length > 0) statements.push(stories.statement(told.map((row) => ({ ...row }))));
    if (outbox.length > 0) statements.push(outboxStatement(outbox));
    return statements;
  }
}
