import { Injectable } from '@nestjs/common';
import { MessageRequested, SurveyInvited, SurveySuppressed, type Attribution } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { addressAt } from '../domain/contact.js';
import { csatAfterClose } from '../domain/csat-after-close.js';
import type { Customer } from '../domain/customer.js';
import { invitationTemplate, invitationText } from '../domain/invitation-text.js';
import { languageFor } from '../domain/language.js';
import { present } from '../domain/present.js';
import { invited, suppressed, type PlannedSurvey, type Suppression } from '../domain/survey.js';
import { atInvitation, noAddress } from '../domain/suppression.js';
import type { FollowUpUnit, InvitedSurvey } from './stores.js';
import { invitedEvent, suppressedEvent } from './survey-events.js';
import { idsOfSurveyDue, surveyDue, surveyDueRef, surveyExpiry } from './survey-ids.js';
import { SurveyPolicy } from './survey-policy.js';
import { SurveyTokens } from './survey-tokens.js';

/** Addresses come by another topic than cases; after a restart it can be minutes behind. */
const addressWaitMs = 300_000;
const addressRetryMs = 5_000;

/** The time has come to ask. What is known of the customer counts as it is now, not as it was at the closing. */
@Injectable()
export class SendInvitation {
  constructor(
    private readonly policy: SurveyPolicy,
    private readonly tokens: SurveyTokens,
  ) {}

  async run(timer: DueTimer, unit: FollowUpUnit): Promise<void> {
    const { responseId, customerId } = idsOfSurveyDue(timer.ref);
    const survey = await unit.surveys.get(responseId);
    if (survey?.status !== 'planned') return;
    const customer = await unit.customers.get(customerId);
    const everybody = await groupOf(customer, unit);
    const suppression = everybody.map(atInvitation).find((found) => found !== undefined);
    if (suppression) return this.suppress(survey, suppression, unit);
    // Never the address of somebody it was merged with: the question goes where the contact came from.
    const to = addressAt(await unit.contacts.get(customerId), survey.channel, survey.channelAccount);
    if (to !== undefined) return this.send(survey, to, everybody[0], unit);
    if (unit.now.getTime() > survey.plannedFor.getTime() + addressWaitMs) return this.suppress(survey, noAddress, unit);
    unit.schedule({ kind: surveyDue, ref: surveyDueRef(survey), dueAt: new Date(unit.now.getTime() + addressRetryMs) });
  }

  private suppress(survey: PlannedSurvey<Attribution>, suppression: Suppression, unit: FollowUpUnit): void {
    const withheld = suppressed(survey, suppression);
    unit.surveys.put(withheld);
    unit.publish(SurveySuppressed, suppressedEvent(withheld), { sequence: withheld.version });
  }

  private send(
    survey: PlannedSurvey<Attribution>,
    to: string,
    customer: Customer | undefined,
    unit: FollowUpUnit,
  ): void {
    const sent = {
      messageId: unit.newId(),
      language: languageFor(customer?.language, survey.language),
      at: unit.now,
      expiryMs: this.policy.expiryMs,
    };
    const attribution = present({ ...survey.attribution, segment: customer?.segment, tier: customer?.tier });
    const asked = invited(survey, csatAfterClose, sent, attribution);
    unit.surveys.put(asked);
    unit.deliveries.put({
      messageId: sent.messageId,
      version: 1,
      responseId: survey.responseId,
      customerId: survey.customerId,
      state: 'requested',
      changedAt: unit.now,
    });
    unit.publish(SurveyInvited, invitedEvent(asked), { sequence: asked.version });
    unit.publish(MessageRequested, this.message(asked, to), { sequence: 1 });
    unit.schedule({ kind: surveyExpiry, ref: asked.responseId, dueAt: asked.expiresAt });
  }

  private message(survey: InvitedSurvey, to: string): MessageRequested {
    const { messageId, customerId, channel, channelAccount, responseId, caseId, caseReference, expiresAt } = survey;
    const language = languageFor(survey.language);
    const values = { reference: caseReference, link: this.tokens.linkTo(responseId), expiresAt };
    return {
      messageId,
      customerId,
      purpose: 'survey',
      channel,
      channelAccount,
      to,
      language,
      template: invitationTemplate,
      ...invitationText(csatAfterClose.instrument, language, values),
      notAfter: expiresAt.toISOString(),
      caseReference,
      caseId,
      responseId,
    };
  }
}

/** Everybody who is one with this customer, the survivor first: what one of them refuses, all refuse. */
async function groupOf(customer: Customer | undefined, unit: FollowUpUnit): Promise<readonly (Customer | undefined)[]> {
  if (customer === undefined) return [undefined];
  const { customerId, mergedInto } = customer;
  const survivor = mergedInto === undefined ? customer : ((await unit.customers.get(mergedInto)) ?? customer);
  const others = [...new Set([customerId, ...survivor.mergedFrom])].filter((id) => id !== survivor.customerId);
  const members: (Customer | undefined)[] = [survivor];
  for (const id of others) members.push(await unit.customers.get(id));
  return members;
}
