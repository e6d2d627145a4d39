import { Injectable } from '@nestjs/common';
import { MessageRequested, SurveyInvited, SurveySuppressed, type Attribution } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { addressAt } from '../domain/contact.js';
import type { Customer } from '../domain/customer.js';
import { scoreItemOf, itemsOf, type Instrument } from '../domain/instrument.js';
import { present } from '../domain/present.js';
import type { Programme } from '../domain/programme.js';
import { invited, suppressed, type PlannedSurvey, type Suppression } from '../domain/survey.js';
import { atInvitation, noAddress, reopenedBefore, withdrawnProgramme } from '../domain/suppression.js';
import { languageAmong, textIn } from '../domain/texts.js';
import { MessageTexts, type InvitationValues } from './message-texts.js';
import type { FollowUpUnit, InvitedSurvey } from './stores.js';
import { invitedEvent, suppressedEvent } from './survey-events.js';
import { idsOfSurveyDue, surveyDue, surveyDueRef, surveyExpiry } from './survey-ids.js';
import { SurveyCatalogue } from './survey-catalogue.js';
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
    private readonly catalogue: SurveyCatalogue,
    private readonly texts: MessageTexts,
  ) {}

  async run(timer: DueTimer, unit: FollowUpUnit): Promise<void> {
    const { responseId, customerId } = idsOfSurveyDue(timer.ref);
    const survey = await unit.surveys.get(responseId);
    if (survey?.status !== 'planned') return;
    const journey = await unit.journeys.get(survey.caseId);
    if (journey && journey.cycle > survey.cycle) return this.suppress(survey, reopenedBefore, unit);
    const programme = this.catalogue.programme(survey.programmeId);
    if (programme === undefined) return this.suppress(survey, withdrawnProgramme, unit);
    const customer = await unit.customers.get(customerId);
    const everybody = await groupOf(customer, unit);
    const suppression = everybody.map(atInvitation).find((found) => found !== undefined);
    if (suppression) return this.suppress(survey, suppression, unit);
    // Never the address of somebody it was merged with: the question goes where the contact came from.
    const to = addressAt(await unit.contacts.get(customerId), survey.channel, survey.channelAccount);
    if (to !== undefined) return this.send(survey, programme, { to, customer: everybody[0] }, unit);
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
    programme: Programme,
    { to, customer }: { readonly to: string; readonly customer: Customer | undefined },
    unit: FollowUpUnit,
  ): void {
    const sent = {
      messageId: unit.newId(),
      language: languageAmong(programme.instrument.languages, customer?.language, survey.language),
      at: unit.now,
      expiryMs: this.policy.expiryMs,
    };
    const attribution = present({ ...survey.attribution, segment: customer?.segment, tier: customer?.tier });
    const asked = invited(survey, programme, sent, attribution);
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
    unit.publish(MessageRequested, this.message(asked, programme.instrument, to), { sequence: 1 });
    unit.schedule({ kind: surveyExpiry, ref: asked.responseId, dueAt: asked.expiresAt });
  }

  private message(survey: InvitedSurvey, instrument: Instrument, to: string): MessageRequested {
    const { messageId, customerId, channel, channelAccount, responseId, caseId, caseReference, expiresAt } = survey;
    const values = invitationValues(survey, instrument, this.tokens.linkTo(responseId));
    const { template, subject, text } = this.texts.render('survey-invitation', [survey.language], values);
    return {
      messageId,
      customerId,
      purpose: 'survey',
      channel,
      channelAccount,
      to,
      language: survey.language,
      template,
      ...(subject !== undefined && { subject }),
      text,
      notAfter: expiresAt.toISOString(),
      caseReference,
      caseId,
      responseId,
    };
  }
}

/** Channels on which an answer to the message reaches us as one. */
const repliedOn: ReadonlySet<string> = new Set(['email', 'sms', 'chat', 'messaging-app', 'social']);

function invitationValues(survey: InvitedSurvey, instrument: Instrument, link: string): InvitationValues {
  const { language, channel, caseReference, expiresAt } = survey;
  const scored = scoreItemOf(instrument);
  const [first] = itemsOf(instrument);
  const question = first && itemsOf(instrument).length <= 3 ? first.label : instrument.title;
  return {
    reference: caseReference,
    question: textIn(question, language),
    isScored: scored !== undefined && scored === first,
    ...(scored && {
      ...{ scaleMin: scored.scale.min, scaleMax: scored.scale.max },
      ...{ low: textIn(scored.scale.low, language), high: textIn(scored.scale.high, language) },
    }),
    link,
    canReply: scored !== undefined && scored === first && repliedOn.has(channel),
    until: expiresAt.toISOString().slice(0, 10),
  };
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
