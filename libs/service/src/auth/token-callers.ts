import type { Caller, Role } from './api-keys.js';

/** A claim by its name, or by a path with dots where there is no claim of that name: `realm_access.roles`. */
export function claimOf(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[part];
  }
  return found;
}

/** Whose keys may not be had by a token: adapters have keys of their own, with accounts and a rate. */
const rolesOfTokens: readonly Role[] = ['agent', 'supervisor', 'analyst', 'operator'];

/**
 * In which roles a person calls. An agent acts as themselves and nobody else; who is a supervisor or an operator too may
 * do what agents do for all of them.
 */
export function callersOf(rolesClaim: unknown, agentClaim: unknown): readonly Caller[] {
  const id = typeof agentClaim === 'string' ? agentClaim : '';
  if (id === '' || id.length > 255 || !id.isWellFormed() || id.includes('\0')) return [];
  const named =
    typeof rolesClaim === 'string' ? rolesClaim.split(/[\s,]+/) : Array.isArray(rolesClaim) ? rolesClaim : [];
  const roles = rolesOfTokens.filter((role) => named.includes(role));
  const supervises = roles.includes('supervisor') || roles.includes('operator');
  return [
    ...roles.filter((role) => role !== 'agent').map((role): Caller => ({ role, id })),
    ...(supervises ? [{ role: 'agent' as const, id }] : []),
    ...(roles.includes('agent') && !supervises ? [{ role: 'agent' as const, id, actsAs: id }] : []),
  ];
}
