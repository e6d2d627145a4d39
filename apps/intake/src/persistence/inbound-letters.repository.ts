import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { topics } from '#libs/contracts';
import { ChannelAccounts } from '../application/channel-accounts.js';
import { InboundLetters } from '../application/records.js';
import type { PartyType } from '../domain/contact.js';
import type { Handle } from '../domain/customer.js';
import { contextOf, normaliseHandle } from '../domain/handle.js';

interface Letter {
  readonly id: string;
  readonly body: Buffer;
  /** As somebody put it right: it may name another person than what came. */
  readonly editedBody: Buffer | null;
}

interface Sender {
  readonly type?: unknown;
  readonly handle?: unknown;
  readonly identities?: unknown;
}

const atOnce = 500;

/** There are few such submissions, or operators have other worries: all of them are looked through. */
@Injectable()
export class InboundLettersRepository extends InboundLetters {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: ChannelAccounts,
  ) {
    super();
  }

  async ofHandles(handles: readonly Handle[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [table, kind, edited] of [
      ['dead_letter', 'dead', 'edited_body'],
      ['parked_event', 'parked', 'null::bytea'],
    ] as const) {
      for (let after = 0; ;) {
        const rows: readonly Letter[] = await this.database.query(
          `select id, body, ${edited} as "editedBody" from ${table} where topic = $1 and id > $2 and body is not null order by id limit ${String(atOnce)}`,
          [topics.inbound, after],
        );
        found.push(...rows.filter((letter) => this.isAbout(handles, letter)).map(({ id }) => `${kind}:${id}`));
        const last = rows.at(-1);
        if (last === undefined) break;
        after = Number(last.id);
      }
    }
    return found;
  }

  private isAbout(handles: readonly Handle[], { body, editedBody }: Letter): boolean {
    return this.isFrom(handles, body) || (editedBody !== null && this.isFrom(handles, editedBody));
  }

  private isFrom(handles: readonly Handle[], body: Buffer): boolean {
    const text = body.toString('utf8');
    const sent = sendersOf(text);
    if (sent === undefined) return handles.some(({ handle }) => text.toLowerCase().includes(handle.toLowerCase()));
    const context = contextOf(sent.channelAccount, this.accounts);
    const normal = ({ type, handle }: Sender): string =>
      typeof handle === 'string' && typeof type === 'string' ? safely(type as PartyType, handle, context) : '';
    return sent.parties.some((party) =>
      handles.some(({ type, handle }) => type === party.type && handle === normal(party)),
    );
  }
}

/** A type that does not exist may be what was wrong with it. */
function safely(type: PartyType, handle: string, context: Parameters<typeof normaliseHandle>[2]): string {
  return String(normaliseHandle(type, handle, context));
}

/** Undefined when it is no submission, or a CloudEvent around none. */
function sendersOf(text: string): { readonly channelAccount: string; readonly parties: readonly Sender[] } | undefined {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const data = (body['data'] ?? body) as { readonly channelAccount?: unknown; readonly party?: Sender };
    const { party, channelAccount } = data;
    if (party?.handle === undefined) return undefined;
    const { identities } = party;
    const others = Array.isArray(identities) ? (identities as readonly Sender[]) : [];
    return { channelAccount: typeof channelAccount === 'string' ? channelAccount : '', parties: [party, ...others] };
  } catch {
    return undefined;
  }
}
