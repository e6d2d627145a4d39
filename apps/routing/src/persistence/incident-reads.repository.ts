import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StateStatements } from '#libs/messaging';
import { CursorCodec, pageOf } from '#libs/persistence';
import {
  IncidentReads,
  type IncidentCaseList,
  type IncidentCounts,
  type IncidentList,
} from '../application/incidents/incident-reads.js';
import { incidentCaseTimer } from '../application/incidents/incident-unit.js';
import type { Incident, IncidentCase, IncidentRule, ToldBy } from '../domain/incidents/incident.js';
import { routingStores } from './routing-tables.js';

type Row = Readonly<Record<string, unknown>>;

const incidentPosition = new CursorCodec('incidents', { declaredAt: 'text', incidentId: 'text' });
const casePosition = new CursorCodec('incident-cases', { linkId: 'text' });

/** `$1` is the rule as JSON. A topic is the first part of what the case is about. */
const concerns = `c.status = 'open'
  and ($1::jsonb -> 'topics' is null or ($1::jsonb -> 'topics') ? split_part(c.issue_key, '/', 1))
  and ($1::jsonb -> 'products' is null or ($1::jsonb -> 'products') ? c.product)
  and ($1::jsonb -> 'sites' is null or ($1::jsonb -> 'sites') ? c.site)
  and ($1::jsonb -> 'brands' is null or ($1::jsonb -> 'brands') ? c.brand)
  and ($1::jsonb ->> 'openedFrom' is null or c.opened_at >= ($1::jsonb ->> 'openedFrom')::timestamptz)
  and ($1::jsonb ->> 'openedUntil' is null or c.opened_at < ($1::jsonb ->> 'openedUntil')::timestamptz)`;

const isWaiting = (incident: string, caseId: string): string =>
  `exists (select from timer t where t.kind = '${incidentCaseTimer}' and t.ref = ${incident}::text || '/' || ${caseId}::text)`;

@Injectable()
export class IncidentReadsRepository extends IncidentReads {
  private readonly incidents = new StateStatements(routingStores.incidents);
  private readonly links = new StateStatements(routingStores.incidentCases);

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find(incidentId: string): Promise<Incident | undefined> {
    const [row] = await this.rows('select * from incident where incident_id = $1', [incidentId]);
    return row && this.incidentOf(row);
  }

  async counts({ incidentId, revision }: Incident): Promise<IncidentCounts> {
    const [row] = await this.rows(
      `select count(*)::int as linked, count(*) filter (where told_by = 'message')::int as message,
         count(*) filter (where told_by = 'other-case')::int as other,
         count(*) filter (where told_by = 'nothing')::int as nothing,
         count(*) filter (where l.revision < $2 and c.status = 'open')::int as outstanding,
         count(*) filter (where ended_at is not null)::int as reviewed
       from incident_case l join support_case c using (case_id) where incident_id = $1`,
      [incidentId, revision],
    );
    const of = (name: string): number => Number(row?.[name] ?? 0);
    return {
      linked: of('linked'),
      told: { message: of('message'), 'other-case': of('other'), nothing: of('nothing') },
      outstanding: of('outstanding'),
      reviewed: of('reviewed'),
    };
  }

  async list(state: Incident['state'] | undefined, limit: number, cursor?: string): Promise<IncidentList> {
    const { declaredAt, incidentId } =
      cursor === undefined ? { declaredAt: 'infinity', incidentId: lastId } : incidentPosition.decode(cursor);
    const rows = await this.rows(
      `select * from incident where ($1::text is null or state = $1)
         and (declared_at, incident_id) < ($2::timestamptz, $3::uuid)
         order by declared_at desc, incident_id desc limit $4`,
      [state, declaredAt, incidentId, limit + 1],
    );
    const found = rows.map((row) => this.incidentOf(row));
    const cursorOf = (one: Incident) =>
      incidentPosition.encode({ declaredAt: one.declaredAt.toISOString(), incidentId: one.incidentId });
    return pageOf(found, limit, cursorOf, (one) => one);
  }

  async cases(
    incidentId: string,
    toldBy: ToldBy | undefined,
    limit: number,
    cursor?: string,
  ): Promise<IncidentCaseList> {
    const after = cursor === undefined ? firstId : casePosition.decode(cursor).linkId;
    const rows = await this.rows(
      `select l.*, c.reference, c.status from incident_case l join support_case c using (case_id)
         where incident_id = $1 and ($2::text is null or told_by = $2) and link_id > $3::uuid order by link_id limit $4`,
      [incidentId, toldBy, after, limit + 1],
    );
    const found = rows.map((row) => ({
      ...(this.links.read(row) as unknown as IncidentCase),
      ...{ reference: String(row['reference']), state: String(row['status']) },
    }));
    return pageOf(
      found,
      limit,
      ({ linkId }) => casePosition.encode({ linkId }),
      (one) => one,
    );
  }

  async concerned(rule: IncidentRule): Promise<number> {
    const [row] = await this.rows(`select count(*)::int as n from support_case c where ${concerns}`, [
      JSON.stringify(rule),
    ]);
    return Number(row?.['n'] ?? 0);
  }

  async untold(
    { incidentId, rule, revision }: Incident,
    since: Date | undefined,
    limit: number,
  ): Promise<readonly string[]> {
    const rows = await this.rows(
      `select c.case_id from support_case c where ${concerns} and ($2::timestamptz is null or c.opened_at >= $2)
         and not exists (select from incident_case l
           where l.incident_id = $3 and l.case_id = c.case_id and l.revision >= $4)
         and not ${isWaiting('$3', 'c.case_id')}
       order by c.opened_at limit $5`,
      [JSON.stringify(rule), since, incidentId, revision, limit],
    );
    return rows.map((row) => String(row['case_id']));
  }

  async unreviewed(incidentId: string, limit: number): Promise<readonly string[]> {
    const rows = await this.rows(
      `select l.case_id from incident_case l join support_case c using (case_id)
         where l.incident_id = $1 and l.ended_at is null and c.status = 'open'
         and not ${isWaiting('$1', 'l.case_id')} order by l.link_id limit $2`,
      [incidentId, limit],
    );
    return rows.map((row) => String(row['case_id']));
  }

  private incidentOf(row: Row): Incident {
    return this.incidents.read(row) as unknown as Incident;
  }

  private rows(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.dataSource.query<readonly Row[]>(text, [...values]);
  }
}

const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
