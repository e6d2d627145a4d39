import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionClassified } from '#libs/contracts';
import { refused, type RefusedAnswer } from '../domain/answer.js';
import { isSamePerson } from '../domain/customer.js';
import { present } from '../domain/present.js';
import type { FollowUpUnit, Survey } from './stores.js';
import { knownShape } from './survey-ids.js';
import { TakeAnswer } from './take-answer.js';

/** Every interaction leaves a row; one that answers a survey counts as the answer. What is refused is recorded, not lost. */
@Injectable()
export class RecordInteraction {
  constructor(private readonly takeAnswer: TakeAnswer) {}

  async run(event: CloudEvent<InteractionClassified>, unit: FollowUpUnit): Promise<void> {
    const { interactionId, customerId, kind, channel, occurredAt, surveyAnswer } = event.data;
    const answerOutcome =
      kind.value === 'survey-response' && surveyAnswer ? await this.answer(event.data, unit) : undefined;
    unit.interactions.append(
      present({
        interactionId,
        customerId,
        kind: kind.value,
        channel,
        occurredAt: new Date(occurredAt),
        recordedAt: unit.now,
        responseId: surveyAnswer?.responseId,
        answerOutcome,
      }),
    );
  }

  private async answer(data: InteractionClassified, unit: FollowUpUnit): Promise<string> {
    const { customerId, channel, occurredAt, surveyAnswer } = data;
    const responseId = knownShape(surveyAnswer?.responseId);
    const survey = responseId === undefined ? undefined : await unit.surveys.get(responseId);
    const stranger = survey && (await this.strangerTo(survey, customerId, unit));
    if (stranger) return stranger.code;
    const { score, comment } = surveyAnswer ?? {};
    const given = { score, comment, at: new Date(occurredAt) };
    const outcome = await this.takeAnswer.run(survey, given, channel, unit);
    return outcome.kind === 'refused' ? outcome.code : outcome.kind;
  }

  private async strangerTo(survey: Survey, customerId: string, unit: FollowUpUnit): Promise<RefusedAnswer | undefined> {
    if (survey.customerId === customerId) return undefined;
    const invited = await unit.customers.get(survey.customerId);
    const answering = await unit.customers.get(customerId);
    if (isSamePerson([survey.customerId, invited], [customerId, answering])) return undefined;
    return refused('wrong-customer', 'only the customer who was invited can answer');
  }
}
