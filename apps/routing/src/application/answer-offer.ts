import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import { AskEngine } from './ask-engine.js';
import { RoutingReads, type OfferView } from './routing-reads.js';

export interface OfferAnswer {
  readonly kind: 'accept' | 'decline';
  readonly offerId: string;
  readonly agentId?: string;
  readonly reason?: string;
}

const stateAfter = { accept: 'accepted', decline: 'declined' } as const;

/** Accepts or declines an offer. A repetition is answered with what the first one led to. */
@Injectable()
export class AnswerOffer {
  constructor(
    private readonly reads: RoutingReads,
    private readonly engine: AskEngine,
  ) {}

  /** The offer as it ended, or the id of the command when the engine has not answered yet. */
  async run(answer: OfferAnswer): Promise<OfferView | { readonly commandId: string }> {
    const { kind, offerId, agentId } = answer;
    const offer = await this.offerOf(offerId);
    if (agentId !== undefined && agentId !== offer.agentId) {
      throw new DomainError('not-your-offer', 'the offer was made to somebody else', 'forbidden', { offerId });
    }
    if (offer.state !== 'pending') return this.ended(kind, offer);
    const asked = await this.engine.run(answer);
    if (asked.result === undefined) return { commandId: asked.commandId };
    return this.ended(kind, await this.offerOf(offerId));
  }

  private async offerOf(offerId: string): Promise<OfferView> {
    const offer = await this.reads.offer(offerId);
    if (offer === undefined) throw new DomainError('unknown-offer', 'there is no such offer', 'not-found', { offerId });
    return offer;
  }

  private ended(kind: OfferAnswer['kind'], offer: OfferView): OfferView {
    if (offer.state === stateAfter[kind]) return offer;
    const { offerId, caseId, reference, state, ownerAgentId } = offer;
    throw new DomainError('offer-ended', `the offer is ${state}`, 'conflict', {
      ...{ offerId, caseId, reference, state },
      ...(ownerAgentId !== undefined && { ownerAgentId }),
    });
  }
}
