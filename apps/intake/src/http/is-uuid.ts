import { DomainError } from '#libs/messaging';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** As ids are written; anything else cannot be the id of something that exists. */
export const isUuid = (text: string): boolean => uuid.test(text);

/** @throws DomainError `unknown-customer`: an id that is no id names nobody */
export function knownId(customerId: string): string {
  if (isUuid(customerId)) return customerId.toLowerCase();
  throw new DomainError('unknown-customer', 'there is no such customer', 'not-found');
}
