import { attributes, emptyFile, fileAlone, fileOf, joinFiles, type CustomerFile } from './customer-file.js';
import type { Consent, Handle, Relation } from './file-lists.js';

export type { Consent, Handle, Relation } from './file-lists.js';

/**
 * A person or organisation under one key for ever: the id follows from the handle by which they first came. What they
 * said under it is this file and no other; customers that were merged share a `view`, the join of their files, which
 * the surviving one has. So a merge can be taken back exactly, whatever came since.
 */
export interface Customer extends CustomerFile {
  readonly customerId: string;
  readonly version: number;
  /** A customer of one contact, never merged. */
  readonly anonymous: boolean;
  /** The customer that this one was merged into, as it was decided. */
  readonly parent?: string;
  /** The one that survives, at the end of the chain of parents. */
  readonly mergedInto?: string;
  /** Everybody who was merged into this one, and into those. */
  readonly mergedFrom: readonly string[];
  /** Of the surviving customer of several: what all of them are known by. */
  readonly view?: CustomerFile;
  /** Everything that was known is gone; nothing is learnt any more. */
  readonly erasedAt?: Date;
}

/** What one contact tells about its customer. */
export interface Findings {
  /** When it was so, in RFC 3339, UTC, milliseconds. */
  readonly at: string;
  /** The program that told it. */
  readonly source: string;
  readonly handles: readonly Pick<Handle, 'type' | 'handle' | 'verified'>[];
  /** What the message itself shows. */
  readonly partyName?: string | undefined;
  readonly language?: string | undefined;
  readonly hints?: Hints | undefined;
}

/** What the channel's program believes; claims, all of it. */
export interface Hints {
  readonly externalIds?: readonly string[];
  readonly name?: string;
  readonly organisation?: string;
  readonly segment?: string;
  readonly tier?: string;
  readonly timeZone?: string;
  readonly contactStyle?: string;
  readonly consent?: readonly Consent[];
  readonly relations?: readonly Relation[];
}

export function newCustomer(customerId: string, findings: Findings): Customer {
  const anonymous = findings.handles[0]?.type === 'anonymous';
  return learn({ ...emptyFile, customerId, version: 0, anonymous, mergedFrom: [] }, findings);
}

/** The customer with what was found, one version on; the very same object when there is nothing new in it. */
export function learn(customer: Customer, findings: Findings): Customer {
  const after = joinFiles(customer, heard(findings));
  if (after === customer && customer.version > 0) return customer;
  const more = { ...after, version: customer.version + 1 };
  return customer.view === undefined ? more : { ...more, view: joinFiles(customer.view, fileAlone(after)) };
}

function heard({ at, source, handles, partyName, language, hints }: Findings): CustomerFile {
  const seen = fileOf({ name: partyName, language }, { by: 'customer', at, source, verified: false });
  const claim = { by: 'adapter', at, source, verified: false } as const;
  // To the hour, so that of fifty first contacts at once not each has an older word than the one before.
  const since = `${at.slice(0, 13)}:00:00.000Z`;
  const found = { handles: handles.map((handle) => ({ ...handle, by: 'adapter', at: since, source })) };
  if (hints === undefined) return { ...seen, ...found };
  const { externalIds = [], consent = [], relations = [] } = hints;
  const ids = externalIds.map((handle): Handle => ({ type: 'external-id', handle, ...claim, at: since }));
  const claimed = fileOf(hints, claim, {
    handles: [...found.handles, ...ids],
    consent,
    relations: relations.map(({ type, to }) => ({ type, to, by: 'adapter', at: since })),
  });
  return joinFiles(claimed, seen);
}

/** What is known of the customer, together with those merged into it. */
export const viewOf = (customer: Customer): CustomerFile => customer.view ?? customer;

/** Nothing is left but that there was somebody, and until when. */
export function erased({ customerId, version, anonymous }: Customer, at: Date): Customer {
  return { ...emptyFile, customerId, version: version + 1, anonymous, mergedFrom: [], erasedAt: at };
}

/** Whether two states differ in more than version and age: the rest need not be told to anybody. */
export function isNews(before: Customer | undefined, after: Customer): boolean {
  if (before === undefined) return true;
  const [known, now] = [viewOf(before), viewOf(after)];
  return (
    attributes.some((attribute) => JSON.stringify(known[attribute]) !== JSON.stringify(now[attribute])) ||
    (known.handles !== now.handles && namesOf(known.handles) !== namesOf(now.handles)) ||
    known.consent !== now.consent ||
    known.relations !== now.relations
  );
}

const namesOf = (handles: readonly Handle[]): string =>
  JSON.stringify(handles.map(({ type, handle, verified, removed }) => [type, handle, verified, removed]));
