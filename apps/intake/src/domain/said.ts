/** Who said something about a customer, when, and how good that is. */
export interface Provenance {
  /** `customer`: by what the message itself shows; `adapter`: a hint of the channel's program; `agent:<id>`. */
  readonly by: string;
  /** When it was so at the source, in RFC 3339, UTC, milliseconds. */
  readonly at: string;
  /** The program that told it. */
  readonly source?: string;
  /** Somebody answers for it. Otherwise it is a claim. */
  readonly verified: boolean;
}

/** A value with its provenance; without a value: taken back. */
export interface Said<V = unknown> extends Provenance {
  readonly value?: V;
  /** Other values that were claimed within the same hour. */
  readonly others?: readonly Omit<Said<V>, 'others'>[];
}

type One<V> = Omit<Said<V>, 'others'>;

/** More values of one attribute within an hour are a quarrel of machines. */
const mostOthers = 7;

const rank = ({ verified, by }: Provenance): number => (verified ? 2 : by === 'customer' ? 0 : 1);

/**
 * Claims of one hour count as said together, so that the next contact that says what is known need not be written down:
 * otherwise every contact would change its customer, and fifty at once would wait for each other. Between values of one
 * hour the one that came up last counts. What is verified counts to the millisecond.
 */
const period = ({ verified, at }: Provenance): string => (verified ? at : at.slice(0, 13));

const text = (value: unknown): string => JSON.stringify(value) ?? '';
const isSame = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'object' && text(a) === text(b));

/**
 * What holds of two words about one thing: verified beats claimed, newer beats older. Whatever the order and grouping
 * in which words come, and however often, they end in the same (a join of a semilattice). Gives `known` itself back
 * when `said` adds nothing.
 */
export function better<V>(known: Said<V> | undefined, said: Said<V>): Said<V> {
  if (known === undefined) return said;
  const byRank = rank(said) - rank(known);
  if (byRank !== 0) return byRank > 0 ? said : known;
  const [before, now] = [period(known), period(said)];
  if (before !== now) return now > before ? said : known;
  if (said.others === undefined && isSame(said.value, known.value) && earlierOf(said, known) >= 0) return known;
  return together(known, said);
}

function together<V>(known: Said<V>, said: Said<V>): Said<V> {
  const before = candidates(known).sort(inOrder);
  const first = new Map<string, One<V>>();
  for (const one of [...before, ...candidates(said)]) {
    const key = text(one.value);
    const same = first.get(key);
    if (same === undefined || earlierOf(one, same) < 0) first.set(key, one);
  }
  // The earliest are kept and not the latest: only so the same ones stay, in whatever order they came.
  const kept = [...first.values()].sort(inOrder).slice(0, mostOthers + 1);
  const winner = kept.at(-1);
  if (winner === undefined || text(kept) === text(before)) return known;
  return kept.length === 1 ? winner : { ...winner, others: kept.slice(0, -1) };
}

function candidates<V>({ others = [], ...winner }: Said<V>): One<V>[] {
  return [...others, winner].map(({ value, by, at, source, verified }) => ({
    ...(value !== undefined && { value }),
    by,
    at,
    ...(source !== undefined && { source }),
    verified,
  }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const earlierOf = (a: Provenance, b: Provenance): number =>
  compare(a.at, b.at) || compare(a.by, b.by) || compare(a.source ?? '', b.source ?? '');
const inOrder = (a: One<unknown>, b: One<unknown>): number =>
  compare(a.at, b.at) || compare(text(a.value), text(b.value));
