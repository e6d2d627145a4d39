import { Injectable } from '@nestjs/common';
import { SurveyRedirected, type CloudEvent, type MessageBounced, type MessageFailed } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { placeFor, withoutPoint } from '../domain/contact.js';
import { placeOf, redirected } from '../domain/survey.js';
import { FollowDelivery } from './follow-delivery.js';
import { Invitations } from './invitations.js';
import type { FollowUpUnit, InvitedSurvey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { redirectedEvent } from './survey-events.js';

/** An invitation that did not arrive goes to the next place of its programme. An address that does not exist is forgotten. */
@Injectable()
export class RedirectInvitation {
  constructor(
    private readonly catalogue: SurveyCatalogue,
    private readonly invitations: Invitations,
    private readonly followDelivery: FollowDelivery,
  ) {}

  async run(
    event: CloudEvent<MessageFailed | MessageBounced>,
    state: 'failed' | 'bounced',
    unit: FollowUpUnit,
  ): Promise<HandlerOutcome> {
    const { messageId, permanent, reason } = event.data;
    const before = await unit.deliveries.get(messageId);
    const outcome = await this.followDelivery.run(event, state, unit);
    if (!before || !permanent || before.state === state) return outcome;
    const survey = await unit.surveys.get(before.responseId);
    if (survey?.status !== 'invited' || unit.now >= survey.expiresAt) return outcome;
    const contacts = await unit.contacts.get(survey.customerId);
    const known = state === 'bounced' ? withoutPoint(contacts, survey) : undefined;
    if (known) unit.contacts.put(known);
    await this.goOn(survey, { messageId, reason }, unit);
  }

  private async goOn(
    survey: InvitedSurvey,
    failed: { readonly messageId: string; readonly reason: string },
    unit: FollowUpUnit,
  ): Promise<void> {
    const asked = this.catalogue.askedIn(survey);
    const programme = this.catalogue.programme(survey.programmeId);
    if (programme === undefined || asked === undefined) return;
    const failedAt = [...survey.failedAt, placeOf(survey)];
    const place = placeFor(await unit.contacts.get(survey.customerId), programme.channels, undefined, failedAt);
    if (place === undefined) return;
    const { to, channel, channelAccount } = place;
    const next = redirected(survey, failed.messageId, { channel, channelAccount, messageId: unit.newId() });
    if (next === undefined) return;
    unit.surveys.put(next);
    const reason = `not delivered on ${survey.channel}`;
    unit.publish(SurveyRedirected, redirectedEvent(next, reason), { sequence: next.version });
    this.invitations.request(next, { instrument: asked.instrument, to, template: 'survey-invitation' }, unit);
  }
}
