import { Injectable } from '@nestjs/common';
import { SurveyAnswered, type Attribution, type Channel } from '#libs/contracts';
import { answer, type AnswerOutcome, type AskedInstrument } from '../domain/answer.js';
import { unknownCustomer } from '../domain/customer.js';
import { valuesOf, type FieldNames, type RawAnswer } from '../domain/given-values.js';
import { itemsOf, type Instrument } from '../domain/instrument.js';
import type { AnswerValues } from '../domain/reachability.js';
import type { AnsweredSurvey, FollowUpUnit, Survey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { answeredEvent } from './survey-events.js';
import { surveyExpiry } from './survey-ids.js';

export interface AnswerGiven extends RawAnswer {
  readonly isPartial?: boolean;
  readonly at: Date;
}

const nothing: { values: AnswerValues; fields: FieldNames } = { values: {}, fields: {} };

/** What all doors for answers have in common: decide, and keep and tell what was accepted. */
@Injectable()
export class TakeAnswer {
  constructor(private readonly catalogue: SurveyCatalogue) {}

  /** `answeredOn`: the channel that the answer came by; absent for the link, which stands for the invitation's own. */
  async run(
    survey: Survey | undefined,
    given: AnswerGiven,
    answeredOn: Channel | undefined,
    unit: FollowUpUnit,
  ): Promise<AnswerOutcome<Attribution>> {
    const asked = this.catalogue.askedIn(survey);
    const { values, fields } = asked ? valuesOf(asked.instrument, given) : nothing;
    const counted = await this.withoutWords(survey, values, asked, unit);
    const { isPartial = false, at } = given;
    const outcome = answer(survey, { values: counted, isPartial, at }, asked, unit.now);
    if (outcome.kind === 'refused') return { ...outcome, ...named(outcome, fields) };
    if (outcome.kind === 'accepted' && asked) await this.keep(outcome.survey, asked.instrument, answeredOn, unit);
    return outcome;
  }

  private async keep(
    accepted: AnsweredSurvey,
    instrument: Instrument,
    answeredOn: Channel | undefined,
    unit: FollowUpUnit,
  ): Promise<void> {
    unit.surveys.put(accepted);
    unit.cancel(surveyExpiry, accepted.responseId);
    if (textKeysOf(instrument).some((key) => accepted.answers[key] !== undefined)) await this.noteTexts(accepted, unit);
    const options = { sequence: accepted.version, time: accepted.answeredAt };
    unit.publish(SurveyAnswered, answeredEvent(accepted, instrument, answeredOn ?? accepted.channel), options);
  }

  /** Of who was erased since the question was sent only what names nobody is taken. */
  private async withoutWords(
    survey: Survey | undefined,
    values: AnswerValues,
    asked: AskedInstrument | undefined,
    unit: FollowUpUnit,
  ): Promise<AnswerValues> {
    const texts = new Set(asked && textKeysOf(asked.instrument));
    if (survey === undefined || !Object.keys(values).some((key) => texts.has(key))) return values;
    const customer = await unit.customers.get(survey.customerId);
    if (customer?.erasedAt === undefined) return values;
    return Object.fromEntries(Object.entries(values).filter(([key]) => !texts.has(key)));
  }

  private async noteTexts({ customerId, responseId }: AnsweredSurvey, unit: FollowUpUnit): Promise<void> {
    const customer = (await unit.customers.get(customerId)) ?? unknownCustomer(customerId);
    if (customer.commentedSurveys.includes(responseId)) return;
    const commentedSurveys = [...customer.commentedSurveys, responseId];
    unit.customers.put({ ...customer, version: customer.version + 1, commentedSurveys });
  }
}

export const textKeysOf = (instrument: Instrument): readonly string[] =>
  itemsOf(instrument).flatMap(({ kind, key }) => (kind === 'text' ? [key] : []));

/** The mistakes under the names that the giver used. */
function named(
  { message, details }: { message: string; details: Readonly<Record<string, unknown>> },
  fields: FieldNames,
): { message: string; details: Readonly<Record<string, unknown>> } {
  const errors = details['errors'] as readonly { readonly field: string; readonly problem: string }[] | undefined;
  if (errors === undefined) return { message, details };
  const renamed = errors.map((error) => ({ ...error, field: fields[error.field] ?? `answers.${error.field}` }));
  const [first] = renamed;
  return { message: first ? `${first.field} ${first.problem}` : message, details: { ...details, errors: renamed } };
}
