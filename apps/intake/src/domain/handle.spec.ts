import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PartyType } from './contact.js';
import { normaliseHandle } from './handle.js';

const types: readonly PartyType[] = ['email', 'phone', 'external-id', 'social', 'device', 'anonymous'];

describe('normaliseHandle', () => {
  it.each<[PartyType, string, string]>([
    ['email', ' Mei.Lin@Example.NET ', 'Mei.Lin@example.net'],
    ['email', 'ann@ÁRAK.hu', 'ann@árak.hu'],
    ['email', 'no-at-sign', 'no-at-sign'],
    ['email', '"a@b"@Example.com', '"a@b"@example.com'],
    ['phone', '+40721234567', '+40721234567'],
    ['phone', '+40 (721) 234-567', '+40721234567'],
    ['phone', '+36 1 555 0100', '+3615550100'],
    ['phone', '0721 234 567', '0721234567'],
    ['phone', 'withheld', 'withheld'],
    ['social', ' Kata_1987 ', 'Kata_1987'],
    ['external-id', 'Cafe\u0301', 'Café'],
    ['email', '   ', ''],
  ])('makes of %s %j %j', (type, handle, normal) => {
    expect(normaliseHandle(type, handle)).toBe(normal);
  });

  it('leaves what is normal as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.string({ unit: 'grapheme' }), (type, handle) => {
        const once = normaliseHandle(type, handle);
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
