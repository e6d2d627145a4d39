import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '#libs/contracts';
import type { Frozen } from '../domain/facts/frozen.js';
import type { Speech } from '../domain/signs/phrases/speech.js';
import { present } from '../domain/present.js';
import { unknownCustomer, type CustomerFact } from '../domain/customer-fact.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Merges of merges are followed so far; a circle ends there. */
const longestChain = 10;

/** The customer, and whom they were merged into, one after the other. */
export async function survivorsOf(customerId: string, unit: FeedbackAnalyticsUnit): Promise<readonly CustomerFact[]> {
  const chain: CustomerFact[] = [];
  for (let next: string | undefined = customerId; next !== undefined && chain.length < longestChain;) {
    const known: CustomerFact = (await unit.customers.get(next)) ?? unknownCustomer(next);
    chain.push(known);
    next = known.mergedInto;
  }
  return chain;
}

@Injectable()
export class FrozenContexts {
  private readonly given = new WeakMap<CloudEvent, Frozen>();
  private readonly noted = new WeakMap<CloudEvent, Frozen>();

  /** Says what was known when the event was consumed the first time. */
  give(event: CloudEvent, frozen: Frozen): void {
    this.given.set(event, frozen);
  }

  notedOf(event: CloudEvent): Frozen | undefined {
    return this.given.get(event) ?? this.noted.get(event);
  }

  /** Segment and tier of a customer now, and who they are known as; or then, where the event comes from the archive. */
  async customer(event: CloudEvent, customerId: string, unit: FeedbackAnalyticsUnit): Promise<Frozen> {
    const given = this.given.get(event);
    if (given) return given;
    const chain = await survivorsOf(customerId, unit);
    const { segment, tier } = chain.at(-1) ?? unknownCustomer(customerId);
    const path = chain.slice(1).map((one) => one.customerId);
    return this.note(event, present({ segment, tier, path: path.length > 0 ? path : undefined }));
  }

  speech(event: CloudEvent, find: () => Speech | undefined): Speech | undefined {
    const given = this.given.get(event);
    if (given) return given.speech;
    const speech = find();
    if (speech) this.note(event, { ...this.noted.get(event), speech });
    return speech;
  }

  private note(event: CloudEvent, frozen: Frozen): Frozen {
    this.noted.set(event, frozen);
    return frozen;
  }
}
