/** What analytics keeps of a customer: nothing that names anybody. */
export interface CustomerFact {
  readonly customerId: string;
  readonly version: number;
  /** Version of the profile at intake that this follows. */
  readonly profileVersion: number;
  readonly segment?: string;
  readonly tier?: string;
  readonly mergedInto?: string;
  readonly erasedAt?: Date;
  /** Feedback with text of this customer, for the day when it must be erased. */
  readonly comments: readonly string[];
}

export function unknownCustomer(customerId: string): CustomerFact {
  return { customerId, version: 0, profileVersion: 0, comments: [] };
}
