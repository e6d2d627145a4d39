import type { InteractionClassified, InteractionReceived, InteractionSubmitted } from '#libs/contracts';
import { answeredSurvey, type Classification } from '../domain/classification.js';
import type { Customer } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';

type Submitted = InteractionSubmitted;

export function receivedData(interaction: Interaction, submitted: Submitted): InteractionReceived {
  const { interactionId, customerId, isFirstContact, handle, occurredAt, receivedAt } = interaction;
  return {
    ...submitted,
    interactionId,
    customerId,
    isFirstContact,
    handle,
    occurredAt: occurredAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
  };
}

export function classifiedData(
  interaction: Interaction,
  submitted: Submitted,
  classification: Classification,
  { tier }: Pick<Customer, 'tier'>,
): InteractionClassified {
  const { interactionId, customerId, isFirstContact, occurredAt, receivedAt } = interaction;
  const { channel, channelAccount, direction, party } = submitted;
  const { kind, need, needs, urgency, language, sentiment, topics, components } = classification;
  const surveyAnswer = answeredSurvey(submitted);
  return {
    interactionId,
    customerId,
    kind,
    need,
    needs: [...needs],
    urgency,
    language,
    ...(sentiment !== undefined && { sentiment }),
    topics: [...topics],
    components: [...components],
    channel,
    channelAccount,
    direction,
    ...chosen(submitted, handedOn),
    ...(tier !== undefined && { tier }),
    occurredAt: occurredAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    isFirstContact,
    anonymous: party.type === 'anonymous',
    ...(surveyAnswer !== undefined && { surveyAnswer }),
  };
}

/** What routing and the analysts need of a submission as it came; never what says who it is. */
const handedOn = [
  'brand',
  'site',
  'product',
  'handledBy',
  'replyBy',
  'askedFor',
  'enteredBy',
  'visibility',
  'reach',
] as const satisfies readonly (keyof Submitted)[];

function chosen<K extends keyof Submitted>(submitted: Submitted, names: readonly K[]): Pick<Submitted, K> {
  const found: Partial<Submitted> = {};
  for (const name of names) if (submitted[name] !== undefined) found[name] = submitted[name];
  return found as Pick<Submitted, K>;
}
