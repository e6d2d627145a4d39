import {
  uuidV8,
  type Attribution,
  type CaseEvent,
  type CaseSummaryEvent,
  type InteractionClassified,
  type InteractionReceived,
} from '#libs/contracts';

/** Enough that a slice seldom meets a customer twice, few enough that states are updated more often than created. */
export const customers = 10_000;

/** The ids and facts that the events of one contact share, from its receipt to the answered survey. */
export interface Story {
  readonly index: number;
  readonly isFirstContact: boolean;
  readonly at: string;
  readonly customerId: string;
  readonly handle: string;
  readonly interactionId: string;
  readonly caseId: string;
  readonly offerId: string;
  readonly messageId: string;
  readonly responseId: string;
  readonly agentId: string;
}

/** 7919 is prime: neighbours are different customers, and every customer comes up equally often. */
export function customerOf(index: number): Pick<Story, 'customerId' | 'handle'> {
  const customer = (index * 7919) % customers;
  return {
    customerId: uuidV8('bench-customer', String(customer)),
    handle: `customer-${customer}@mail.example`,
  };
}

export function story(index: number, at: string): Story {
  const id = (what: string): string => uuidV8('bench', what, String(index));
  return {
    index,
    isFirstContact: index < customers,
    at,
    ...customerOf(index),
    interactionId: id('interaction'),
    caseId: id('case'),
    offerId: id('offer'),
    messageId: id('message'),
    responseId: id('response'),
    agentId: `agent-${index % 40}`,
  };
}

const account = { channel: 'email', channelAccount: 'help@lamps.example' } as const;

type Contact = Pick<Story, 'index' | 'at' | 'customerId' | 'handle' | 'interactionId' | 'isFirstContact'>;

/** About 450 bytes of JSON: what the messaging library is measured by. */
export function receivedOf(told: Contact): InteractionReceived {
  const { index, at, customerId, handle, interactionId, isFirstContact } = told;
  return {
    ...account,
    externalId: `m-${index}`,
    direction: 'inbound',
    party: { type: 'email', handle, verified: true },
    subject: `Order ${index}`,
    text: 'The parcel with the desk lamp should have been here by Monday. Can you tell me where it is?',
    language: 'en',
    interactionId,
    customerId,
    isFirstContact,
    handle,
    occurredAt: at,
    receivedAt: at,
  };
}

const certain = { confidence: 1, by: 'adapter' } as const;

export function classifiedOf({ index, at, customerId, interactionId, isFirstContact }: Story): InteractionClassified {
  return {
    ...account,
    interactionId,
    customerId,
    kind: { ...certain, value: 'inquiry' },
    need: { ...certain, value: 'information' },
    needs: ['information'],
    urgency: { ...certain, value: 3 },
    language: { ...certain, value: 'en' },
    topics: [{ ...certain, value: `order-${index}` }],
    components: [],
    direction: 'inbound',
    occurredAt: at,
    receivedAt: at,
    isFirstContact,
    anonymous: false,
  };
}

export function caseOf({ caseId, customerId }: Story, actorType: CaseEvent['actorType']): CaseEvent {
  return { caseId, customerId, cycle: 1, channel: 'email', queueId: 'default', actorType };
}

export function summaryOf(told: Story, actorType: CaseEvent['actorType']): CaseSummaryEvent {
  return {
    ...caseOf(told, actorType),
    reference: `TR-${told.index}`,
    interactionId: told.interactionId,
    channelAccount: account.channelAccount,
    language: 'en',
    kind: 'inquiry',
    needs: ['information'],
    primaryNeed: 'information',
    issueKey: `order-${told.index}`,
    isFirstContact: told.isFirstContact,
    anonymous: false,
    automatic: false,
  };
}

export function attributionOf({ agentId, index, isFirstContact }: Story): Attribution {
  return {
    agentId,
    agentIds: [agentId],
    queueId: 'default',
    channel: 'email',
    kind: 'inquiry',
    primaryNeed: 'information',
    needs: ['information'],
    issueKey: `order-${index}`,
    isFirstContact,
  };
}
