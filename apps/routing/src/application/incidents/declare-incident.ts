import { Injectable } from '@nestjs/common';
import { IncidentDeclared, IncidentEnded, IncidentUpdated, type IncidentKind } from '#libs/contracts';
import { DomainError, Units } from '#libs/messaging';
import { namesSomething, type Incident, type Told } from '../../domain/incidents/incident.js';
import { IncidentReads } from './incident-reads.js';
import { IncidentTexts } from './incident-texts.js';
import { incidentSweepTimer, type IncidentStores, type IncidentUnit } from './incident-unit.js';

export interface DeclareCommand extends Pick<
  Incident,
  'title' | 'rule' | 'reasons' | 'language' | 'timeZone' | 'newDueAt'
> {
  /** Chosen by the caller, so that a repetition is known as one. */
  readonly incidentId?: string;
  readonly kind: IncidentKind;
  readonly by: string;
}

export interface UpdateCommand {
  readonly reasons?: Told;
  readonly newDueAt?: Date;
  readonly by: string;
}

export interface EndCommand {
  readonly reviewBy: Date;
  readonly closing?: Told;
  readonly by: string;
}

/** Declares, updates and ends incidents. Said again, a command changes nothing and gives the incident as it is. */
@Injectable()
export class DeclareIncident {
  constructor(
    private readonly units: Units<IncidentStores>,
    private readonly texts: IncidentTexts,
    private readonly reads: IncidentReads,
  ) {}

  /** @throws DomainError `invalid-fields`, `incident-id-taken` */
  async declare({ incidentId: chosen, by, ...said }: DeclareCommand): Promise<Incident> {
    if (!namesSomething(said.rule))
      throw invalid('rule', 'must name at least one topic, product, site or brand: it would concern everybody');
    this.checkTexts(said.reasons, said.language);
    return this.units.run('declare-incident', { incidents: chosen }, async (unit: IncidentUnit) => {
      const incidentId = chosen ?? unit.newId();
      const known = chosen === undefined ? undefined : await unit.incidents.get(chosen);
      if (known) return repeated(known, said);
      if (said.newDueAt <= unit.now) throw invalid('newDueAt', 'must be in the future');
      const declared: Incident = {
        ...{ ...said, incidentId, version: 1, revision: 1, state: 'declared' },
        ...{ declaredAt: unit.now, declaredBy: by },
      };
      unit.incidents.put(declared);
      // Versions count the sweeps, too; what is said is counted without gaps.
      unit.publish(IncidentDeclared, eventOf(declared, by), { sequence: 1 });
      unit.schedule({ kind: incidentSweepTimer, ref: incidentId, dueAt: unit.now });
      return declared;
    });
  }

  /** Everyone affected hears it anew. */
  async update(incidentId: string, { reasons, newDueAt, by }: UpdateCommand): Promise<Incident> {
    return this.units.run('update-incident', { incidents: incidentId }, async (unit: IncidentUnit) => {
      const before = await existing(incidentId, unit);
      const change = { reasons: reasons ?? before.reasons, newDueAt: newDueAt ?? before.newDueAt };
      if (isSame(change, { reasons: before.reasons, newDueAt: before.newDueAt })) return before;
      if (before.state === 'ended') throw new DomainError('incident-ended', 'the incident has ended', 'conflict');
      if (change.newDueAt <= unit.now) throw invalid('newDueAt', 'must be in the future');
      this.checkTexts(change.reasons, before.language);
      const { fullSweepAt: _, ...rest } = before;
      const after = { ...rest, ...change, version: before.version + 1, revision: before.revision + 1 };
      unit.incidents.put(after);
      unit.publish(IncidentUpdated, eventOf(after, by), { sequence: after.revision });
      unit.schedule({ kind: incidentSweepTimer, ref: incidentId, dueAt: unit.now });
      return after;
    });
  }

  /** It is over: each of its cases is looked at again, and the customer hears by when. */
  async end(incidentId: string, { reviewBy, closing, by }: EndCommand): Promise<Incident> {
    const { linked } = await this.reads.counts(await this.found(incidentId));
    return this.units.run('end-incident', { incidents: incidentId }, async (unit: IncidentUnit) => {
      const before = await existing(incidentId, unit);
      if (before.state === 'ended') return before;
      if (reviewBy <= unit.now) throw invalid('reviewBy', 'must be in the future');
      if (closing) this.checkTexts(closing, before.language);
      const after: Incident = {
        ...{ ...before, version: before.version + 1, state: 'ended', endedAt: unit.now, endedBy: by, reviewBy },
        ...(closing && { closing }),
      };
      unit.incidents.put(after);
      const own = { endedAt: unit.now.toISOString(), reviewBy: reviewBy.toISOString(), linkedCases: linked };
      unit.publish(IncidentEnded, { ...eventOf(after, by), ...own }, { sequence: after.revision + 1 });
      unit.schedule({ kind: incidentSweepTimer, ref: incidentId, dueAt: unit.now });
      return after;
    });
  }

  /** @throws DomainError `unknown-incident` */
  async found(incidentId: string): Promise<Incident> {
    const found = await this.reads.find(incidentId);
    if (found) return found;
    throw unknown();
  }

  private checkTexts(reasons: Told, language: string): void {
    if (reasons[language] === undefined) throw invalid('reasons', 'must have a text in the language that counts');
    if (!this.texts.speaks('incident', language) || !this.texts.speaks('incident-ended', language))
      throw invalid('language', 'must be one that there are templates in');
  }
}

const unknown = (): DomainError => new DomainError('unknown-incident', 'there is no such incident', 'not-found');

const invalid = (field: string, problem: string): DomainError =>
  new DomainError('invalid-fields', `wrong: ${field} ${problem}`, 'invalid', { errors: [{ field, problem }] });

async function existing(incidentId: string, unit: IncidentUnit): Promise<Incident> {
  const found = await unit.incidents.get(incidentId);
  if (found === undefined) throw unknown();
  return found;
}

type Said = Pick<Incident, 'kind' | 'title' | 'rule' | 'reasons' | 'language' | 'timeZone' | 'newDueAt'>;

function repeated(known: Incident, said: Said): Incident {
  const { kind, title, rule, language, timeZone, reasons, newDueAt, revision } = known;
  const before = { kind, title, rule, language, timeZone, ...(revision === 1 && { reasons, newDueAt }) };
  const { reasons: saidReasons, newDueAt: saidDue, ...rest } = said;
  if (isSame(before, { ...rest, ...(revision === 1 && { reasons: saidReasons, newDueAt: saidDue }) })) return known;
  throw new DomainError('incident-id-taken', 'another incident has this incidentId', 'conflict');
}

/** Whatever the order of fields. */
const isSame = (one: object, other: object): boolean => sorted(one) === sorted(other);

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

function eventOf(incident: Incident, by: string): IncidentDeclared {
  const { incidentId, kind, title, rule, reasons, language, newDueAt, revision } = incident;
  return {
    ...{ incidentId, kind: kind as IncidentKind, title, rule: rule as IncidentDeclared['rule'] },
    ...{ reason: reasons[language] ?? title, language, languages: Object.keys(reasons), revision, by },
    newDueAt: newDueAt.toISOString(),
  };
}
