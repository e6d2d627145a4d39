import { describe, expect, it } from '@jest/globals';
import { snakeCase } from './snake-naming.strategy.js';

describe('snakeCase', () => {
  it.each([
    ['caseId', 'case_id'],
    ['SLAClock', 'sla_clock'],
    ['openedAt2', 'opened_at2'],
    ['plain', 'plain'],
    ['already_snake', 'already_snake'],
  ])('%s → %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });
});
