import type { Customer, Handle } from '../domain/customer.js';
import { isComparable, isWorldwide } from '../domain/identity.js';
import type { Holder, SuggestionReason } from './customer-records.js';
import { handleKeyOf, suggestionIdOf } from './customer-ids.js';
import type { Identified } from './identify.js';
import type { IntakeUnit } from './stores.js';

/** Puts two customers together whom a channel or an agent attests to be one; ref: both ids. */
export const linkTimer = 'link-customers';

/** More who claim one address is a sign of a shared or a famous one: not worth more suggestions. */
const mostHolders = 50;

/**
 * Registers the handles that are new on a file, and sees who else has them. Attested on both sides, they belong
 * together; where one side only claims, it is for a person to say.
 */
export async function noteHandles(
  before: Customer | undefined,
  after: Customer,
  { relatives, handleKeys }: Pick<Identified, 'relatives' | 'handleKeys'>,
  unit: IntakeUnit,
): Promise<void> {
  for (const handle of after.handles) {
    const known = before?.handles.find(({ type, handle: text }) => type === handle.type && text === handle.handle);
    if (handle.type === 'anonymous' || handle.removed === true || known?.verified === handle.verified) continue;
    await noteHandle(after.customerId, handle, unit);
  }
  // Those whom an address alone would mean were looked at with the address.
  const others = relatives.filter((id) => !handleKeys.includes(id));
  await noteRelatives(after.customerId, others, unit);
}

async function noteHandle(customerId: string, handle: Handle, unit: IntakeUnit): Promise<void> {
  const key = handleKeyOf(handle);
  const row = await unit.handles.get(key);
  const holders = row?.holders ?? [];
  const others: Holder[] = holders.filter((one) => one.customerId !== customerId);
  // Who would be meant by the verified handle alone is found by the key itself, and needs no entry.
  if (key !== customerId) {
    const holder = { customerId, verified: handle.verified };
    if (others.length < mostHolders) {
      unit.handles.put({ handleKey: key, version: (row?.version ?? 0) + 1, holders: [...others, holder] });
    }
    if (!isComparable(handle)) return;
    const own = await unit.customers.get(key);
    if (own !== undefined && own.erasedAt === undefined) others.push({ customerId: key, verified: true });
  }
  if (!isComparable(handle)) return;
  for (const other of others) {
    if (isWorldwide(handle) && other.verified) link(customerId, other.customerId, unit);
    else suggest(customerId, other.customerId, reasonOf(handle), unit);
  }
}

/** What the same contact names besides: another customer of its own until now. */
async function noteRelatives(customerId: string, relatives: readonly string[], unit: IntakeUnit): Promise<void> {
  for (const relative of relatives) {
    const other = await unit.customers.get(relative);
    if (other === undefined || other.erasedAt !== undefined || relative === customerId) continue;
    suggest(customerId, relative, 'named-together', unit);
  }
}

const reasonOf = ({ type }: Handle): SuggestionReason =>
  type === 'email' ? 'same-email' : type === 'phone' ? 'same-phone' : 'same-external-id';

function link(one: string, other: string, unit: IntakeUnit): void {
  unit.schedule({ kind: linkTimer, ref: [one, other].sort().join(' '), dueAt: unit.now });
}

/** Said once for each pair. */
export function suggest(one: string, other: string, reason: SuggestionReason, unit: IntakeUnit): void {
  const [customerId, otherId] = [one, other].sort() as [string, string];
  const suggestionId = suggestionIdOf(customerId, otherId);
  unit.newSuggestions.append({
    suggestionId,
    version: 1,
    customerId,
    otherId,
    reason,
    suggestedAt: unit.now,
    state: 'open',
  });
}
