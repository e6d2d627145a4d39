import { describe, expect, it } from '@jest/globals';
import { parseRate, rateText } from './rate.js';

describe('a rate', () => {
  it.each(['1/s', '50/s', '1000/m', '20000/h'])('%s is read and written', (text) => {
    const rate = parseRate(text);
    expect(rate && rateText(rate)).toBe(text);
  });

  it('counts seconds', () => expect(parseRate('1000/m')).toEqual({ limit: 1_000, seconds: 60 }));

  it.each(['', '0/s', '-1/s', '1.5/s', '50', '50/d', '50 /s', '12345678/s', '050/s'])('%j is none', (text) => {
    expect(parseRate(text)).toBeUndefined();
  });
});
