import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PartyType } from './contact.js';
import { contextOf, normaliseHandle, type HandleContext } from './handle.js';

const types: readonly PartyType[] = ['email', 'phone', 'external-id', 'social', 'device', 'anonymous'];

describe('normaliseHandle', () => {
  it.each<[PartyType, string, string]>([
    ['email', ' Mei.Lin@Example.NET ', 'mei.lin@example.net'],
    ['email', 'ann@ÁRAK.hu', 'ann@xn--rak-dla.hu'],
    ['email', 'Ann@XN--RAK-DLA.hu', 'ann@xn--rak-dla.hu'],
    ['email', 'ödön@ÁRAK.hu', 'ödön@xn--rak-dla.hu'],
    ['email', 'ann@é/x', 'ann@é/x'],
    ['email', 'no-at-sign', 'no-at-sign'],
    ['email', '"a@b"@Example.com', '"a@b"@example.com'],
    ['phone', '+40721234567', '+40721234567'],
    ['phone', '+40 (721) 234-567', '+40721234567'],
    ['phone', '+36 1 555 0100', '+3615550100'],
    ['phone', '0721 234 567', '0721234567'],
    ['phone', 'withheld', 'withheld'],
    ['social', ' @Kata_1987 ', 'Kata_1987'],
    ['external-id', 'Cafe\u0301', 'Café'],
    ['email', '   ', ''],
  ])('makes of %s %j %j', (type, handle, normal) => {
    expect(normaliseHandle(type, handle)).toBe(normal);
  });

  it.each<[PartyType, string, HandleContext, string]>([
    ['phone', '0721 234 567', { country: 'RO' }, '+40721234567'],
    ['phone', '0040 721 234 567', { country: 'RO' }, '+40721234567'],
    ['phone', '+36 1 555 0100', { country: 'RO' }, '+3615550100'],
    ['phone', '06 1 555 0100', { country: 'HU' }, '+3615550100'],
    ['phone', 'withheld', { country: 'RO' }, 'withheld'],
    ['social', '@Kata_1987', { platform: 'instagram' }, 'kata_1987'],
    ['social', '@Kata_1987', { platform: 'wechat' }, 'Kata_1987'],
  ])('makes of %s %j, where %j is known, %j', (type, handle, context, normal) => {
    expect(normaliseHandle(type, handle, context)).toBe(normal);
  });

  it('knows the country of an account from its number, its entry, or the default, in another order', () => {
    const rules = { country: 'HU', countries: new Map([['care', 'RO']]), platforms: new Map([['bot', 'telegram']]) };
    expect(contextOf('care', rules)).toEqual({ country: 'RO', platform: undefined });
    expect(contextOf('+862155501234', rules)).toEqual({ country: 'CN', platform: undefined });
    expect(contextOf('bot', rules)).toEqual({ country: 'HU', platform: 'telegram' });
  });

  it('leaves what is normal as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.string({ unit: 'grapheme' }), fc.boolean(), (type, text, isMail) => {
        const once = normaliseHandle(type, isMail ? `${text}@Á${text}.hu` : text);
        expect(normaliseHandle(type, once)).toBe(once);
      }),
    );
  });

  it('gives one text for every way to write a phone number', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', ') ');
    fc.assert(
      fc.property(fc.array(separator, { minLength: 9, maxLength: 9 }), (separators) => {
        const written = [...'721234567'].map((digit, at) => digit + (separators[at] ?? '')).join('');
        expect(normaliseHandle('phone', `+40 ${written}`)).toBe('+40721234567');
      }),
    );
  });
});
