import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseReference, normalReference, referenceIn } from './case-reference.js';

const reference = fc.uuid().map(caseReference);

describe('a case reference', () => {
  it('follows from the id', () => {
    expect(caseReference('b9e7b534-8a7e-88e9-bbf2-b2adf3ec6817')).toBe('TR-Q7KV-AD45');
    expect(caseReference('00000000-0000-8000-8000-000000000000')).toBe('TR-0000-0000');
  });

  it('is read in whatever spelling it comes back', () => {
    expect(normalReference(' tr q7kvad45 ')).toBe('TR-Q7KV-AD45');
    expect(normalReference('q7kv-ad45')).toBe('TR-Q7KV-AD45');
    expect(normalReference('TR-OOOO-oooo')).toBe('TR-0000-0000');
  });

  it('is itself after normalising, and is refused with one character changed', () => {
    fc.assert(
      fc.property(reference, fc.nat(7), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (text, at, other) => {
        expect(normalReference(text)).toBe(text);
        const letters = [...text.slice(3).replace('-', '')];
        const original = letters[at];
        letters[at] = other;
        expect(normalReference(letters.join(''))).toBe(original === other ? text : undefined);
      }),
    );
  });

  it.each(['', 'TR-', 'TR-Q7KV-AD4', 'TR-Q7KV-AD455', 'TR-Q7KV-AD4U', 'Ticket 12345678'])('is not %j', (text) => {
    expect(normalReference(text)).toBeUndefined();
  });

  it.each([
    ['Re: Your message has arrived (TR-Q7KV-AD45)', 'TR-Q7KV-AD45'],
    ['关于tr-q7kv-ad45的问题', 'TR-Q7KV-AD45'],
    ['nr. TRQ7KVAD45, mulțumesc', 'TR-Q7KV-AD45'],
    ['TR-Q7KV-AD4U, I mean TR Q7KV AD45', 'TR-Q7KV-AD45'],
    ['TR-Q7KV-AD456', undefined],
    ['STR-Q7KV-AD45', undefined],
    ['order 12345678', undefined],
  ])('is found in %j', (text, found) => {
    expect(referenceIn(text)).toBe(found);
  });
});
