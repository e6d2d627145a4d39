import { describe, expect, it } from '@jest/globals';
import { pageLimit, pageOf } from './page.js';

describe('pageOf', () => {
  const page = (rows: number[]) =>
    pageOf(
      rows,
      2,
      (last) => `after ${last}`,
      (row) => row * 10,
    );

  it('has a cursor only when there is more', () => {
    expect(page([1, 2, 3])).toEqual({ items: [10, 20], nextCursor: 'after 2' });
    expect(page([1, 2])).toEqual({ items: [10, 20] });
    expect(page([])).toEqual({ items: [] });
  });
});

describe('pageLimit', () => {
  it.each([1, 500])('accepts %s', (limit) => expect(pageLimit(limit)).toBe(limit));
  it('is 50 where nothing is said', () => expect(pageLimit(undefined)).toBe(50));
  it.each([0, 501, 1.5, Number.NaN])('refuses %s', (limit) => {
    expect(() => pageLimit(limit)).toThrow(expect.objectContaining({ code: 'invalid-limit' }));
  });
});
