import { ApiBody } from '@nestjs/swagger';
import { InteractionSubmitted, jsonSchemaOf } from '#libs/contracts';

const byEmail = {
  channel: 'email',
  channelAccount: 'care@example.com',
  externalId: '<20260131.093000@mail.example.net>',
  direction: 'inbound',
  party: { type: 'email', handle: 'mei.lin@example.net', name: 'Mei Lin', verified: true },
  subject: 'The kettle leaks',
  text: 'It dripped from the first day on. May I send it back?',
  language: 'en',
  product: 'kettle-2',
};
const byPhone = {
  channel: 'phone',
  channelAccount: '+40215550100',
  externalId: 'call-84417',
  direction: 'inbound',
  party: { type: 'phone', handle: '+40721234567', verified: true },
  phone: { startedAt: '2026-01-31T09:30:00.000Z', ringSeconds: 5, talkSeconds: 184, outcome: 'answered' },
  topics: ['delivery'],
};
const surveyAnswer = {
  channel: 'messaging-app',
  channelAccount: 'care-bot',
  externalId: 'm-5512',
  direction: 'inbound',
  party: { type: 'social', handle: 'kata_1987', verified: true },
  kind: 'survey-response',
  rating: { score: 4, scaleMin: 1, scaleMax: 5 },
  attributes: { surveyResponseId: '2f4b7c1e-7a90-8c3d-a1b2-5d6e7f809102' },
};

type SchemaObject = Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

/** Documents the body of a submission, or a list of them, with examples that are valid. */
export function ApiSubmission({ list = false } = {}): MethodDecorator {
  const schema = jsonSchemaOf(InteractionSubmitted) as SchemaObject;
  if (list) {
    const items = { type: 'array', minItems: 1, maxItems: 1000, items: schema } as SchemaObject;
    return ApiBody({ schema: items, examples: { two: { value: [byEmail, byPhone] } } });
  }
  return ApiBody({
    schema,
    examples: {
      email: { summary: 'An e-mail', value: byEmail },
      call: { summary: 'A call', value: byPhone },
      answer: { summary: 'An answer to a survey', value: surveyAnswer },
    },
  });
}
