/** Who, besides the customer whom it alone would mean, has a handle on file. No handle is in it, only who. */
export interface HandleHolders {
  readonly handleKey: string;
  readonly version: number;
  readonly holders: readonly Holder[];
}

export interface Holder {
  readonly customerId: string;
  readonly verified: boolean;
}

export type SuggestionReason =
  'same-email' | 'same-phone' | 'same-external-id' | 'named-together' | 'contradicting-ids';

/** Two customers who may be one. The evidence, which is personal, is looked up when somebody asks. */
export interface MergeSuggestion {
  readonly suggestionId: string;
  readonly version: number;
  readonly customerId: string;
  readonly otherId: string;
  readonly reason: SuggestionReason;
  readonly suggestedAt: Date;
  readonly state: 'open' | 'dismissed';
  readonly decidedBy?: string;
  readonly decidedAt?: Date;
}

/** What a person, or a rule in their place, did to a customer's file. */
export interface AuditEntry {
  readonly auditId: string;
  readonly at: Date;
  readonly by: string;
  readonly action: 'merged' | 'unmerged' | 'edited' | 'suggestion-dismissed' | 'erased';
  readonly customerId: string;
  readonly otherId?: string;
  readonly reason?: string;
}
