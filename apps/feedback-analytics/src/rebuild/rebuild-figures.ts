import { handlersOf, Rerun, Session, type RerunStep, type UnitTable } from '#libs/messaging';
import { runMigrations, type MigrationClass } from '#libs/persistence';
import { lookType } from '../application/archive-event.js';
import { FrozenContexts } from '../application/frozen-contexts.js';
import { ReportCalendar } from '../application/report-calendar.js';
import type { FeedbackAnalyticsStores } from '../application/stores.js';
import { consumersOf } from '../consumers.js';
import { archivedAfter, lastEvent, settledEnd, type ArchivedStep } from './archive-reader.js';
import { compareFigures, type Comparison } from './compare-figures.js';

export interface RebuildOptions {
  readonly databaseUrl: string;
  readonly timeZone: string;
  /** Puts the rebuilt figures in place: `never`, `when-equal`, or `always`, whatever the comparison says. */
  readonly swap: 'never' | 'when-equal' | 'always';
  readonly onProgress: (events: number) => void;
}

/** What the service's database consists of. */
export interface RebuildContents {
  readonly stores: Readonly<Record<string, UnitTable>>;
  readonly migrations: readonly MigrationClass[];
}

export interface RebuildResult extends Comparison {
  readonly events: number;
  readonly isSwapped: boolean;
}

const schema = 'figures_rebuild';
const atOnce = 500;
/** What figures are made of and what they are; swapped together. */
const swapped = [
  ...['figure_sum', 'figure_bin', 'figure_slice', 'case_record', 'contact_record', 'customer_contacts'],
  ...['survey_invitation', 'survey_response', 'agent_state'],
];
/** What is archived already is not archived again. */
const notAgain: UnitTable = {
  ...{ kind: 'statement', name: 'not_archived_again', columns: [{ property: 'type', type: 'text' }] },
  text: 'select count(*) from unnest($1::text[])',
};

/**
 * Makes all figures again from the archive, in a schema of their own, while the service goes on; then, while it waits, what
 * has come meanwhile; compares digit by digit and swaps. Nothing is published.
 */
export async function rebuildWith(contents: RebuildContents, options: RebuildOptions): Promise<RebuildResult> {
  const keeper = await Session.open({
    connectionString: options.databaseUrl,
    applicationName: 'figures rebuild',
    settings: { idle_in_transaction_session_timeout: 0, statement_timeout: 0, lock_timeout: 60_000 },
    queryTimeoutMs: 600_000,
  });
  try {
    await keeper.query({ text: `drop schema if exists ${schema} cascade` });
    await keeper.query({ text: `create schema ${schema}` });
    await runMigrations(
      {
        url: inSchema(options.databaseUrl),
        setting: 'FEEDBACK_ANALYTICS_DATABASE_URL',
        applicationName: 'figures rebuild',
      },
      contents.migrations,
    );
    return await rebuilt(keeper, contents, options);
  } finally {
    await keeper.query({ text: 'rollback' }).catch(() => undefined);
    await keeper.query({ text: `drop schema if exists ${schema} cascade` }).catch(() => undefined);
    await keeper.close();
  }
}

async function rebuilt(keeper: Session, { stores }: RebuildContents, options: RebuildOptions): Promise<RebuildResult> {
  const rerun = await Rerun.open<FeedbackAnalyticsStores>({
    ...{ databaseUrl: options.databaseUrl, schema, source: '/thirdring/feedback-analytics' },
    stores: { ...stores, archive: notAgain },
  });
  try {
    const again = new Again(keeper, rerun, options);
    const settled = await settledEnd(keeper);
    await again.run(0, settled);
    // From here on nothing new is archived, and so nothing new is counted: units that want to, try again until this ends.
    await keeper.query({ text: 'begin' });
    await keeper.query({ text: 'lock table event_archive in share mode' });
    await again.run(settled, await lastEvent(keeper));
    const comparison = await compareFigures(keeper, 'public', schema);
    const isSwapped = options.swap === 'always' || (options.swap === 'when-equal' && comparison.differences === 0);
    if (isSwapped) await swap(keeper);
    await keeper.query({ text: 'commit' });
    return { ...comparison, events: again.events, isSwapped };
  } finally {
    await rerun.close();
  }
}

class Again {
  events = 0;
  private readonly contexts = new FrozenContexts();
  private readonly consumers;
  private readonly handlers;

  constructor(
    private readonly keeper: Session,
    private readonly rerun: Rerun<FeedbackAnalyticsStores>,
    private readonly options: RebuildOptions,
  ) {
    this.consumers = consumersOf(new ReportCalendar(options.timeZone), this.contexts);
    this.handlers = handlersOf([this.consumers.table, this.consumers.moments, this.consumers.journey]);
  }

  async run(after: number, until: number): Promise<void> {
    for (let at = after; at < until;) {
      const steps = await archivedAfter(this.keeper, at, until, atOnce);
      const last = steps.at(-1);
      if (!last) return;
      await this.rerun.run(steps.flatMap((step) => this.stepOf(step)));
      this.events += steps.length;
      this.options.onProgress(this.events);
      at = last.id;
    }
  }

  private stepOf({ event, frozen, recordedAt }: ArchivedStep): readonly RerunStep<FeedbackAnalyticsStores>[] {
    if (event.type === lookType) {
      const { subject, time } = event;
      const work = (unit: Parameters<typeof this.consumers.lookAgain.at>[2]) =>
        this.consumers.lookAgain.at(subject, new Date(time), unit);
      return [{ now: recordedAt, loads: { records: subject }, work }];
    }
    const handler = this.handlers.get(event.type);
    if (!handler) return [];
    this.contexts.give(event, frozen);
    return [{ now: recordedAt, event, loads: handler.loads(event), work: (unit) => handler.invoke(event, unit) }];
  }
}

async function swap(keeper: Session): Promise<void> {
  for (const table of swapped) {
    await keeper.query({ text: `drop table public.${table}` });
    await keeper.query({ text: `alter table ${schema}.${table} set schema public` });
  }
}

function inSchema(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.toString();
}
