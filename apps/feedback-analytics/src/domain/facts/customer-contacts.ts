import { defaultWindowDays } from '../service/repeat-contacts.js';
import type { Contribution } from './contribution.js';
import type { Dims } from './dims.js';

/** One contact of a known customer about an issue. */
export interface IssueContact {
  readonly interactionId: string;
  readonly at: number;
  readonly dims: Dims;
  /** Who has had it, from who made it to who has it now: merges add to it, and their reversal takes away. */
  readonly holders: readonly string[];
  /** Counted for good; kept so that the next one knows that there was one before. */
  readonly isSettled?: boolean;
}

/** What a customer came about, by issue, each in the order of its time. */
export interface CustomerContacts {
  readonly customerId: string;
  readonly version: number;
  readonly issues: Readonly<Record<string, readonly IssueContact[]>>;
}

const dayMs = 86_400_000;
const windowMs = defaultWindowDays * dayMs;
/** Of an issue with many contacts only those of the last days may still change. */
const manyContacts = 100;
const changeableMs = 60 * dayMs;

export function noContacts(customerId: string): CustomerContacts {
  return { customerId, version: 0, issues: {} };
}

/** With one contact more. Undefined when it is known already. */
export function withContact(
  state: CustomerContacts,
  issueKey: string,
  contact: IssueContact,
): CustomerContacts | undefined {
  const known = state.issues[issueKey] ?? [];
  if (known.some(({ interactionId }) => interactionId === contact.interactionId)) return undefined;
  const contacts = inOrder([...known, contact]);
  return { ...state, version: state.version + 1, issues: { ...state.issues, [issueKey]: contacts } };
}

/** Forgets what cannot change any more, after it was counted. */
export function settled(state: CustomerContacts, issueKey: string): CustomerContacts {
  const contacts = state.issues[issueKey] ?? [];
  const newest = contacts.at(-1)?.at ?? 0;
  const first = contacts.findIndex(({ at }) => at > newest - changeableMs);
  if (contacts.length <= manyContacts || first < 1) return state;
  const kept = contacts.slice(first - 1).map((one, index) => (index === 0 ? { ...one, isSettled: true } : one));
  return { ...state, issues: { ...state.issues, [issueKey]: kept } };
}

/** The contacts that `from` gives to `to`, when the one is merged into the other or parted from it again. */
export function moved(
  from: CustomerContacts,
  to: CustomerContacts,
  holdersAfter: (contact: IssueContact) => readonly string[] | undefined,
): readonly [from: CustomerContacts, to: CustomerContacts] {
  const staying: Record<string, readonly IssueContact[]> = {};
  const receiving: Record<string, readonly IssueContact[]> = { ...to.issues };
  for (const [issueKey, contacts] of Object.entries(from.issues)) {
    const moving: IssueContact[] = [];
    const rest: IssueContact[] = [];
    for (const contact of contacts) {
      const holders = holdersAfter(contact);
      if (holders) moving.push({ ...contact, holders });
      else rest.push(contact);
    }
    if (rest.length > 0) staying[issueKey] = rest;
    if (moving.length > 0) receiving[issueKey] = inOrder([...(receiving[issueKey] ?? []), ...moving]);
  }
  return [
    { ...from, version: from.version + 1, issues: staying },
    { ...to, version: to.version + 1, issues: receiving },
  ];
}

/** Who is merged gives everything. */
export function whenMerged(into: string): (contact: IssueContact) => readonly string[] {
  return ({ holders }) => [...holders, into];
}

/** Whoever is parted takes along what had come by them. */
export function whenParted(customerId: string): (contact: IssueContact) => readonly string[] | undefined {
  return ({ holders }) => {
    const place = holders.indexOf(customerId);
    return place < 0 ? undefined : holders.slice(0, place + 1);
  };
}

/** Of one issue, or of all: whether there was a contact before each, and whether another came after it. */
export function contactContributionsOf({ issues }: CustomerContacts, issueKey?: string): readonly Contribution[] {
  const rows = issueKey === undefined ? Object.values(issues) : [issues[issueKey] ?? []];
  return rows.flatMap((contacts) =>
    contacts.flatMap(({ at, dims, isSettled }, index): Contribution[] => {
      if (isSettled) return [];
      const [before, after] = [contacts[index - 1], contacts[index + 1]];
      const isRepeat = before !== undefined && at - before.at <= windowMs;
      const cameAgain = after !== undefined && after.at - at <= windowMs;
      return [{ measure: 'contact', at, dims, sums: { n: 1, part: isRepeat ? 1 : 0, part2: cameAgain ? 1 : 0 } }];
    }),
  );
}

/** At one time the id decides, so that the order does not depend on who was heard first. */
function inOrder(contacts: readonly IssueContact[]): readonly IssueContact[] {
  return [...contacts].sort((a, b) => a.at - b.at || (a.interactionId < b.interactionId ? -1 : 1));
}
