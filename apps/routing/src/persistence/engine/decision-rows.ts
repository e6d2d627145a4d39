import type { Explanation, Note, OfferExplanation } from '../../domain/engine/engine-model.js';

type Row = Readonly<Record<string, unknown>>;

/** What agents wrote is not kept with decisions: it may say something of the customer. */
const freeText = 'reason';

export function decisionRow(explanation: Explanation): Row {
  const { caseId, itemId, at, decision, policyVersion } = explanation;
  const row = { caseId, itemId, decidedAt: new Date(at), decision, policyVersion };
  return isOffer(explanation)
    ? { ...row, offerId: explanation.offerId, body: offerBody(explanation) }
    : { ...row, body: noteBody(explanation) };
}

const isOffer = (explanation: Explanation): explanation is OfferExplanation => explanation.decision === 'offered';

function offerBody({
  winner,
  strategy,
  queueId,
  step,
  tier,
  candidates,
  exclusions,
  ranked,
}: OfferExplanation): object {
  return { winner, strategy, queueId, step, tier, candidates, exclusions, ranked };
}

function noteBody({ detail }: Note): object {
  const { [freeText]: _, ...kept } = detail;
  return { detail: kept };
}

export function explanationOf(row: Row): Explanation {
  const { policy_version: policyVersion, offer_id: offerId, body } = row;
  return {
    decision: row['decision'],
    caseId: row['case_id'],
    itemId: row['item_id'],
    at: row['decided_at'] instanceof Date ? row['decided_at'].getTime() : Number.NaN,
    ...(typeof policyVersion === 'string' && { policyVersion }),
    ...(typeof offerId === 'string' && { offerId }),
    ...(body as object),
  } as Explanation;
}
