import { Injectable } from '@nestjs/common';
import type { CloudEvent, CustomerChanged } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { isSurveyRefused, unknownCustomer, type Customer } from '../domain/customer.js';
import { present } from '../domain/present.js';
import { withoutComment } from '../domain/survey.js';
import type { FollowUpUnit } from './stores.js';

/** Keeps the little that decides about surveys; an erasure empties what was stored of the customer. */
@Injectable()
export class FollowCustomer {
  async run({ data }: CloudEvent<CustomerChanged>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const known = (await unit.customers.get(data.customerId)) ?? unknownCustomer(data.customerId);
    if (data.version <= known.profileVersion) return 'ignored';
    if (data.erasedAt !== undefined) await this.erase(known, unit);
    unit.customers.put(follow(known, data));
  }

  private async erase(known: Customer, unit: FollowUpUnit): Promise<void> {
    const contacts = await unit.contacts.get(known.customerId);
    if (contacts) unit.contacts.put({ ...contacts, version: contacts.version + 1, points: [] });
    unit.erasures.append({ customerId: known.customerId });
    unit.storedEvents.append({ key: known.customerId });
    for (const responseId of known.commentedSurveys) {
      const survey = withoutComment(await unit.surveys.get(responseId));
      if (survey) unit.surveys.put(survey);
    }
  }
}

function follow(known: Customer, data: CustomerChanged): Customer {
  const { customerId, version, language, segment, tier, consent, mergedInto, mergedFrom, erasedAt } = data;
  return present({
    customerId,
    version: known.version + 1,
    profileVersion: version,
    language,
    segment,
    tier,
    isConsentRefused: isSurveyRefused(consent),
    isOptedOut: known.isOptedOut,
    mergedInto,
    mergedFrom,
    erasedAt: erasedAt === undefined ? undefined : new Date(erasedAt),
    commentedSurveys: erasedAt === undefined ? known.commentedSurveys : [],
  });
}
