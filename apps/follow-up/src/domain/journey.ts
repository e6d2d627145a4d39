/** The customer's way through one case, as far as follow-up has to know it. */
export interface Journey {
  readonly caseId: string;
  readonly version: number;
  readonly customerId: string;
  /** The interaction that opened the case. */
  readonly interactionId: string;
  readonly reference: string;
  readonly cycle: number;
  readonly status: 'open' | 'closed';
  readonly openedAt: Date;
  readonly closedAt?: Date;
}

export type OpenedCase = Pick<Journey, 'caseId' | 'customerId' | 'interactionId' | 'reference' | 'cycle'>;

/** Undefined when it is known already. */
export function opened(journey: Journey | undefined, facts: OpenedCase, at: Date): Journey | undefined {
  return journey ? undefined : { ...facts, version: 1, status: 'open', openedAt: at };
}

/** A closing without the opening before it (consumed from the middle of the topic) makes the journey too. */
export function closed(journey: Journey | undefined, facts: OpenedCase, at: Date): Journey | undefined {
  const before = journey ?? { ...facts, version: 0, status: 'open' as const, openedAt: at };
  if (before.cycle > facts.cycle || (before.cycle === facts.cycle && before.status === 'closed')) return undefined;
  return { ...before, version: before.version + 1, cycle: facts.cycle, status: 'closed', closedAt: at };
}

export function reopened(journey: Journey | undefined, cycle: number): Journey | undefined {
  if (!journey || cycle <= journey.cycle) return undefined;
  const { closedAt: _, ...rest } = journey;
  return { ...rest, version: journey.version + 1, cycle, status: 'open' };
}
