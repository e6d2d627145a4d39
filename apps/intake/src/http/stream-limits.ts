import { Injectable } from '@nestjs/common';

/** What a stream of lines may take of an instance. */
@Injectable()
export class StreamLimits {
  /** Each can keep a connection to the database busy, and unread answers in memory. */
  readonly mostStreams: number = 16;
  /** Of one adapter (or whoever else has the key), so that nobody takes all of them. */
  readonly mostOfOne: number = 2;
  /** A sender that brings nothing, or reads nothing, for so long is given up. */
  readonly silenceMs: number = 30_000;
  /** A sender that was waited for so long must have brought `leastBytes` in that time. */
  readonly paceMs: number = 60_000;
  readonly leastBytes: number = 64 * 60;
  /** For the rate of the key, over the whole stream: whoever has a lower rate sends shorter streams. */
  readonly mostWaitMs: number = 600_000;
}
