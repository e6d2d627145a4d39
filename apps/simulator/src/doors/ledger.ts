/** What the doors told those who came to them. Only what was acknowledged is owed. */
export interface Ledger {
  /** Records that the brokers stored, by what they are. */
  kafka: number;
  kafkaRepeats: number;
  kafkaPoison: number;
  kafkaUnknownType: number;
  /** Contacts that HTTP answered with 202, alone and in batches. */
  http: number;
  httpRepeats: number;
  /** Told to be wrong or to come again: nobody owes anything for them. */
  httpRefused: number;
  /** Survey answers that came as interactions; they are in `kafka` too. */
  surveyAnswersByKafka: number;
  surveyAnswersByHttp: number;
  receipts: number;
  /** Purchases, renewals and cancellations, by both doors. */
  transactions: number;
}

export function emptyLedger(): Ledger {
  return {
    kafka: 0,
    kafkaRepeats: 0,
    kafkaPoison: 0,
    kafkaUnknownType: 0,
    http: 0,
    httpRepeats: 0,
    httpRefused: 0,
    surveyAnswersByKafka: 0,
    surveyAnswersByHttp: 0,
    receipts: 0,
    transactions: 0,
  };
}

/** Interactions that must be in every store: each contact once, however often and by whichever door it came. */
export function interactionsOwed({ kafka, http }: Ledger): number {
  return kafka + http;
}
