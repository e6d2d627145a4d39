import type { Item } from './engine-model.js';

type Optional = { readonly [K in keyof Item]: undefined extends Item[K] ? K : never }[keyof Item];

/** The item without these: what is not so is absent, as in a stored row. */
export function without<K extends NonNullable<Optional>>(item: Item, ...names: readonly K[]): Item {
  if (names.every((name) => item[name] === undefined)) return item;
  const rest: { -readonly [P in keyof Item]: Item[P] } = { ...item };
  for (const name of names) delete rest[name];
  return rest;
}

/** Waiting for whoever comes, with nothing left of those who had it. */
export const unheld = (item: Item): Item =>
  without(
    { ...item, state: 'waiting' },
    'agentId',
    'pending',
    'graceUntil',
    'activeAt',
    'warned',
    'consult',
    'wrapUntil',
  );

/** The earliest of those that are known. */
export function earliest(times: readonly (number | undefined)[]): number | undefined {
  let first: number | undefined;
  for (const at of times) if (at !== undefined && (first === undefined || at < first)) first = at;
  return first;
}

/** With the time or without one. */
export function wokenAt(item: Item, at: number | undefined): Item {
  if (at !== undefined) return { ...item, wakeAt: at };
  return without(item, 'wakeAt');
}
