import type { PartyType } from './contact.js';

export interface Handle {
  readonly type: PartyType;
  readonly handle: string;
  readonly verified: boolean;
  readonly by?: string;
  readonly at?: string;
  readonly source?: string;
  /** An agent took it off the file. */
  readonly removed?: boolean;
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
  readonly by?: string;
  readonly at?: string;
  readonly removed?: boolean;
}

/** Bounds of the contract for one customer. What is beyond them is left out, the same in whatever order things came. */
const most = { handles: 200, consent: 100, relations: 200 };

interface Entry {
  readonly by?: string;
  readonly at?: string;
  readonly source?: string;
  readonly verified?: boolean;
  readonly removed?: boolean;
}

/** Of handles that were attested or claimed the first word is kept; of what agents decide the last. */
function rank({ by, verified }: Entry): number {
  if (by?.startsWith('agent:') === true) return 2;
  return verified === true ? 1 : 0;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byAge = (a: Entry, b: Entry): number =>
  compare(a.at ?? '', b.at ?? '') ||
  Number(a.removed ?? false) - Number(b.removed ?? false) ||
  Number(a.verified ?? false) - Number(b.verified ?? false) ||
  compare(a.by ?? '', b.by ?? '') ||
  compare(a.source ?? '', b.source ?? '');

function betterEntry<E extends Entry>(known: E, found: E): E {
  const byRank = rank(found) - rank(known);
  if (byRank !== 0) return byRank > 0 ? found : known;
  const age = byAge(found, known);
  return (rank(found) === 2 ? age > 0 : age < 0) ? found : known;
}

export function joinHandles(known: readonly Handle[], found: readonly Handle[]): readonly Handle[] {
  return join(known, found, (a, b) => a.type === b.type && a.handle === b.handle, betterEntry, most.handles);
}

/** Whoever says which handles, relations or purposes first, the same remain. */
function join<E extends Entry>(
  known: readonly E[],
  found: readonly E[],
  isSame: (a: E, b: E) => boolean,
  choose: (known: E, found: E) => E,
  limit: number,
): readonly E[] {
  let entries = known;
  for (const entry of found) {
    const same = entries.find((one) => isSame(one, entry));
    if (same === undefined) {
      entries = [...entries, entry];
      continue;
    }
    const chosen = choose(same, entry);
    if (chosen !== same) entries = entries.map((one) => (one === same ? chosen : one));
  }
  if (entries.length <= limit) return entries;
  const kept = new Set([...entries].sort((a, b) => rank(b) - rank(a) || byAge(a, b)).slice(0, limit));
  const cut = entries.filter((one) => kept.has(one));
  return cut.length === known.length && cut.every((one, at) => one === known[at]) ? known : cut;
}

/** For each purpose the latest word counts; of two at one time the refusal. */
export function joinConsent(known: readonly Consent[], found: readonly Consent[]): readonly Consent[] {
  const later = (a: Consent, b: Consent): Consent => {
    const order = compare(b.at, a.at) || Number(a.granted) - Number(b.granted) || compare(b.source, a.source);
    return order > 0 ? b : a;
  };
  return join(known, found, (a, b) => a.purpose === b.purpose, later, most.consent);
}

export function joinRelations(known: readonly Relation[], found: readonly Relation[]): readonly Relation[] {
  return join(known, found, (a, b) => a.type === b.type && a.to === b.to, betterEntry, most.relations);
}
