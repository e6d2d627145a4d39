import type { ClockTerms, PauseReason } from './sla-terms.js';

interface Entry {
  /** The same thing told twice has the same id, and counts once. */
  readonly id: string;
  /** When it happened, in milliseconds of the epoch; not when it was heard of. */
  readonly at: number;
}

/** What happened in one cycle of a case as far as its clocks are concerned. */
export type LedgerEntry = Entry &
  (
    | { readonly type: 'opened'; readonly awaits: Awaits }
    /** The customer wrote, called or came, and waits for an answer. */
    | { readonly type: 'contact' }
    /** We answered. */
    | { readonly type: 'reply' }
    | { readonly type: 'paused' | 'resumed'; readonly reason: PauseReason }
    | { readonly type: 'resolved' | 'closed' }
    /** A newer policy, by an explicit command. */
    | { readonly type: 'carry-over'; readonly terms: readonly ClockTerms[] }
  );

/** What the customer who opened the case waits for: praise asks for nothing, who was served outside for no first answer. */
export type Awaits = 'answer' | 'resolution' | 'nothing';

export type Ledger = readonly LedgerEntry[];

/** Conversations longer than this forget what was said in the middle. */
export const maxEntries = 200;

/** In the order in which things happened; the same ledger when the entry is known already. */
export function withEntry(ledger: Ledger, entry: LedgerEntry): Ledger {
  return ledger.some(({ id }) => id === entry.id) ? ledger : [...ledger, entry].sort(inOrder);
}

/** Of what happens at once, the customer spoke first. */
const rank = {
  opened: 0,
  contact: 1,
  reply: 2,
  resumed: 3,
  paused: 4,
  resolved: 5,
  closed: 6,
  'carry-over': 7,
} as const;

export function inOrder(a: LedgerEntry, b: LedgerEntry): number {
  return a.at - b.at || rank[a.type] - rank[b.type] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * A ledger in order and within its size. A contact on top of an unanswered one measures nothing and goes first; then the
 * oldest exchange after the first reply. `correctableFrom` is the time up to which something that was measured is forgotten.
 */
export function shortened(ledger: Ledger): { readonly ledger: Ledger; readonly correctableFrom?: number } {
  if (ledger.length <= maxEntries) return { ledger };
  const said = ledger.filter(isSaid);
  const redundant = said.find((entry, index) => entry.type === 'contact' && said[index - 1]?.type === 'contact');
  if (redundant) return { ledger: ledger.filter((entry) => entry !== redundant) };
  const [, next, latest] = said.filter(({ type }) => type === 'reply');
  const first = said.findIndex(({ type }) => type === 'reply');
  if (next === undefined || latest === undefined) return { ledger };
  const forgotten = said.slice(first + 1, said.indexOf(next) + 1);
  return { ledger: ledger.filter((entry) => !forgotten.includes(entry)), correctableFrom: next.at };
}

const isSaid = ({ type }: LedgerEntry): boolean => type === 'contact' || type === 'reply';
