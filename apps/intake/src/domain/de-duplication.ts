/** What is stored under one of the two identities of a submission. */
export interface Known {
  readonly interactionId: string;
  readonly bodyHash: string;
  readonly receivedAt: Date;
}

export type Judgement =
  | { readonly kind: 'new' }
  /** Said before. `isAlias`: under another envelope, which from now on stands for the same interaction. */
  | { readonly kind: 'repeat'; readonly interactionId: string; readonly isAlias: boolean }
  /** An identity, `by`, is taken by another body. */
  | { readonly kind: 'conflict'; readonly interactionId: string; readonly storedHash: string; readonly by: Identity };

type Identity = 'envelope' | 'channel';

/**
 * Whether a submission was here before. It has two identities: its envelope (`source`, `id`) and its place at the
 * channel (`channelAccount`, `externalId`). When they lead to different interactions, the one stored first is meant.
 */
export function judgeSubmission(
  bodyHash: string,
  { byEnvelope, byChannel }: { readonly byEnvelope: Known | undefined; readonly byChannel: Known | undefined },
): Judgement {
  const meant = firstStored(byEnvelope, byChannel);
  if (meant === undefined) return { kind: 'new' };
  const { interactionId, bodyHash: storedHash } = meant;
  if (storedHash !== bodyHash) {
    // Where both lead there, the place at the channel is what the sender knows the contact by.
    const by = byChannel?.interactionId === interactionId ? 'channel' : 'envelope';
    return { kind: 'conflict', interactionId, storedHash, by };
  }
  return { kind: 'repeat', interactionId, isAlias: byEnvelope === undefined };
}

function firstStored(one: Known | undefined, other: Known | undefined): Known | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const difference = one.receivedAt.getTime() - other.receivedAt.getTime();
  // Stored in one transaction: any order will do that is the same next time.
  if (difference === 0) return one.interactionId <= other.interactionId ? one : other;
  return difference < 0 ? one : other;
}
