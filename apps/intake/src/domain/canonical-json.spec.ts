import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, turned(part)] as const);
  return Object.fromEntries(entries.reverse());
}

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [{ d: 1, c: null }, 'x'] }, '{"a":[{"c":null,"d":1},"x"],"b":1}'],
    [{ a: undefined, b: 'é"\n' }, '{"b":"é\\"\\n"}'],
    [[], '[]'],
    [{}, '{}'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('says the same as JSON, in whatever order the keys were', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const sent: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(sent))).toEqual(sent);
        expect(canonicalJson(turned(sent))).toBe(canonicalJson(sent));
      }),
    );
  });

  it('differs where a value differs', () => {
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
    expect(canonicalJson({ a: ['x', 'y'] })).not.toBe(canonicalJson({ a: ['y', 'x'] }));
  });
});
