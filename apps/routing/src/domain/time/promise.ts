/** Promises of a company: how early to warn, and when what was not done counts as never done. */
export interface PromisePolicy {
  readonly warnBeforeMs: number;
  readonly brokenAfterMs: number;
}

export const defaultPromisePolicy: PromisePolicy = { warnBeforeMs: 3_600_000, brokenAfterMs: 86_400_000 };

/** What does what was promised: our next reply, a call, the resolution, or only the agent's word that it is done. */
export type PromiseKind = 'reply' | 'callback' | 'resolution' | 'action';
export type PromiseState = 'open' | 'kept' | 'late' | 'broken' | 'withdrawn';

/** Something told to a customer with a due time. Times in milliseconds of the epoch. */
export interface CasePromise {
  readonly promiseId: string;
  readonly kind: PromiseKind;
  readonly what: string;
  readonly madeAt: number;
  readonly dueAt: number;
  /** The agent who answers for it; absent: whoever has the case. */
  readonly owner?: string;
  readonly interactionId?: string;
  /** The promise that it was made in place of; that one still counts as what it was. */
  readonly replaces?: string;
  readonly warnAt: number;
  /** How long after the due time it still helps. */
  readonly brokenAfterMs: number;
  readonly doneAt?: number;
  readonly withdrawnAt?: number;
  /** What was told of it, so that only news is told. */
  readonly state: PromiseState;
  readonly decidedAt?: number;
  readonly isWarned: boolean;
}

export type NewPromise = Pick<
  CasePromise,
  'promiseId' | 'kind' | 'what' | 'madeAt' | 'dueAt' | 'owner' | 'interactionId' | 'replaces'
>;

/** Warned of early, but never in the first half of its time. */
export function promised(made: NewPromise, { warnBeforeMs, brokenAfterMs }: PromisePolicy): CasePromise {
  const lead = Math.min(warnBeforeMs, (made.dueAt - made.madeAt) / 2);
  return { ...made, warnAt: Math.floor(made.dueAt - lead), brokenAfterMs, state: 'open', isWarned: false };
}

export interface PromiseDecision {
  readonly state: PromiseState;
  /** When the deciding fact happened. */
  readonly decidedAt?: number;
}

/**
 * What has become of a promise by `now`, from when things happened alone. One in whose place another was made is not
 * broken while that one may still be kept; it is late at best.
 */
export function decidePromise(promise: CasePromise, all: readonly CasePromise[], now: number): PromiseDecision {
  const { dueAt, doneAt = Infinity, withdrawnAt = Infinity } = promise;
  const brokenAt = lastDue(promise, all) + promise.brokenAfterMs;
  if (withdrawnAt < dueAt && withdrawnAt < doneAt) return { state: 'withdrawn', decidedAt: withdrawnAt };
  if (doneAt <= dueAt) return { state: 'kept', decidedAt: doneAt };
  if (doneAt <= brokenAt) return { state: 'late', decidedAt: doneAt };
  return now >= brokenAt ? { state: 'broken', decidedAt: brokenAt } : { state: 'open' };
}

/** The due time of the last promise made in its place. */
function lastDue(promise: CasePromise, all: readonly CasePromise[]): number {
  const next = all.find(({ replaces }) => replaces === promise.promiseId);
  return next === undefined ? promise.dueAt : Math.max(promise.dueAt, lastDue(next, all));
}

/** What was promised happened: it counts for every promise of the kind that had been made before. */
export function fulfilled(
  promises: readonly CasePromise[],
  kinds: readonly PromiseKind[],
  doneAt: number,
): readonly CasePromise[] {
  const concerns = ({ kind, madeAt, doneAt: before = Infinity }: CasePromise): boolean =>
    kinds.includes(kind) && madeAt < doneAt && doneAt < before;
  return promises.some(concerns)
    ? promises.map((promise) => (concerns(promise) ? { ...promise, doneAt } : promise))
    : promises;
}

/** `promise` is the promise as this piece of news leaves it. */
export interface PromiseNews {
  readonly news: 'warned' | Exclude<PromiseState, 'open'>;
  readonly promise: CasePromise;
}

export function promiseNews(promises: readonly CasePromise[], now: number): readonly PromiseNews[] {
  return promises.flatMap((promise): readonly PromiseNews[] => {
    const { state, decidedAt } = decidePromise(promise, promises, now);
    if (state === 'open')
      return isWarning(promise, promises, now) ? [{ news: 'warned', promise: { ...promise, isWarned: true } }] : [];
    if (state === promise.state && decidedAt === promise.decidedAt) return [];
    return [{ news: state, promise: { ...promise, state, ...(decidedAt !== undefined && { decidedAt }) } }];
  });
}

const isWarning = (promise: CasePromise, all: readonly CasePromise[], now: number): boolean =>
  promise.warnAt <= now && now < promise.dueAt && needsWarning(promise, all);

/** Of what was explained already nobody need be warned. */
const needsWarning = ({ isWarned, promiseId }: CasePromise, all: readonly CasePromise[]): boolean =>
  !isWarned && !all.some(({ replaces }) => replaces === promiseId);

/** When time itself will bring news; undefined when only a fact can. */
export function nextPromiseNewsAt(promises: readonly CasePromise[], now: number): number | undefined {
  const times = promises.flatMap((promise) => {
    if (decidePromise(promise, promises, now).state !== 'open') return [];
    const warning = needsWarning(promise, promises) && now < promise.dueAt ? [promise.warnAt] : [];
    return [...warning, lastDue(promise, promises) + promise.brokenAfterMs];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The promises with one made, or changed, in its place. */
export function withPromise(promises: readonly CasePromise[], changed: CasePromise): readonly CasePromise[] {
  const isKnown = promises.some(({ promiseId }) => promiseId === changed.promiseId);
  if (!isKnown) return [...promises, changed];
  return promises.map((promise) => (promise.promiseId === changed.promiseId ? changed : promise));
}
