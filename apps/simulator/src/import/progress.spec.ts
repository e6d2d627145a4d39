import { describe, expect, it } from '@jest/globals';
import { duration, progressLine } from './progress.js';
import { Tempo } from './tempo.js';

describe('progress', () => {
  it('tells share, rate and what is left', () => {
    const line = progressLine({ bytes: 250, totalBytes: 1000, rows: 500, rejected: 2, seconds: 10 }, 8);
    expect(line).toBe('██░░░░░░   25 %  500 rows  50/s  30 s left  2 rejected');
  });

  it.each([
    [0, '0 s'],
    [59.2, '1 min 0 s'],
    [61, '1 min 1 s'],
    [7_320, '2 h 2 min'],
  ])('says %d seconds for people', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('the tempo of a log', () => {
  it('waits as long as the log did, divided by the speed, and never for what is past', () => {
    const tempo = new Tempo(60);
    expect(tempo.dueIn(1_000_000, 500)).toBe(0);
    expect(tempo.dueIn(1_000_000 + 120_000, 500)).toBe(2_000);
    expect(tempo.dueIn(1_000_000 + 120_000, 2_600)).toBe(0);
    expect(tempo.dueIn(0, 2_600)).toBe(0);
  });
});
