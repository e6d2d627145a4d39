import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { PartyType } from './contact.js';

const international = /^\+[1-9]\d{6,14}$/;

/**
 * The form of a handle on which identity is decided: two ways of writing the same address give the same text, and a
 * text that is normal already stays as it is. Empty when nothing is left, and then the contact has no identity.
 */
export function normaliseHandle(type: PartyType, handle: string): string {
  const text = handle.normalize('NFC').trim();
  switch (type) {
    case 'email':
      return normaliseEmail(text);
    case 'phone':
      return normalisePhone(text);
    case 'external-id':
    case 'social':
    case 'device':
    case 'anonymous':
      return text;
    default:
      return type satisfies never;
  }
}

/** Only the domain: what stands before the `@` belongs to the mail server, which may tell `Ann` from `ann`. */
function normaliseEmail(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 0 ? text : `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`;
}

/** E.164 where the number says its country; otherwise its digits, so that spaces and brackets do not count. */
function normalisePhone(text: string): string {
  if (international.test(text)) return text;
  const parsed = parsePhoneNumberFromString(text, metadata);
  if (parsed?.isPossible() === true) return parsed.number;
  const digits = text.replace(/\D/g, '');
  return digits === '' ? text : `${text.startsWith('+') ? '+' : ''}${digits}`;
}
