import { Injectable } from '@nestjs/common';
import { MessageRequested, SurveyInvited } from '#libs/contracts';
import { afterSending, type ContactClock } from '../domain/contact-clock.js';
import type { Customer } from '../domain/customer.js';
import { itemsOf, scoreItemOf, type Instrument } from '../domain/instrument.js';
import { present } from '../domain/present.js';
import type { Programme } from '../domain/programme.js';
import { invited, type SentTo } from '../domain/survey.js';
import { languageAmong, textIn } from '../domain/texts.js';
import { MessageTexts, type InvitationValues } from './message-texts.js';
import type { FollowUpUnit, InvitedSurvey, PlannedSurvey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { invitedEvent } from './survey-events.js';
import { reminderRef, surveyExpiry, surveyReminder } from './survey-ids.js';
import { SurveyPolicy } from './survey-policy.js';
import { SurveyTokens } from './survey-tokens.js';

/** Channels on which an answer to the message reaches us as one. */
const repliedOn: ReadonlySet<string> = new Set(['email', 'sms', 'chat', 'messaging-app', 'social']);

/** Where an invitation goes, and whose budget it counts in. */
export interface Addressed extends SentTo {
  readonly to: string;
  readonly customer: Customer | undefined;
  readonly survivorId: string;
  readonly clock: ContactClock | undefined;
}

/** Sends invitations, and sends them again where they did not arrive or were not answered. */
@Injectable()
export class Invitations {
  constructor(
    private readonly policy: SurveyPolicy,
    private readonly tokens: SurveyTokens,
    private readonly catalogue: SurveyCatalogue,
    private readonly texts: MessageTexts,
  ) {}

  send(survey: PlannedSurvey, programme: Programme, addressed: Addressed, unit: FollowUpUnit): void {
    const { to, customer, survivorId, clock, channel, channelAccount } = addressed;
    const { instrument, family, expiryMs = this.policy.expiryMs } = programme;
    const language = programme.language ?? languageAmong(instrument.languages, customer?.language, survey.language);
    const sent = { ...{ channel, channelAccount, expiryMs, language }, messageId: unit.newId(), at: unit.now };
    const attribution = present({ ...survey.attribution, segment: customer?.segment, tier: customer?.tier });
    const asked = invited(survey, programme, sent, attribution);
    unit.surveys.put(asked);
    const contact = { responseId: asked.responseId, family, atMs: unit.now.getTime() };
    unit.clocks.put(afterSending(clock, survivorId, contact, this.catalogue.longestWindowMs));
    unit.publish(SurveyInvited, invitedEvent(asked), { sequence: asked.version });
    this.request(asked, { instrument, to, template: 'survey-invitation' }, unit);
    unit.schedule({ kind: surveyExpiry, ref: asked.responseId, dueAt: asked.expiresAt });
    for (const [index, afterMs] of programme.reminderMs.entries()) {
      if (afterMs >= expiryMs) continue;
      const ref = reminderRef(asked.responseId, asked.customerId, index + 1);
      unit.schedule({ kind: surveyReminder, ref, dueAt: new Date(unit.now.getTime() + afterMs) });
    }
  }

  /** The message, and the row that its receipts are kept in. */
  request(
    survey: InvitedSurvey,
    how: { instrument: Instrument; to: string; template: 'survey-invitation' | 'survey-reminder'; messageId?: string },
    unit: FollowUpUnit,
  ): void {
    const { customerId, channel, channelAccount, responseId, caseId, caseReference, expiresAt } = survey;
    const { instrument, to, template, messageId = survey.messageId } = how;
    unit.deliveries.put({ messageId, version: 1, responseId, customerId, state: 'requested', changedAt: unit.now });
    const values = invitationValues(survey, instrument, this.tokens.linkTo(responseId));
    const said = this.texts.render(template, [survey.language], values);
    const message: MessageRequested = present({
      ...{ messageId, customerId, purpose: 'survey' as const, channel, channelAccount, to },
      ...{ language: survey.language, template: said.template, subject: said.subject, text: said.text },
      ...{ notAfter: expiresAt.toISOString(), caseReference, caseId, responseId },
    });
    unit.publish(MessageRequested, message, { sequence: 1 });
  }
}

function invitationValues(survey: InvitedSurvey, instrument: Instrument, link: string): InvitationValues {
  const { language, channel, caseReference, expiresAt } = survey;
  const [first] = itemsOf(instrument);
  const scored = scoreItemOf(instrument);
  const isScored = scored !== undefined && scored === first;
  const question = first && itemsOf(instrument).length <= 3 ? first.label : instrument.title;
  return {
    ...(caseReference !== undefined && { reference: caseReference }),
    question: textIn(question, language),
    isScored,
    ...(scored && {
      ...{ scaleMin: scored.scale.min, scaleMax: scored.scale.max },
      ...{ low: textIn(scored.scale.low, language), high: textIn(scored.scale.high, language) },
    }),
    link,
    canReply: isScored && repliedOn.has(channel),
    until: expiresAt.toISOString().slice(0, 10),
  };
}
