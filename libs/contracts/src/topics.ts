/** Names of the topics, by the word that code uses for them. */
export const topics = {
  inbound: 'thirdring.interactions.inbound',
  interactions: 'thirdring.interactions',
  customers: 'thirdring.customers',
  cases: 'thirdring.cases',
  agents: 'thirdring.agents',
  followUps: 'thirdring.follow-ups',
  outbound: 'thirdring.messages.outbound',
  receipts: 'thirdring.messages.receipts',
  feedback: 'thirdring.feedback',
  metrics: 'thirdring.quality.metrics',
  signals: 'thirdring.quality.signals',
} as const;

export interface TopicDefinition {
  name: string;
  /** What the Kafka key holds. */
  key: string;
  cleanupPolicy: 'delete' | 'compact' | 'compact,delete';
  /** Milliseconds; -1 is for ever. */
  retentionMs: number;
  compacted: boolean;
  maxMessageBytes: number;
  writers: string[];
  content: string;
}

const dayMs = 86_400_000;
const mebibyte = 1_048_576;

function topic(
  name: string,
  key: string,
  cleanupPolicy: TopicDefinition['cleanupPolicy'],
  retentionDays: number | 'for-ever',
  writers: string[],
  content: string,
  maxMessageBytes = mebibyte,
): TopicDefinition {
  return {
    name,
    key,
    cleanupPolicy,
    retentionMs: retentionDays === 'for-ever' ? -1 : retentionDays * dayMs,
    compacted: cleanupPolicy !== 'delete',
    maxMessageBytes,
    writers,
    content,
  };
}

const adapters = 'channel adapters';

/**
 * Policies of every topic. The inbound one takes records far above the payload limit on purpose: what is too large
 * must arrive to be dead-lettered with a reason, instead of failing silently in an adapter.
 */
export const topicDefinitions: readonly TopicDefinition[] = [
  topic(
    topics.inbound,
    'channelAccount|handle',
    'delete',
    7,
    [adapters],
    'Interactions as adapters submit them',
    6 * mebibyte,
  ),
  topic(topics.interactions, 'customerId', 'delete', 30, ['intake'], 'Interactions received, classified, corrected'),
  topic(
    topics.customers,
    'customerId',
    'compact',
    'for-ever',
    ['intake'],
    'The whole state of each customer; erasedAt and nothing else after an erasure',
  ),
  topic(topics.cases, 'customerId', 'delete', 90, ['routing'], 'Every fact of a case'),
  topic(topics.agents, 'agentId', 'delete', 90, ['routing'], 'Every change of presence, skills and capacity'),
  topic(
    topics.followUps,
    'customerId',
    'delete',
    90,
    ['follow-up'],
    'Surveys, callbacks, recoveries, re-contacts, reviews, coaching',
  ),
  topic(
    topics.outbound,
    'customerId',
    'delete',
    7,
    ['intake', 'routing', 'follow-up'],
    'Messages to be delivered by an adapter',
  ),
  topic(topics.receipts, 'customerId', 'delete', 7, [adapters], 'What became of a message'),
  topic(
    topics.feedback,
    'feedbackId',
    'compact,delete',
    365,
    ['feedback-analytics'],
    'One record per answer, comment or signal; the partition is chosen by customerId',
  ),
  topic(
    topics.metrics,
    'metric|slice|window',
    'compact',
    'for-ever',
    ['feedback-analytics'],
    'Figures: provisional, final, revised',
  ),
  topic(topics.signals, 'customerId', 'delete', 365, ['feedback-analytics'], 'Failure signals raised and withdrawn'),
];
