import { Injectable } from '@nestjs/common';
import type { CloudEvent, CustomerChanged } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { isSurveyRefused, unknownCustomer, type Customer } from '../domain/customer.js';
import { present } from '../domain/present.js';
import { withoutTexts } from '../domain/survey.js';
import { PlanRound } from './plan-round.js';
import type { FollowUpUnit, Survey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { textKeysOf } from './take-answer.js';

/** Keeps the little that decides about surveys; an erasure empties what was stored of the customer. */
@Injectable()
export class FollowCustomer {
  constructor(
    private readonly catalogue: SurveyCatalogue,
    private readonly planRound: PlanRound,
  ) {}

  async run({ data }: CloudEvent<CustomerChanged>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const known = (await unit.customers.get(data.customerId)) ?? unknownCustomer(data.customerId);
    if (data.version <= known.profileVersion) return 'ignored';
    if (data.erasedAt !== undefined) await this.erase(known, unit);
    else if (known.profileVersion === 0 && data.anonymous !== true) this.planRound.begin(data.customerId, unit);
    unit.customers.put(follow(known, data));
  }

  private async erase(known: Customer, unit: FollowUpUnit): Promise<void> {
    const contacts = await unit.contacts.get(known.customerId);
    if (contacts) unit.contacts.put({ ...contacts, version: contacts.version + 1, points: [] });
    unit.erasures.append({ customerId: known.customerId });
    unit.storedEvents.append({ key: known.customerId });
    for (const responseId of known.commentedSurveys) {
      const survey = await unit.surveys.get(responseId);
      const asked = this.catalogue.askedIn(survey);
      // Of a version that nobody knows any more everything that is not a number may be a text.
      const texts = asked ? textKeysOf(asked.instrument) : wordKeysOf(survey);
      const emptied = withoutTexts(survey, texts);
      if (emptied) unit.surveys.put(emptied);
    }
  }
}

function wordKeysOf(survey: Survey | undefined): readonly string[] {
  if (survey?.status !== 'answered') return [];
  return Object.keys(survey.answers).filter((key) => typeof survey.answers[key] === 'string');
}

function follow(known: Customer, data: CustomerChanged): Customer {
  const {
    customerId,
    version,
    language,
    segment,
    tier,
    consent,
    mergedInto,
    mergedFrom,
    erasedAt,
    timeZone,
    quietHours,
  } = data;
  return present({
    customerId,
    version: known.version + 1,
    profileVersion: version,
    language,
    segment,
    tier,
    timeZone,
    quietHours,
    isConsentRefused: isSurveyRefused(consent),
    isOptedOut: known.isOptedOut,
    mergedInto,
    mergedFrom,
    erasedAt: erasedAt === undefined ? undefined : new Date(erasedAt),
    commentedSurveys: erasedAt === undefined ? known.commentedSurveys : [],
  });
}
