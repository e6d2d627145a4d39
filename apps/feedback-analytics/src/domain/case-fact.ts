/** One case as analysts count it. Everything about the people in it stays in the events. */
export interface CaseFact {
  readonly caseId: string;
  readonly version: number;
  readonly customerId: string;
  readonly interactionId: string;
  readonly cycle: number;
  readonly channel: string;
  readonly queueId?: string;
  readonly kind: string;
  readonly primaryNeed?: string;
  readonly issueKey: string;
  readonly agentId?: string;
  readonly openedAt: Date;
  /** Raw seconds from the start of the clock to the first public reply. */
  readonly firstReplySeconds?: number;
  readonly closedAt?: Date;
}

export type NewCase = Omit<CaseFact, 'version' | 'firstReplySeconds' | 'closedAt'>;

/** Undefined when it is known already. */
export function opened(fact: CaseFact | undefined, facts: NewCase): CaseFact | undefined {
  return fact ? undefined : { ...facts, version: 1 };
}

/** Only the first reply of a case counts. */
export function replied(fact: CaseFact | undefined, waitedSeconds: number): CaseFact | undefined {
  if (!fact || fact.firstReplySeconds !== undefined) return undefined;
  return { ...fact, version: fact.version + 1, firstReplySeconds: waitedSeconds };
}

/** The closing repeats what the case is about, so one whose opening was never seen is counted too. */
export function closed(fact: CaseFact | undefined, facts: NewCase, at: Date): CaseFact | undefined {
  if (fact && (fact.cycle > facts.cycle || (fact.cycle === facts.cycle && fact.closedAt))) return undefined;
  const openedAt = fact?.openedAt ?? facts.openedAt;
  return { ...fact, ...facts, openedAt, version: (fact?.version ?? 0) + 1, closedAt: at };
}

export function reopened(fact: CaseFact | undefined, cycle: number): CaseFact | undefined {
  if (!fact || cycle <= fact.cycle) return undefined;
  const { closedAt: _, ...rest } = fact;
  return { ...rest, version: fact.version + 1, cycle };
}
