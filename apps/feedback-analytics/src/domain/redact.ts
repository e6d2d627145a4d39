import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

/**
 * Replaces what identifies people in free text by its kind. What has a check digit is taken for what it is only when that
 * fits, and longer kinds go first, so that a card number is not taken for a telephone number. Every repetition has a
 * limit, so that no text takes long.
 * @param language that of the text: how telephone numbers are written without a country follows from it
 */
export function redact(text: string, language?: string): string {
  return withoutPhones(
    withoutCards(withoutAccounts(narrow(text).replace(email, '[email]').replace(spelledEmail, '[email]'))),
    language,
  );
}

const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** `ana (at) post (dot) example`: the brackets tell it from a sentence. */
const spelledEmail =
  /[\p{L}\p{N}._%+-]{1,64} ?[[({<] ?(?:at|kukac|arond|艾特) ?[\])}>] ?[\p{L}\p{N}-]{1,63}(?: ?(?:\.|[[({<] ?(?:dot|pont|punct|点) ?[\])}>]) ?[\p{L}\p{N}-]{1,63}){1,8}/giu;

/** Digits and signs of Chinese keyboards, one for one, so that nothing else of the text moves. */
function narrow(text: string): string {
  return text.replace(/[\uff10-\uff19\uff20\uff0b\uff0d\uff0e]/gu, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}

const account = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/giu;

function withoutAccounts(text: string): string {
  return text.replace(account, (found) => {
    // A word after the number can look like a part of it.
    for (let end = found.length; end >= 15; end -= 1) {
      if (/[A-Z0-9]$/i.test(found.slice(0, end)) && isAccount(found.slice(0, end)))
        return `[account]${found.slice(end)}`;
    }
    return found;
  });
}

/** ISO 13616: moved to the end, letters as numbers, the rest by 97 is 1. */
function isAccount(text: string): boolean {
  const plain = text.replace(/[ -]/g, '').toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const card = /(?<![\p{N}])\d(?:[ -]?\d){12,18}(?![\p{N}])/gu;

function withoutCards(text: string): string {
  return text.replace(card, (found) => (hasCheckDigit(found.replace(/\D/g, '')) ? '[card]' : found));
}

/** ISO/IEC 7812-1: H. P. Luhn's check digit. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const home: Readonly<Record<string, readonly CountryCode[]>> = {
  en: ['US', 'GB'],
  zh: ['CN'],
  ro: ['RO'],
  hu: ['HU'],
};
const everywhere: readonly CountryCode[] = ['RO', 'HU', 'CN', 'GB', 'US'];
/** Of any country, written with what is dialled first; a number of a country that is not known is one too. */
const international = /(?<![\p{N}\p{L}])(?:\+|00)[1-9](?:[ ./()-]{0,2}\d){6,14}(?![\p{N}])/gu;
/** Where digits stand near each other; nothing else is looked at. */
const candidate = /[+(]?\d(?:[ ./()-]{0,3}\d){6,20}(?: ?(?:ext\.?|x) ?\d{1,5})?/gu;

/** A text of more numbers is no comment; then none of them is shown. */
const mostLooked = 40;

function withoutPhones(text: string, language: string | undefined): string {
  const told = text.replace(international, '[phone]');
  const countries = home[language?.split('-')[0] ?? ''] ?? everywhere;
  let looked = 0;
  return told.replace(candidate, (digits) => {
    looked += 1;
    return looked > mostLooked ? '[phone]' : countries.reduce(withoutPhonesOf, digits);
  });
}

function withoutPhonesOf(text: string, defaultCountry: CountryCode): string {
  const found = text.length < 7 ? [] : findPhoneNumbersInText(text, { defaultCountry, extended: false }, metadata);
  return found.reduceRight(
    (left, { startsAt, endsAt }) => `${left.slice(0, startsAt)}[phone]${left.slice(endsAt)}`,
    text,
  );
}
