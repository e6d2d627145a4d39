import { describe, expect, it } from '@jest/globals';
import { parseOptions, UsageError } from './options.js';

describe('the command line', () => {
  it('has defaults', () => {
    expect(parseOptions([])).toMatchObject({ rate: 5, durationMs: undefined, seed: 1, agents: 12, once: false });
    expect(parseOptions(['--once'])).toMatchObject({ once: true, agents: 40, interactions: 2_000 });
  });

  it('is understood', () => {
    const args = ['--rate', '0.5', '--duration', '1.5m', '--seed', '7', '--agents', '3', '--customers', '9'];
    expect(parseOptions(args)).toMatchObject({ rate: 0.5, durationMs: 90_000, seed: 7, agents: 3, customers: 9 });
    expect(parseOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--rate', 'fast'], '--rate must be a number'],
    [['--rate', '0'], '--rate must be a number from'],
    [['--agents', '1.5'], '--agents must be a whole number'],
    [['--duration', '10'], '--duration must look like'],
    [['--colour'], 'colour'],
  ])('is refused: %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
