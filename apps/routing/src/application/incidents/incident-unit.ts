import type { Store, Unit } from '#libs/messaging';
import type { Incident, IncidentCase, IncidentNotice } from '../../domain/incidents/incident.js';
import type { RoutingStores } from '../routing-unit.js';

export interface IncidentStores extends RoutingStores {
  incidents: Store<Incident>;
  incidentCases: Store<IncidentCase>;
  incidentNotices: Store<IncidentNotice>;
}

export type IncidentUnit = Unit<IncidentStores>;

/** Looks for the cases of an incident that were not told yet; `ref` is the incident. */
export const incidentSweepTimer = 'incident-sweep';
/** Tells one case; `ref` is incident and case with `/` between. */
export const incidentCaseTimer = 'incident-case';

export const caseRefOf = (incidentId: string, caseId: string): string => `${incidentId}/${caseId}`;

export function partsOf(ref: string): { readonly incidentId: string; readonly caseId: string } {
  const [incidentId = '', caseId = ''] = ref.split('/');
  return { incidentId, caseId };
}
