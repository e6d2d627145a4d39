import { describe, expect, it } from '@jest/globals';
import { bindingOf, covers, coversPattern } from './account-binding.js';

describe('a binding to accounts', () => {
  it.each([
    ['help@example.org', 'help@example.org', true],
    ['help@example.org', 'help@example.org.evil', false],
    ['help@example.org', 'Help@example.org', false],
    ['+4021555*', '+40215550100', true],
    ['+4021555*', '+4021555', true],
    ['+4021555*', '+402155', false],
    ['*', 'whatever', true],
  ])('to %s holds %s: %s', (pattern, account, expected) => {
    expect(covers(bindingOf([pattern]), account)).toBe(expected);
    expect(covers(bindingOf(['other', pattern]), account)).toBe(expected);
  });

  it.each([
    ['a*', 'ab*', true],
    ['a*', 'abc', true],
    ['ab*', 'a*', false],
    ['abc', 'abc*', false],
    ['*', 'a*', true],
    ['abc', 'abc', true],
  ])('to %s holds all that %s means: %s', (pattern, narrower, expected) => {
    expect(coversPattern(bindingOf([pattern]), narrower)).toBe(expected);
  });

  it('to nothing holds nothing', () => expect(covers(bindingOf([]), 'a')).toBe(false));
});
