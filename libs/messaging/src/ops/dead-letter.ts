export type DeadLetterStatus = 'dead' | 'replay-requested' | 'replayed' | 'discarded';

/** Which dead letters are meant; what is absent does not narrow. */
export interface DeadLetterFilter {
  readonly code?: string;
  /** The full event type, or its short form: `case.opened` for `thirdring.case.opened.v1`. */
  readonly type?: string;
  readonly topic?: string;
  /** One of these values of `ce_source`. */
  readonly sources?: readonly string[];
  /** With this field among those that are wrong: `party.handle`. */
  readonly field?: string;
  /** Failed last at this time or later. */
  readonly since?: Date;
  /** Default: only those that nobody has decided on. */
  readonly status?: DeadLetterStatus | 'any';
}

export interface DeadLetter {
  readonly id: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly eventType: string | undefined;
  readonly eventSource: string | undefined;
  readonly eventId: string | undefined;
  readonly subject: string | undefined;
  readonly code: string;
  readonly reason: string;
  readonly tries: number;
  readonly status: DeadLetterStatus;
  readonly firstFailedAt: Date;
  readonly lastFailedAt: Date;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly decisionReason: string | undefined;
  /** What the last replay came to: handled, ignored, duplicate, parked or (a timer) scheduled. */
  readonly replayOutcome: string | undefined;
  readonly bodyBytes: number;
  /** What was wrong, where it was about fields. */
  readonly fields: readonly string[];
  /** Who made something else of it, which is what a replay handles. */
  readonly editedBy: string | undefined;
  readonly editedAt: Date | undefined;
}

export interface DeadLetterDetails extends DeadLetter {
  readonly key: Buffer | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer | undefined;
  readonly stack: string | undefined;
  readonly edited: EditedLetter | undefined;
}

/** An event as it should have been. */
export interface EditedLetter {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** Something that came by no log, and that nobody would send again. */
export interface UnloggedLetter {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly code: string;
  readonly reason: string;
  readonly fields: readonly string[];
}
