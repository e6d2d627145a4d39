import { caseReference, normalReference, uuidV8, type InteractionClassified } from '#libs/contracts';
import { issueKeyOf } from '../domain/issue.js';

export const issueKey = (data: InteractionClassified): string => issueKeyOf(data.topics[0]?.value, data.product);

/** Praise and suggestions have a way of their own: they are no part of the complaint that is open about the same thing. */
const kindsApart: readonly string[] = ['compliment', 'suggestion'];

/** One customer's one issue; also the id of the first case about it, which so needs no look-up of its own. */
export const issueIdOf = ({
  customerId,
  topics,
  product,
  kind,
}: Pick<InteractionClassified, 'customerId' | 'topics' | 'product' | 'kind'>): string =>
  uuidV8(
    'issue',
    customerId,
    topics[0]?.value ?? '',
    product ?? '',
    ...(kindsApart.includes(kind.value) ? [kind.value] : []),
  );

export const laterCaseIdOf = (issueId: string, interactionId: string): string => uuidV8('case', issueId, interactionId);

export const itemIdOf = (caseId: string, cycle: number): string => uuidV8('item', caseId, String(cycle));

/** The reference of a case; a further attempt where another case has it already. */
export const referenceOf = (caseId: string, attempt: number): string =>
  caseReference(attempt === 0 ? caseId : uuidV8('reference', caseId, String(attempt)));

export const quotedReference = ({ caseReference: quoted }: InteractionClassified): string | undefined =>
  quoted === undefined ? undefined : normalReference(quoted);

/** What opening a case reads: the issue's first case, the pointer to a later one, and the references concerned. */
export function caseLoads(data: InteractionClassified) {
  const issueId = issueIdOf(data);
  return {
    cases: [issueId, data.caseId],
    issues: issueId,
    customers: data.customerId,
    references: [referenceOf(issueId, 0), quotedReference(data)],
  };
}
