import type { Incident, IncidentCase, IncidentRule, ToldBy } from '../../domain/incidents/incident.js';

export interface IncidentCounts {
  /** Cases that are part of it. */
  readonly linked: number;
  /** By how they were told. */
  readonly told: Readonly<Record<ToldBy, number>>;
  /** Cases that still have to hear what was said last. */
  readonly outstanding: number;
  /** Looked at after the end. */
  readonly reviewed: number;
}

export interface IncidentList {
  readonly items: readonly Incident[];
  readonly nextCursor?: string;
}

export interface IncidentCaseList {
  readonly items: readonly (IncidentCase & { readonly reference: string; readonly state: string })[];
  readonly nextCursor?: string;
}

/** What is read of incidents outside of units of work: what they find may have changed, and is looked at again there. */
export abstract class IncidentReads {
  abstract find(incidentId: string): Promise<Incident | undefined>;
  abstract counts(incident: Incident): Promise<IncidentCounts>;
  abstract list(state: Incident['state'] | undefined, limit: number, cursor?: string): Promise<IncidentList>;
  abstract cases(
    incidentId: string,
    toldBy: ToldBy | undefined,
    limit: number,
    cursor?: string,
  ): Promise<IncidentCaseList>;
  /** Open cases that the rule concerns. */
  abstract concerned(rule: IncidentRule): Promise<number>;
  /** Of those the ones that must hear of it and are not about to; opened since, or all. */
  abstract untold(incident: Incident, since: Date | undefined, limit: number): Promise<readonly string[]>;
  /** Of an ended one: open cases that were not looked at and are not about to be. */
  abstract unreviewed(incidentId: string, limit: number): Promise<readonly string[]>;
}
