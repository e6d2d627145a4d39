import { describe, expect, it } from '@jest/globals';
import { placeOf, reasonOf } from './database-failure.js';

const url = 'postgres://intake:s%3Acret-pass@db.example:6432/intake?sslmode=require';

describe('what is said of a database', () => {
  it('is its place without user, password and parameters', () => {
    expect(placeOf(url)).toBe('db.example:6432/intake');
    expect(placeOf('nonsense s3cret')).toBe('an address that is not a URL');
  });

  it('never holds the password, however it is written', () => {
    const error = new Error(`no route to ${url} with s:cret-pass`);
    expect(reasonOf(error, url)).not.toMatch(/cret-pass/);
    expect(reasonOf(new AggregateError([new Error('a'), error]), url)).toMatch(/^a; no route/);
    expect(reasonOf(new Error('Invalid URL nonsense s3cret'), 'nonsense s3cret')).toBe('Invalid URL …');
  });
});
