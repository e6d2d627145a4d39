import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import { attributes, fileOf, joinFiles, type Attribute, type QuietHours } from '../domain/customer-file.js';
import type { Consent, Customer, Handle } from '../domain/customer.js';
import type { PartyType } from '../domain/contact.js';
import { contextOf } from '../domain/handle.js';
import { ChannelAccounts } from './channel-accounts.js';
import { knownCustomer } from './customer-group.js';
import { handleKeyOf } from './customer-ids.js';
import { keepCustomer } from './know-customer.js';
import { noteHandles } from './note-handles.js';
import type { IntakeStores, IntakeUnit } from './stores.js';
import { usableHandle } from './usable-handle.js';

/** `null` takes a value back. */
export interface CustomerEdit {
  readonly name?: string | null;
  readonly organisation?: string | null;
  readonly segment?: string | null;
  readonly tier?: string | null;
  readonly language?: string | null;
  readonly timeZone?: string | null;
  readonly contactStyle?: string | null;
  readonly quietHours?: QuietHours | null;
  readonly consent?: readonly { readonly purpose: string; readonly granted: boolean; readonly source?: string }[];
  readonly relations?: readonly { readonly type: string; readonly to: string; readonly removed?: boolean }[];
  readonly handles?: readonly EditedHandle[];
}

interface EditedHandle {
  readonly type: PartyType;
  readonly handle: string;
  readonly verified?: boolean;
  readonly removed?: boolean;
}

/** A person corrects a file. What they say is verified, unless they say otherwise, so no adapter overrules it. */
@Injectable()
export class EditCustomer {
  constructor(
    private readonly units: Units<IntakeStores>,
    private readonly accounts: ChannelAccounts,
  ) {}

  /**
   * Of a merged customer its own file: that is what it has when the merge is taken back.
   * @param by `agent:<id>`
   */
  run(customerId: string, edit: CustomerEdit, by: string): Promise<Customer> {
    const handles = (edit.handles ?? []).map((one, at) => this.normal(one, at));
    const keys = handles.map((one) => handleKeyOf(one));
    return this.units.run('edit-customer', { customers: [customerId, ...keys], handles: keys }, async (unit) => {
      const before = await knownCustomer(customerId, unit);
      refuseErased(before);
      refuseOwnHandle(customerId, handles);
      const after = edited(before, { ...edit, handles }, by, unit.now);
      if (after === before) return before;
      keepCustomer(before, after, unit);
      if (handles.length > 0) await noteHandles(before, after, { relatives: [], handleKeys: keys }, unit);
      this.note(customerId, edit, by, unit);
      return after;
    });
  }

  private normal(edited: EditedHandle, at: number): EditedHandle {
    const handle = usableHandle(edited, contextOf('', this.accounts), `handles.${String(at)}.handle`);
    return { ...edited, handle };
  }

  private note(customerId: string, edit: CustomerEdit, by: string, unit: IntakeUnit): void {
    const reason = Object.keys(edit).sort().join(', ');
    unit.audit.append({ auditId: unit.newId(), at: unit.now, by, action: 'edited', customerId, reason });
  }
}

function edited(before: Customer, edit: CustomerEdit, by: string, now: Date): Customer {
  const at = now.toISOString();
  const values: Partial<Record<Attribute, unknown>> = {};
  for (const attribute of attributes) if (edit[attribute] !== undefined) values[attribute] = edit[attribute];
  const said = fileOf(
    values as Parameters<typeof fileOf>[0],
    { by, at, verified: true },
    {
      handles: (edit.handles ?? []).map(({ type, handle, verified = true, removed }): Handle => ({
        type,
        handle,
        verified,
        by,
        at,
        ...(removed === true && { removed }),
      })),
      consent: (edit.consent ?? []).map(({ purpose, granted, source }): Consent => ({
        purpose,
        granted,
        at,
        source: source ?? by,
      })),
      relations: (edit.relations ?? []).map(({ type, to, removed }) => ({
        type,
        to,
        by,
        at,
        ...(removed === true && { removed }),
      })),
    },
  );
  const after = joinFiles(before, said);
  if (after === before) return before;
  const more = { ...after, version: before.version + 1 };
  return before.view === undefined ? more : { ...more, view: joinFiles(before.view, said) };
}

function refuseErased({ erasedAt, customerId }: Customer): void {
  if (erasedAt === undefined) return;
  throw new DomainError('erased-customer', 'an erased customer has no file any more', 'conflict', { customerId });
}

/** What a customer came by is how they are found; who has a new address gets it beside the old one. */
function refuseOwnHandle(customerId: string, handles: readonly EditedHandle[]): void {
  const own = handles.find((one) => one.removed === true && handleKeyOf(one) === customerId);
  if (own === undefined) return;
  throw new DomainError('own-handle', 'the handle by which a customer came stays on its file', 'conflict', {
    type: own.type,
  });
}
