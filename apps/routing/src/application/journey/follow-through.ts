import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { CaseFact } from '../../domain/case-facts.js';
import { reopenCase } from '../../domain/decide-case.js';
import {
  inviteBack,
  thank,
  verify,
  type JourneyDecision,
  type Verification,
} from '../../domain/journey/decide-journey.js';
import { replyContacts } from '../../domain/reply-contact.js';
import type { SupportCase } from '../../domain/support-case.js';
import { itemIdOf } from '../case-ids.js';
import { ChangeCase, guarded, type CommandGuard } from '../change-case.js';
import { FindCase } from '../find-case.js';
import { requestMessage } from '../message-to-customer.js';
import { replyAddressOf } from '../reply-address.js';
import { RoutingPolicy } from '../routing-policy.js';
import type { RoutingStores } from '../routing-unit.js';
import { tellCase } from '../tell-case.js';
import { by, factsOf } from './understand-need.js';

export interface Courtesy extends CommandGuard {
  /** Written to the customer; absent where it was said. */
  readonly text?: string;
}

/** The steps after the resolution: verified, thanked, invited back. */
@Injectable()
export class FollowThrough {
  constructor(
    private readonly changeCase: ChangeCase,
    private readonly findCase: FindCase,
    private readonly units: Units<RoutingStores>,
    private readonly policy: RoutingPolicy,
  ) {}

  /** What did not help opens the case again. @throws DomainError `not-resolved`, `already-verified`, `case-ended` */
  async verify(idOrReference: string, { version, ...said }: Verification & CommandGuard): Promise<SupportCase> {
    const isRepeated = ({ journey, status }: SupportCase): boolean =>
      !said.helped && status === 'open' && journey?.unhelped !== undefined;
    return this.changeCase.run(
      'verify',
      idOrReference,
      (found, { now }) => {
        if (isRepeated(found)) return [];
        const facts = factsOf(verify(found, by(found, said), now), found);
        return said.helped || facts.length === 0 ? facts : [...facts, ...this.again(found, said.interactionId, now)];
      },
      { version, agentId: said.agentId },
    );
  }

  private again(found: SupportCase, interactionId: string | undefined, now: Date): readonly CaseFact[] {
    const { caseId, cycle, channel, kind, customerId, replyTo } = found;
    const contact = {
      ...{ interactionId: interactionId ?? replyTo, customerId, direction: 'inbound', channel, kind },
      ...{ occurredAt: now, receivedAt: now },
    };
    const start = { itemId: itemIdOf(caseId, cycle + 1), terms: found.times?.terms ?? [] };
    return reopenCase(contact, 'did-not-help', start, now, this.policy.cases);
  }

  /** @throws DomainError `not-resolved`, `not-verified`, `case-ended` */
  thank(idOrReference: string, courtesy: Courtesy): Promise<SupportCase> {
    return this.write(idOrReference, courtesy, { name: 'thank', purpose: 'thanks', decide: thank });
  }

  /** @throws DomainError `not-resolved`, `not-thanked`, `case-ended` */
  inviteBack(idOrReference: string, courtesy: Courtesy): Promise<SupportCase> {
    return this.write(idOrReference, courtesy, { name: 'invite-back', purpose: 're-contact', decide: inviteBack });
  }

  /** The message and the step are one: neither is without the other. */
  private async write(
    idOrReference: string,
    { text, ...guard }: Courtesy,
    step: { readonly name: string; readonly purpose: 'thanks' | 're-contact'; readonly decide: typeof thank },
  ): Promise<SupportCase> {
    const known = await this.findCase.run(idOrReference);
    const { caseId, customerId } = known;
    const loads = { cases: caseId, addresses: replyContacts(known), customers: customerId };
    return this.units.run(step.name, loads, async (unit) => {
      const found = await unit.cases.get(caseId);
      if (found === undefined) throw new DomainError('unknown-case', 'there is no such case', 'not-found');
      const address = text === undefined ? undefined : await replyAddressOf(found, unit);
      const messageId = address === undefined ? {} : { messageId: unit.newId() };
      const { agentId } = guard;
      const said = by(found, { ...(agentId !== undefined && { agentId }), ...messageId });
      const decide = (): JourneyDecision => step.decide(found, said, unit.now);
      const facts = guarded(found, guard, () => factsOf(decide(), found));
      if (facts.length > 0 && text !== undefined && address !== undefined && messageId.messageId !== undefined)
        requestMessage(unit, found, address, { messageId: messageId.messageId, purpose: step.purpose, text });
      return tellCase(unit, found, facts, this.policy.hours);
    });
  }
}
