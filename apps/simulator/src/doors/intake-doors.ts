import { InteractionSubmitted, TransactionSubmitted } from '#libs/contracts';
import { AdapterProducer, type Log } from '#libs/messaging';
import { setTimeout as wait } from 'node:timers/promises';
import { DoorRefused, request } from './http.js';
import type { Ledger } from './ledger.js';

interface BatchAnswer {
  readonly items: readonly { readonly status: number; readonly problem?: unknown }[];
}

/** The adapter's name at every door: a contact that comes by two of them is known to be the same. */
const source = 'simulator';
/** A service that is being started again answers nothing for some seconds; adapters keep what they have and try again. */
const tries = 60;
const pauseMs = 500;

/** The ways in for a channel adapter, all public: the inbound topic, and HTTP one by one or in batches. */
export class IntakeDoors {
  private readonly producer: AdapterProducer;

  constructor(
    log: Log,
    private readonly url: () => string,
    private readonly keys: { readonly adapter: string; readonly agent: string },
    readonly ledger: Ledger,
  ) {
    this.producer = new AdapterProducer(log);
  }

  /** @throws Error when the brokers did not take all of them */
  async publish(submissions: readonly InteractionSubmitted[], { repeated = false } = {}): Promise<void> {
    const results = await this.producer.publishMany(
      submissions.map((data) => ({ eventClass: InteractionSubmitted, data, source, id: data.externalId })),
    );
    for (const result of results) {
      if (result.stored) this.ledger[repeated ? 'kafkaRepeats' : 'kafka'] += 1;
      else if ('cause' in result) throw result.cause;
      else throw new Error(`The simulator made a contact that breaks the contract: ${JSON.stringify(result.errors)}`);
    }
  }

  /** @throws Error when the brokers did not take it */
  async publishTransaction(data: TransactionSubmitted): Promise<void> {
    const [result] = await this.producer.publishMany([
      { eventClass: TransactionSubmitted, data, source, id: data.externalId },
    ]);
    if (result?.stored !== true) throw new Error('A transaction was not stored');
    this.ledger.transactions += 1;
  }

  async postTransaction(body: TransactionSubmitted): Promise<void> {
    const key = this.keys.adapter;
    await this.patiently(() => request(`${this.url()}/v1/transactions`, { method: 'POST', body, key }));
    this.ledger.transactions += 1;
  }

  /** By the door of adapters, or by that of agents where somebody typed it in. An answer that was lost makes a new contact look repeated: what it counts as is for the caller to say. */
  async post(submission: InteractionSubmitted, { repeated = false } = {}): Promise<void> {
    const isTypedIn = submission.enteredBy !== undefined;
    const path = isTypedIn ? 'entries' : 'interactions';
    const key = isTypedIn ? this.keys.agent : this.keys.adapter;
    await this.patiently(() => request(`${this.url()}/v1/${path}`, { method: 'POST', body: submission, key }));
    this.ledger[repeated ? 'httpRepeats' : 'http'] += 1;
  }

  /** At most 1,000. Items that should be sent again are. */
  async postBatch(submissions: readonly InteractionSubmitted[], { repeated = false } = {}): Promise<void> {
    let left = submissions;
    for (let attempt = 1; left.length > 0 && attempt <= tries; attempt++) {
      const { items } = await this.patiently(() =>
        request<BatchAnswer>(`${this.url()}/v1/interactions:batch`, {
          method: 'POST',
          body: left,
          key: this.keys.adapter,
        }),
      );
      left = left.filter((_, index) => this.mustGoAgain(items[index], repeated));
      if (left.length > 0) await wait(pauseMs);
    }
    if (left.length > 0) throw new Error(`${left.length} contacts of a batch were never taken`);
  }

  /** A body that must not be taken. */
  async postWrong(body: unknown): Promise<void> {
    try {
      await request(`${this.url()}/v1/interactions`, { method: 'POST', body, key: this.keys.adapter });
    } catch (error) {
      if (!(error instanceof DoorRefused) || error.status >= 500) throw error;
      this.ledger.httpRefused += 1;
      return;
    }
    throw new Error('Intake took a body that breaks the contract');
  }

  close(): Promise<void> {
    return this.producer.close();
  }

  private mustGoAgain(item: BatchAnswer['items'][number] | undefined, repeated: boolean): boolean {
    if (item?.status === 202) {
      this.ledger[repeated ? 'httpRepeats' : 'http'] += 1;
      return false;
    }
    if (item === undefined || item.status >= 500) return true;
    throw new DoorRefused(item.status, item.problem, 'POST /v1/interactions:batch');
  }

  private async patiently<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        const isFinal = error instanceof DoorRefused && error.status < 500 && error.status !== 429;
        if (isFinal || attempt === tries) throw error;
        await wait(pauseMs);
      }
    }
  }
}
