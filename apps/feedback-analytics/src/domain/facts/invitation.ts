import type { Contribution } from './contribution.js';
import type { Dims } from './dims.js';

/** A message that invites to a survey, and what became of it. Heard of by its receipt first, or by the invitation. */
export interface Invitation {
  readonly messageId: string;
  readonly version: number;
  readonly responseId?: string;
  readonly invitedAt?: Date;
  readonly dims: Dims;
  readonly isDelivered: boolean;
}

/** A response, as far as the figures go beyond its single answers. */
export interface SurveyResponse {
  readonly responseId: string;
  readonly version: number;
  readonly revision: number;
  readonly invitedAt: Date;
  readonly answeredAt: Date;
  readonly dims: Dims;
  readonly contributions: readonly Contribution[];
}

/** On the day of the invitation, so that no rate is above 100 %. */
export function invitationContributions(invitation: Invitation): readonly Contribution[] {
  const { invitedAt, dims, isDelivered } = invitation;
  if (!invitedAt) return [];
  return [{ measure: 'survey', at: invitedAt.getTime(), dims, sums: { n: 1, part: isDelivered ? 1 : 0 } }];
}
