import { DomainError } from '#libs/messaging';
import type { PartyType } from '../domain/contact.js';
import { mostHandleCharacters, normaliseHandle, type HandleContext } from '../domain/handle.js';

/**
 * A normal handle that names somebody and that every event can carry.
 * @throws DomainError that names `field`
 */
export function usableHandle(
  { type, handle }: { readonly type: PartyType; readonly handle: string },
  context: HandleContext,
  field: string,
): string {
  const normal = normaliseHandle(type, handle, context);
  if (normal === '' || type === 'anonymous') throw refused('blank-handle', field, 'must name somebody');
  if (normal.length > mostHandleCharacters) {
    const problem = `must be at most ${String(mostHandleCharacters)} characters in its normal form`;
    throw refused('handle-too-long', field, problem, { limit: mostHandleCharacters });
  }
  return normal;
}

function refused(code: string, field: string, problem: string, limit: { readonly limit?: number } = {}): DomainError {
  return new DomainError(code, `${field} ${problem}`, 'invalid', { errors: [{ field, problem, ...limit }] });
}
