import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { PartyType } from './contact.js';

/** What a handle does not say itself, because everybody at its channel account knows. */
export interface HandleContext {
  /** ISO 3166: where a number that is written without a country is from. */
  readonly country?: string | undefined;
  /** The platform that social handles are of. */
  readonly platform?: string | undefined;
}

/** Of a normal handle, which is longer than what was written where a letter or a domain has no shorter form. */
export const mostHandleCharacters = 255;

const international = /^\+[1-9]\d{6,14}$/;
const ascii = /^[\x20-\x7e]*$/;
/** Platforms on which `@Kata` and `@kata` are one account. */
const caseless = new Set([
  'x',
  'twitter',
  'instagram',
  'facebook',
  'tiktok',
  'telegram',
  'youtube',
  'threads',
  'reddit',
]);

/**
 * The form of a handle on which identity is decided: two ways of writing the same address give the same text, and a
 * text that is normal already stays as it is. Empty when nothing is left, and then the contact has no identity.
 */
export function normaliseHandle(type: PartyType, handle: string, context: HandleContext = {}): string {
  const text = handle.normalize('NFC').trim();
  switch (type) {
    case 'email':
      return normaliseEmail(text);
    case 'phone':
      return normalisePhone(text, context.country);
    case 'social':
      return normaliseSocial(text, context.platform);
    case 'external-id':
    case 'device':
    case 'anonymous':
      return text;
    default:
      return type satisfies never;
  }
}

/** In small letters, as nearly every mail server takes it, and the domain as DNS knows it (`árak.hu`: `xn--rak-dla.hu`). */
function normaliseEmail(text: string): string {
  const lower = text.toLowerCase();
  if (ascii.test(lower)) return lower;
  const at = lower.lastIndexOf('@');
  if (at < 0) return lower.normalize('NFC');
  return `${lower.slice(0, at)}@${asciiDomain(lower.slice(at + 1))}`.normalize('NFC');
}

/** A text that is no domain stays as it is: whether mail can be sent there is not decided here. */
function asciiDomain(domain: string): string {
  if (ascii.test(domain) || /[\s/?#:@\\[\]%]/.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
}

/** E.164 where the number or its channel account says the country; otherwise its digits, so that brackets do not count. */
function normalisePhone(text: string, country: string | undefined): string {
  if (international.test(text)) return text;
  const parsed =
    country === undefined
      ? parsePhoneNumberFromString(text, metadata)
      : parsePhoneNumberFromString(text, country as CountryCode, metadata);
  if (parsed?.isPossible() === true) return parsed.number;
  const digits = text.replace(/\D/g, '');
  return digits === '' ? text : `${text.startsWith('+') ? '+' : ''}${digits}`;
}

function normaliseSocial(text: string, platform: string | undefined): string {
  const name = text.replace(/^[@\s]+/, '');
  return platform !== undefined && caseless.has(platform) ? name.toLowerCase().normalize('NFC') : name;
}

/** Of a channel account that is a phone number itself. */
function countryOfAccount(channelAccount: string): string | undefined {
  if (!international.test(channelAccount)) return undefined;
  return parsePhoneNumberFromString(channelAccount, metadata)?.country;
}

/** What the operator knows of the company's own accounts. */
export interface AccountRules {
  /** Where numbers without a country are from, unless their account says otherwise. */
  readonly country?: string | undefined;
  readonly countries: ReadonlyMap<string, string>;
  readonly platforms: ReadonlyMap<string, string>;
}

export const noAccountRules: AccountRules = { countries: new Map(), platforms: new Map() };

export function contextOf(channelAccount: string, rules: AccountRules): HandleContext {
  return {
    country: rules.countries.get(channelAccount) ?? countryOfAccount(channelAccount) ?? rules.country,
    platform: rules.platforms.get(channelAccount),
  };
}
