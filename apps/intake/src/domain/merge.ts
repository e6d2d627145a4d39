import { emptyFile, fileAlone, joinFiles, type CustomerFile } from './customer-file.js';
import type { Customer } from './customer.js';

/** A group has at most so many members: the contract's bound of `mergedFrom`, and the survivor. */
export const mostMembers = 201;

export type MergeRefusal =
  'same-customer' | 'anonymous-customer' | 'erased-customer' | 'merged-already' | 'too-many-members';

export type MergeDecision =
  | { readonly kind: 'merged'; readonly survivorId: string; readonly changed: readonly Customer[] }
  | { readonly kind: 'unchanged'; readonly survivorId: string }
  | { readonly kind: 'refused'; readonly code: MergeRefusal; readonly details: Readonly<Record<string, unknown>> };

export const rootIdOf = ({ customerId, mergedInto }: Customer): string => mergedInto ?? customerId;

/**
 * `other` becomes a part of the group of `into`. `rows`: all members of both groups. There are no cycles, because only
 * the head of a group can be merged, and only into another group; who asks for a merge that there is already gets it.
 */
export function merge(into: Customer, other: Customer, rows: readonly Customer[]): MergeDecision {
  const survivorId = rootIdOf(into);
  if (into.customerId === other.customerId) return { kind: 'refused', code: 'same-customer', details: {} };
  const unfit = [into, other].find(({ erasedAt, anonymous }) => erasedAt !== undefined || anonymous);
  if (unfit) {
    const code = unfit.erasedAt === undefined ? 'anonymous-customer' : 'erased-customer';
    return { kind: 'refused', code, details: { customerId: unfit.customerId } };
  }
  if (rootIdOf(other) === survivorId) return { kind: 'unchanged', survivorId };
  const merged = [into, other].find(({ mergedInto }) => mergedInto !== undefined);
  if (merged) {
    const { customerId, mergedInto } = merged;
    return { kind: 'refused', code: 'merged-already', details: { customerId, mergedInto } };
  }
  if (rows.length > mostMembers) return { kind: 'refused', code: 'too-many-members', details: { limit: mostMembers } };
  const joined = rows.map((row) => (row.customerId === other.customerId ? { ...row, parent: survivorId } : row));
  return { kind: 'merged', survivorId, changed: settled(rows, joined) };
}

/** Gives back what was merged: `other` and whoever came with it are a group again. Nothing when it is not merged. */
export function unmerge(other: Customer, rows: readonly Customer[]): readonly Customer[] {
  if (other.parent === undefined) return [];
  const parted = rows.map((row) => {
    if (row.customerId !== other.customerId) return row;
    const { parent: _, ...alone } = row;
    return alone;
  });
  return settled(rows, parted);
}

/** What follows from the parents for each member; those for whom something changed, one version on. */
function settled(before: readonly Customer[], after: readonly Customer[]): readonly Customer[] {
  const byId = new Map(after.map((row) => [row.customerId, row]));
  const changed: Customer[] = [];
  for (const [at, row] of after.entries()) {
    const below = after.filter((one) => one !== row && ancestorsOf(one, byId).includes(row.customerId));
    const root = ancestorsOf(row, byId).at(-1);
    const { mergedInto: _into, view: _view, ...own } = row;
    const now: Customer = {
      ...own,
      mergedFrom: below.map(({ customerId }) => customerId).sort(),
      ...(root !== undefined && { mergedInto: root }),
      ...(root === undefined && below.length > 0 && { view: viewOfAll([row, ...below]) }),
    };
    if (differs(before[at], now)) changed.push({ ...now, version: row.version + 1 });
  }
  return changed;
}

function ancestorsOf({ parent }: Customer, byId: ReadonlyMap<string, Customer>): readonly string[] {
  const found: string[] = [];
  for (let id = parent; id !== undefined && !found.includes(id); id = byId.get(id)?.parent) found.push(id);
  return found;
}

/** By id, so that the same members always give the very same text. */
const viewOfAll = (rows: readonly Customer[]): CustomerFile =>
  [...rows]
    .sort((a, b) => (a.customerId < b.customerId ? -1 : 1))
    .reduce((view, row) => joinFiles(view, fileAlone(row)), emptyFile);

const differs = (before: Customer | undefined, now: Customer): boolean =>
  JSON.stringify([before?.parent, before?.mergedInto, before?.mergedFrom, before?.view]) !==
  JSON.stringify([now.parent, now.mergedInto, now.mergedFrom, now.view]);

/** Verified external ids name one person each: groups that have different ones are joined by a person, or not at all. */
export function haveContradictingIds(one: CustomerFile, other: CustomerFile): boolean {
  const ids = (file: CustomerFile): string[] =>
    file.handles.flatMap(({ type, handle, verified, removed }) =>
      type === 'external-id' && verified && removed !== true ? [handle] : [],
    );
  const [first, second] = [ids(one), ids(other)];
  return first.length > 0 && second.length > 0 && second.some((id) => !first.includes(id));
}
