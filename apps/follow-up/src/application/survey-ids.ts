import { uuidV8 } from '#libs/contracts';

/** One survey for each programme and cycle of a case, whoever computes it and however often. */
export function responseIdOf(programmeId: string, caseId: string, cycle: number): string {
  return uuidV8('survey', programmeId, caseId, String(cycle));
}

interface SurveyIds {
  readonly responseId: string;
  readonly customerId: string;
  readonly caseId?: string;
}

export const surveyDue = 'survey-due';
export const surveyExpiry = 'survey-expiry';

/** A timer knows only its ref, so the ref holds all that must be loaded when it fires. */
export function surveyDueRef({ responseId, customerId, caseId }: SurveyIds): string {
  return [responseId, customerId, ...(caseId === undefined ? [] : [caseId])].join('/');
}

export function idsOfSurveyDue(ref: string): SurveyIds {
  const [responseId = '', customerId = '', caseId] = ref.split('/');
  return { responseId, customerId, ...(caseId !== undefined && { caseId }) };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What people and adapters call a response may be any text; only ids of ours can be looked up. */
export function knownShape(responseId: string | undefined): string | undefined {
  return responseId !== undefined && uuid.test(responseId) ? responseId : undefined;
}
