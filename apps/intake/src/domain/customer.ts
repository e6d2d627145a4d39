import type { PartyType } from './contact.js';

export interface Handle {
  readonly type: PartyType;
  readonly handle: string;
  readonly verified: boolean;
  readonly by?: string;
}

export interface Consent<P extends string = string> {
  readonly purpose: P;
  readonly granted: boolean;
  readonly at: string;
  readonly source: string;
}

export interface Relation {
  readonly type: string;
  readonly to: string;
}

/** A person or organisation. The id follows from the handle of the first contact. */
export interface Customer {
  readonly customerId: string;
  readonly version: number;
  /** A customer of one contact, never merged. */
  readonly anonymous: boolean;
  readonly handles: readonly Handle[];
  readonly name?: string;
  readonly organisation?: string;
  readonly segment?: string;
  readonly tier?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly contactStyle?: string;
  readonly consent: readonly Consent[];
  readonly relations: readonly Relation[];
}

/** What one contact tells about its customer. */
export interface Findings {
  readonly handle: Handle;
  /** Of the party or the content: taken where nothing better is known. */
  readonly partyName?: string | undefined;
  readonly language?: string | undefined;
  readonly hints?: Hints | undefined;
}

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

/** Bounds of the contract for one customer; what comes later is left out. */
const most = { handles: 200, consent: 100, relations: 200 };
const hinted = ['name', 'organisation', 'segment', 'tier', 'timeZone', 'contactStyle'] as const;

export function newCustomer(customerId: string, findings: Findings): Customer {
  const anonymous = findings.handle.type === 'anonymous';
  return learn({ customerId, version: 0, anonymous, handles: [], consent: [], relations: [] }, findings);
}

/** The customer with what was found, one version on; the very same object when there is nothing new in it. */
export function learn(customer: Customer, { handle, partyName, language, hints }: Findings): Customer {
  const changes: { -readonly [K in keyof Customer]?: Customer[K] } = {};
  for (const field of hinted) {
    const hint = hints?.[field];
    if (hint !== undefined && hint !== customer[field]) changes[field] = hint;
  }
  if (changes.name === undefined && customer.name === undefined && partyName !== undefined) changes.name = partyName;
  if (customer.language === undefined && language !== undefined) changes.language = language;
  const handles = withHandles(customer.handles, [handle, ...hintedIds(hints)]);
  if (handles !== customer.handles) changes.handles = handles;
  const consent = withConsent(customer.consent, hints?.consent ?? []);
  if (consent !== customer.consent) changes.consent = consent;
  const relations = withRelations(customer.relations, hints?.relations ?? []);
  if (relations !== customer.relations) changes.relations = relations;
  const isKnown = customer.version > 0 && Object.keys(changes).length === 0;
  return isKnown ? customer : { ...customer, ...changes, version: customer.version + 1 };
}

function hintedIds(hints: Hints | undefined): readonly Handle[] {
  return (hints?.externalIds ?? []).map((id) => ({ type: 'external-id', handle: id, verified: false, by: 'adapter' }));
}

/** A handle that was attested once stays so. */
function withHandles(known: readonly Handle[], found: readonly Handle[]): readonly Handle[] {
  let handles = known;
  for (const handle of found) {
    const same = handles.find((one) => one.type === handle.type && one.handle === handle.handle);
    if (same === undefined) handles = handles.length < most.handles ? [...handles, handle] : handles;
    else if (handle.verified && !same.verified) handles = handles.map((one) => (one === same ? handle : one));
  }
  return handles;
}

/** For each purpose the latest word counts, in whatever order the words came. */
function withConsent(known: readonly Consent[], found: readonly Consent[]): readonly Consent[] {
  let consent = known;
  for (const word of found) {
    const earlier = consent.find((one) => one.purpose === word.purpose);
    if (earlier === undefined) consent = consent.length < most.consent ? [...consent, word] : consent;
    else if (earlier.at < word.at) consent = consent.map((one) => (one === earlier ? word : one));
  }
  return consent;
}

function withRelations(known: readonly Relation[], found: readonly Relation[]): readonly Relation[] {
  let relations = known;
  for (const relation of found) {
    const isKnown = relations.some((one) => one.type === relation.type && one.to === relation.to);
    if (!isKnown && relations.length < most.relations) relations = [...relations, relation];
  }
  return relations;
}
