/** An event of a case as it is kept for its story: what every event of the case repeats is left out. */
export interface StoryEvent {
  /** `case.opened`: the event's name on the wire without what is the same for all. */
  readonly type: string;
  /** RFC 3339, when it happened. */
  readonly at: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Said by the case itself, or only needed by those who must find it. */
const repeated = new Set([
  ...['caseId', 'customerId', 'channelAccount', 'actorType', 'brand', 'site', 'product', 'threadKey', 'reference'],
  ...['anonymous', 'automatic', 'isFirstContact', 'requiredSkills', 'agentIds', 'issueKey', 'openedBy'],
]);

export function storyEvent(type: string, at: Date, data: object): StoryEvent {
  const actor = 'actorType' in data ? String(data.actorType) : 'system';
  const kept = Object.entries(data).filter(([name, value]) => value !== undefined && !repeated.has(name));
  return {
    type: type.replace(/^thirdring\.|\.v\d+$/g, ''),
    at: at.toISOString(),
    actor,
    data: Object.fromEntries(kept),
  };
}

/**
 * What may stay when a customer is erased: ids, times, figures and words of our own vocabulary. Anything else may be text
 * that somebody wrote, so a field that is not named here goes.
 */
export const impersonal: readonly string[] = [
  ...['cycle', 'channel', 'queueId', 'teamId', 'leg', 'kind', 'urgency', 'direction', 'policyVersion', 'entitlement'],
  ...['agentId', 'offerId', 'interactionId', 'messageId', 'promiseId', 'newPromiseId', 'replaces', 'incidentId'],
  ...['dueAt', 'newDueAt', 'startedAt', 'decidedAt', 'expiresAt', 'enqueuedAt', 'occurredAt', 'receivedAt', 'reviewAt'],
  ...['metric', 'clockId', 'outcome', 'first', 'public', 'on', 'mode', 'role', 'previous', 'owner'],
  ...['childCaseId', 'otherCaseId', 'way', 'confirmedBy', 'helped', 'revision', 'level', 'previousKind'],
  ...['from', 'to', 'decidedBy', 'method', 'position', 'toldSeconds', 'estimatedSeconds'],
  ...['waitedSeconds', 'businessWaitedSeconds', 'answeredSeconds', 'elapsedSeconds', 'remainingSeconds', 'lateSeconds'],
];
