import type { EventClass, FieldError } from '#libs/contracts';
import type { Log } from '../log/log.js';
import { encodePublication, type Publication, type PublicationEnvelope } from './publication.js';
import { SendingQueue } from './sending-queue.js';

/** What became of one publication. */
export type PublicationResult =
  | { readonly stored: true }
  /** It breaks the contract: every field at fault is named. Nothing was sent. */
  | { readonly stored: false; readonly errors: readonly FieldError[] }
  /** The broker refused it, or was away for too long. In the latter case it may have been stored all the same. */
  | { readonly stored: false; readonly errors: readonly []; readonly cause: unknown };

/** Thrown by `publish` for data that break the contract. */
export class PublicationInvalid extends Error {
  constructor(readonly errors: readonly FieldError[]) {
    super(`The event breaks its contract: ${errors.map(({ field, problem }) => `${field} ${problem}`).join('; ')}`);
    this.name = 'PublicationInvalid';
  }
}

export interface AdapterProducerOptions {
  /** How long a publication is tried before it is rejected, in milliseconds. Default: 300,000. */
  readonly giveUpAfterMs?: number;
}

/**
 * For programs that publish what happens on a channel: interactions, receipts, transactions. Checks every event as the
 * reader will, keeps the order of calls within a key, and resolves only when the brokers have stored it. Publishing
 * again under the same source and id is safe: it counts once.
 */
export class AdapterProducer {
  private readonly queue: SendingQueue;

  constructor(log: Log, { giveUpAfterMs = 300_000 }: AdapterProducerOptions = {}) {
    this.queue = new SendingQueue(log, giveUpAfterMs);
  }

  /**
   * @throws PublicationInvalid when the event breaks its contract
   * @throws RecordRefused when the broker will never take it; anything else when it was away for too long
   */
  async publish<T extends object>(eventClass: EventClass<T>, data: T, envelope: PublicationEnvelope): Promise<void> {
    const [result] = await this.publishMany([{ ...envelope, eventClass, data }]);
    if (result === undefined || result.stored) return;
    throw 'cause' in result ? result.cause : new PublicationInvalid(result.errors);
  }

  /** The results stand in the order of the publications. Never rejects for the fault of one. Any number is welcome. */
  publishMany(publications: readonly Publication[]): Promise<PublicationResult[]> {
    return Promise.all(publications.map((publication) => this.store(publication)));
  }

  /** Waits until everything published is stored or rejected. */
  close(): Promise<void> {
    return this.queue.close();
  }

  private store(publication: Publication): Promise<PublicationResult> {
    const encoded = encodePublication(publication);
    if (!encoded.ok) return Promise.resolve({ stored: false, errors: encoded.errors });
    return this.queue.add(encoded.record).then(
      () => ({ stored: true }),
      (cause: unknown) => ({ stored: false, errors: [], cause }),
    );
  }
}
