import type { Customer } from './customer.js';

/** What speaks for two customers being one. */
export interface Evidence {
  readonly fact: 'same-handle' | 'same-name' | 'different-external-ids';
  readonly type?: string;
  readonly value?: string;
  /** Who vouches for it: of the first and of the second customer. */
  readonly verified?: readonly [boolean, boolean];
}

/** Looked up when somebody asks, so that it is what is known now, and that an erasure takes it along. */
export function evidenceOf(one: Customer, other: Customer): readonly Evidence[] {
  const shared = one.handles.flatMap(({ type, handle, verified, removed }): Evidence[] => {
    const same = other.handles.find((found) => found.type === type && found.handle === handle);
    if (same === undefined || removed === true || same.removed === true) return [];
    return [{ fact: 'same-handle', type, value: handle, verified: [verified, same.verified] }];
  });
  const isSameName = one.name !== undefined && one.name.toLowerCase() === other.name?.toLowerCase();
  const [ids, others] = [externalIds(one), externalIds(other)];
  const differ = ids.length > 0 && others.length > 0 && !ids.some((id) => others.includes(id));
  return [
    ...shared,
    ...(isSameName ? [{ fact: 'same-name' as const, value: one.name }] : []),
    ...(differ ? [{ fact: 'different-external-ids' as const, value: [...ids, ...others].join(', ') }] : []),
  ];
}

const externalIds = ({ handles }: Customer): readonly string[] =>
  handles.flatMap(({ type, handle, verified }) => (type === 'external-id' && verified ? [handle] : []));
