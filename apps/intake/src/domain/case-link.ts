/** Leads from a reference, a message or a thread to its case. */
export interface CaseLink {
  readonly linkId: string;
  readonly version: number;
  readonly caseId: string;
  /** The customer of the case, under the key that the case was born with. */
  readonly customerId: string;
  /** It is a message that we sent. */
  readonly isOurs: boolean;
}

type Way = 'reference' | 'in-reply-to' | 'thread';

/** One way to a case, in the order of trust, and what it led to. */
export interface Trace {
  readonly by: Way;
  readonly link: CaseLink | undefined;
}

export interface Continuation {
  readonly caseId?: string;
  readonly caseLink?: Way;
  readonly threadNote?: 'quotes-case-of-another' | 'answers-message-to-another' | 'unknown-reference';
}

/**
 * The case that a contact continues: of the ways that lead to a case, the first one to a case whose party the sender is.
 * Whoever quotes a case of somebody else, or answers a message that went to somebody else, begins a matter of their own,
 * and the agent is told why.
 * @param own every key of the sender: their own, and those that were merged with it
 */
export function continuationOf(traces: readonly Trace[], own: ReadonlySet<string>): Continuation {
  const mine = traces.find(({ link }) => link !== undefined && own.has(link.customerId));
  if (mine?.link !== undefined) return { caseId: mine.link.caseId, caseLink: mine.by };
  const foreign = traces.find(({ link }) => link !== undefined);
  if (foreign !== undefined) {
    return { threadNote: foreign.by === 'reference' ? 'quotes-case-of-another' : 'answers-message-to-another' };
  }
  return traces.some(({ by }) => by === 'reference') ? { threadNote: 'unknown-reference' } : {};
}
