import { Injectable } from '@nestjs/common';
import type { Customer } from '../domain/customer.js';
import type { PartyType } from '../domain/contact.js';
import { contextOf, normaliseHandle } from '../domain/handle.js';
import { ChannelAccounts } from './channel-accounts.js';
import { handleKeyOf } from './customer-ids.js';
import { CustomerRecords } from './records.js';

const searched = ['email', 'phone', 'social', 'device'] as const satisfies readonly PartyType[];

export interface CustomerQuery {
  readonly handle?: string;
  readonly externalId?: string;
}

/** Who has a handle on file, however it is written: those whom it alone would mean, and those who only claim it. */
@Injectable()
export class FindCustomers {
  constructor(
    private readonly records: CustomerRecords,
    private readonly accounts: ChannelAccounts,
  ) {}

  async run({ handle, externalId }: CustomerQuery): Promise<readonly Customer[]> {
    const keys = new Set<string>();
    if (externalId !== undefined) keys.add(this.keyOf('external-id', externalId));
    if (handle !== undefined) {
      for (const type of searched) keys.add(this.keyOf(type, handle));
      keys.add(this.keyOf('social', handle.toLowerCase()));
    }
    return this.records.holding([...keys]);
  }

  private keyOf(type: PartyType, handle: string): string {
    return handleKeyOf({ type, handle: normaliseHandle(type, handle, contextOf('', this.accounts)) });
  }
}
