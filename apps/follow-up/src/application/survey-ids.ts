import { uuidV8 } from '#libs/contracts';
import { csatAfterClose } from '../domain/csat-after-close.js';

/** One survey for each programme and cycle of a case, whoever computes it and however often. */
export function responseIdOf(caseId: string, cycle: number): string {
  return uuidV8('survey', csatAfterClose.id, caseId, String(cycle));
}

export const surveyDue = 'survey-due';
export const surveyExpiry = 'survey-expiry';

/** A timer knows only its ref, so the ref holds all that must be loaded when it fires. */
export function surveyDueRef(survey: { readonly responseId: string; readonly customerId: string }): string {
  return `${survey.responseId}/${survey.customerId}`;
}

export function idsOfSurveyDue(ref: string): { readonly responseId: string; readonly customerId: string } {
  const [responseId = '', customerId = ''] = ref.split('/');
  return { responseId, customerId };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What people and adapters call a response may be any text; only ids of ours can be looked up. */
export function knownShape(responseId: string | undefined): string | undefined {
  return responseId !== undefined && uuid.test(responseId) ? responseId : undefined;
}
