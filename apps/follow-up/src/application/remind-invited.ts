import { Injectable } from '@nestjs/common';
import { SurveyReminded } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { addressAt } from '../domain/contact.js';
import { verdictOn } from '../domain/invitation-verdict.js';
import { Invitations } from './invitations.js';
import { peopleOf } from './people.js';
import type { FollowUpUnit } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { remindedEvent } from './survey-events.js';
import { idsOfReminder, surveyReminder } from './survey-ids.js';

/** Only who has not answered anything is reminded. The budget counts invitations, not reminders; all else holds for both. */
@Injectable()
export class RemindInvited {
  constructor(
    private readonly catalogue: SurveyCatalogue,
    private readonly invitations: Invitations,
  ) {}

  async run({ ref }: DueTimer, unit: FollowUpUnit): Promise<void> {
    const { responseId, customerId, n } = idsOfReminder(ref);
    const survey = await unit.surveys.get(responseId);
    const asked = this.catalogue.askedIn(survey);
    if (survey?.status !== 'invited' || asked === undefined || asked.isRetired || unit.now >= survey.expiresAt) return;
    const people = await peopleOf(customerId, unit);
    const unlimited = { ...this.catalogue.budget, global: noLimit, families: {} };
    const verdict = verdictOn({ responseId, family: 'reminder' }, people, unlimited, unit.now);
    if (verdict.kind === 'suppress') return;
    if (verdict.kind === 'wait' && verdict.until < survey.expiresAt)
      return unit.schedule({ kind: surveyReminder, ref, dueAt: verdict.until });
    const to = addressAt(await unit.contacts.get(customerId), survey.channel, survey.channelAccount);
    if (verdict.kind === 'wait' || to === undefined) return;
    const reminded = { ...survey, version: survey.version + 1 };
    const messageId = unit.newId();
    unit.surveys.put(reminded);
    unit.publish(SurveyReminded, remindedEvent(reminded, messageId, n), { sequence: reminded.version });
    this.invitations.request(
      reminded,
      { instrument: asked.instrument, to, template: 'survey-reminder', messageId },
      unit,
    );
  }
}

const noLimit = { most: Number.MAX_SAFE_INTEGER, perMs: 1 };
