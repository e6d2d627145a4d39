/** A purchase, renewal or cancellation that was taken in. What it was is in the event; here is what knows it again. */
export interface Transaction {
  readonly transactionId: string;
  readonly version: number;
  readonly customerId: string;
  /** SHA-256 of the submission as canonical JSON, in hex. */
  readonly bodyHash: string;
  readonly receivedAt: Date;
}
