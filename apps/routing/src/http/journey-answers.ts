import { stepsTaken } from '../domain/journey/case-journey.js';
import type { SupportCase } from '../domain/support-case.js';
import type { JourneyAnswer } from './journey.dto.js';

export function journeyAnswer(found: SupportCase): JourneyAnswer {
  const { needs, verified, agreed, shelf } = found.journey ?? {};
  return {
    steps: stepsTaken(found),
    ...(needs && { restatement: needs.restatement }),
    ...(needs?.confirmedBy !== undefined && { confirmedBy: needs.confirmedBy }),
    ...(verified && { helped: verified.helped }),
    ...(agreed && { agreed: { revision: agreed.revision, at: new Date(agreed.at), ...agreed.agreement } }),
    ...(shelf && { shelved: { reviewAt: new Date(shelf.reviewAt), reason: shelf.reason } }),
  };
}
