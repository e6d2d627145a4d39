import { Injectable } from '@nestjs/common';
import { SurveyDeferred, SurveySuppressed } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { placeFor } from '../domain/contact.js';
import { changedClock } from '../domain/contact-clock.js';
import { verdictOn, type Verdict } from '../domain/invitation-verdict.js';
import { countedIn, notFor, type Programme } from '../domain/programme.js';
import { suppressed } from '../domain/survey.js';
import type { Suppression } from '../domain/suppression-rule.js';
import { noAddress, reopenedBefore, withdrawnProgramme } from '../domain/suppression.js';
import { Invitations } from './invitations.js';
import { dropPending, peopleOf, type People } from './people.js';
import type { FollowUpUnit, PlannedSurvey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { deferredEvent, suppressedEvent } from './survey-events.js';
import { idsOfSurveyDue, surveyDue, surveyDueRef } from './survey-ids.js';

/** Addresses come by another topic than cases; after a restart it can be minutes behind. */
const addressWaitMs = 300_000;
const addressRetryMs = 5_000;

/** The time has come to ask. What is known of the customer counts as it is now, not as it was at the closing. */
@Injectable()
export class SendInvitation {
  constructor(
    private readonly catalogue: SurveyCatalogue,
    private readonly invitations: Invitations,
  ) {}

  async run(timer: DueTimer, unit: FollowUpUnit): Promise<void> {
    const { responseId, customerId } = idsOfSurveyDue(timer.ref);
    const survey = await unit.surveys.get(responseId);
    if (survey?.status !== 'planned') return;
    const people = await peopleOf(customerId, unit);
    const programme = this.catalogue.programme(survey.programmeId);
    const withheld = await this.withheld(survey, programme, people, unit);
    if (withheld) return this.suppress(survey, withheld, people, unit);
    if (programme) await this.ask(survey, programme, people, unit);
  }

  private async withheld(
    survey: PlannedSurvey,
    programme: Programme | undefined,
    { people }: People,
    unit: FollowUpUnit,
  ): Promise<Suppression | undefined> {
    const { caseId, cycle = 0, occasion, waitsBy } = survey;
    // What waits for a recovery is about the cycle that went wrong, whatever became of the case since.
    const isOfCycle = occasion === undefined && waitsBy !== recoveryRule;
    const journey = caseId === undefined || !isOfCycle ? undefined : await unit.journeys.get(caseId);
    if (journey && journey.cycle > cycle) return reopenedBefore;
    return programme === undefined ? withdrawnProgramme : notFor(programme, people[0]);
  }

  private async ask(survey: PlannedSurvey, programme: Programme, people: People, unit: FollowUpUnit): Promise<void> {
    const about = { responseId: survey.responseId, family: programme.family };
    const verdict = verdictOn(about, people, this.catalogue.budget, unit.now);
    if (verdict.kind === 'suppress') return this.suppress(survey, verdict, people, unit);
    if (verdict.kind === 'wait') return this.wait(survey, verdict, people, unit);
    const contactedAt = contactOf(survey);
    // Never the address of somebody it was merged with: the question goes where the contact came from.
    const place = placeFor(await unit.contacts.get(survey.customerId), programme.channels, contactedAt);
    if (place === undefined) return this.awaitAddress(survey, people, unit);
    const counted = countedIn(programme, programme.quota && (await unit.quotas.get(programme.id)), unit.now);
    if (counted && 'rule' in counted) return this.suppress(survey, counted, people, unit);
    if (counted) unit.quotas.put(counted);
    const { survivorId, survivorClock: clock } = people;
    dropPending(people, survey.responseId, survivorId, unit);
    this.invitations.send(survey, programme, { ...place, customer: people.people[0], survivorId, clock }, unit);
  }

  private awaitAddress(survey: PlannedSurvey, people: People, unit: FollowUpUnit): void {
    const isLate = unit.now.getTime() > survey.plannedFor.getTime() + addressWaitMs;
    if (isLate) return this.suppress(survey, noAddress, people, unit);
    unit.schedule({ kind: surveyDue, ref: surveyDueRef(survey), dueAt: new Date(unit.now.getTime() + addressRetryMs) });
  }

  /** Told once for each reason; a recovery that ends wakes it sooner. */
  private wait(
    survey: PlannedSurvey,
    { until, reason, isQuiet }: Extract<Verdict, { kind: 'wait' }>,
    { survivorId, survivorClock }: People,
    unit: FollowUpUnit,
  ): void {
    const dueRef = surveyDueRef(survey);
    const rule = isQuiet ? quietRule : recoveryRule;
    unit.schedule({ kind: surveyDue, ref: dueRef, dueAt: until });
    if (survey.waitsBy === rule) return;
    const waiting = { ...survey, version: survey.version + 1, waitsBy: rule };
    unit.surveys.put(waiting);
    unit.publish(SurveyDeferred, deferredEvent(waiting, { rule, reason, until }), { sequence: waiting.version });
    if (isQuiet) return;
    const entry = { responseId: survey.responseId, dueRef };
    unit.clocks.put(changedClock(survivorClock, survivorId, ({ deferred }) => ({ deferred: [...deferred, entry] })));
  }

  private suppress(survey: PlannedSurvey, rule: Suppression, people: People, unit: FollowUpUnit): void {
    const withheld = suppressed(survey, { rule: rule.rule, reason: rule.reason });
    unit.surveys.put(withheld);
    unit.publish(SurveySuppressed, suppressedEvent(withheld), { sequence: withheld.version });
    dropPending(people, survey.responseId, undefined, unit);
  }
}

const recoveryRule = 'recovery@1';
const quietRule = 'quiet-hours@1';

function contactOf({ channel, channelAccount }: PlannedSurvey) {
  return channel === undefined || channelAccount === undefined ? undefined : { channel, channelAccount };
}
