/** 0 = plain topics; 1 = compacted ones, sent in Kafka transactions so that the broker fences a zombie relay. */
export type OutboxLane = 0 | 1;

export interface OutboxRow {
  readonly lane: OutboxLane;
  readonly topic: string;
  readonly key: string;
  /** Chooses the partition where that is not the key's business. */
  readonly routingKey: string | undefined;
  /** Of the record; stored as a JSON object. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text of the event's data. */
  readonly payload: string;
}
