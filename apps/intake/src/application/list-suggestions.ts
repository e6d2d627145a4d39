import { Injectable } from '@nestjs/common';
import { evidenceOf, type Evidence } from '../domain/evidence.js';
import type { MergeSuggestion } from './customer-records.js';
import { CustomerRecords, SuggestionRecords } from './records.js';

export interface ShownSuggestion extends MergeSuggestion {
  readonly evidence: readonly Evidence[];
}

/** Pairs that may be one customer, with what speaks for it. */
@Injectable()
export class ListSuggestions {
  constructor(
    private readonly suggestions: SuggestionRecords,
    private readonly customers: CustomerRecords,
  ) {}

  async run(state: MergeSuggestion['state'], limit: number, cursor: string | undefined) {
    const { items, nextCursor } = await this.suggestions.page(state, limit, cursor);
    const found = await this.customers.findAll(items.flatMap(({ customerId, otherId }) => [customerId, otherId]));
    const byId = new Map(found.map((customer) => [customer.customerId, customer]));
    const shown = items.map((item): ShownSuggestion => {
      const [one, other] = [byId.get(item.customerId), byId.get(item.otherId)];
      return { ...item, evidence: one && other ? evidenceOf(one, other) : [] };
    });
    return { items: shown, ...(nextCursor !== undefined && { nextCursor }) };
  }
}
