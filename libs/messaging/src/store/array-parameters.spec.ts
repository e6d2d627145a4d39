import { describe, expect, it } from '@jest/globals';
import { int4Array, textArray, timestamptzArray, uuidArray } from './array-parameters.js';

describe('array parameters', () => {
  it('refuse what is no UUID, without repeating it', () => {
    expect(() => uuidArray(['0190a000-0000-7000-8000-00000000000'])).toThrow('not a UUID: a string of 35 characters');
    expect(() => uuidArray(['not one'])).toThrow(TypeError);
  });

  it('refuse an invalid Date', () => {
    expect(() => timestamptzArray([new Date('nonsense')])).toThrow('invalid Date');
  });

  it('refuse a number that does not fit', () => {
    expect(() => int4Array([2 ** 31])).toThrow('out of range');
  });

  it('have no dimension when they are empty, as Postgres writes them', () => {
    expect(textArray([])).toEqual(Buffer.from('000000000000000100000019', 'hex'));
  });
});
