import { describe, expect, it } from '@jest/globals';
import { mistakeLine } from '#libs/templates';
import { isOccasion, isSampled, roundAfter } from '../domain/programme.js';
import { csat } from '../domain/instruments.probe.js';
import { loadProgrammes } from './load-programmes.js';

const budget = `global: { most: 4, per: 30d }
families:
  transactional: { most: 3, per: 30d }
`;
const head = 'programmes:\n  mine:\n';
const instruments = [csat];
const load = (programmes: string, limits = budget) =>
  loadProgrammes(
    new Map(),
    new Map([
      ['programmes.yaml', programmes],
      ['contact-budget.yaml', limits],
    ]),
    instruments,
  );

describe('programmes', () => {
  it('are read whole', () => {
    const { programmes, problems } = load(`${head}    instrument: csat@1
    family: transactional
    after: close
    delay: 2h
    for: { kinds: [inquiry], queues: [billing], cycles: first }
    share: 0.25
    quota: { most: 100, per: 1d }
    expiry: 14d
    reminders: [3d, 7d]
    channels: [as-contact, sms]
    language: hu
`);
    expect(problems).toEqual([]);
    expect(programmes).toMatchObject([
      {
        ...{ id: 'mine', family: 'transactional', share: 0.25, language: 'hu', channels: ['as-contact', 'sms'] },
        trigger: { kind: 'close', delayMs: 7_200_000 },
        quota: { most: 100, perMs: 86_400_000 },
        reminderMs: [259_200_000, 604_800_000],
      },
    ]);
    const cycle = { kind: 'inquiry', channel: 'email', queueId: 'billing', needs: [], cycle: 1 };
    const [mine] = programmes;
    expect(mine && isOccasion(mine, cycle)).toBe(true);
    for (const change of [{ kind: 'complaint' }, { queueId: 'sales' }, { cycle: 2 }])
      expect(mine && isOccasion(mine, { ...cycle, ...change })).toBe(false);
  });

  it.each<[string, string, string]>([
    [
      'an instrument that there is not',
      'instrument: csat@9\n    family: transactional\n    after: close',
      ':3 instrument',
    ],
    ['a family without a budget', 'instrument: csat@1\n    family: weekly\n    after: close', ':4 family'],
    ['no trigger', 'instrument: csat@1\n    family: transactional', ':3 trigger'],
    ['two triggers', 'instrument: csat@1\n    family: transactional\n    after: close\n    every: 9d', ':3 trigger'],
    ['nobody asked', 'instrument: csat@1\n    family: transactional\n    after: close\n    share: 0', ':6 share'],
    [
      'a reminder after the end',
      'instrument: csat@1\n    family: transactional\n    after: close\n    expiry: 2d\n    reminders: [3d]',
      ':7 reminders',
    ],
    [
      'a channel that carries no writing',
      'instrument: csat@1\n    family: transactional\n    after: close\n    channels: [phone]',
      ':6 unknown-word',
    ],
    [
      'a field that nobody reads',
      'instrument: csat@1\n    family: transactional\n    after: close\n    shares: 1',
      ':6 unknown-field',
    ],
  ])('are refused with %s, by file and line', (_, text, expected) => {
    const lines = load(`${head}    ${text}\n`).problems.map(mistakeLine);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`programmes.yaml${expected}`);
  });

  it.each<[string, string, string]>([
    ['no budget of all together', 'families:\n  a: { most: 1, per: 1d }\n', ':1 missing'],
    ['a gap longer than its window', 'global: { most: 1, per: 1d, gap: 2d }\nfamilies: {}\n', ':1 budget'],
    ['a time that there is not', `${budget}quietHours: { start: "25:00", end: "08:00" }\n`, ':4 time'],
    ['a zone that there is not', `${budget}zone: Mars/Olympus\n`, ':4 zone'],
  ])('share no budget with %s', (_, limits, expected) => {
    const lines = load('programmes: {}\n', limits).problems.map(mistakeLine);
    expect(lines.join('\n')).toContain(`contact-budget.yaml${expected}`);
  });
});

describe('a sample', () => {
  it('is the same whoever asks, and as large as it says', () => {
    const ids = Array.from({ length: 4_000 }, (_, index) =>
      (index * 1_073_741 + 12_345).toString(16).padStart(8, '0').slice(-8),
    );
    const share = ids.filter((id) => isSampled({ share: 0.25 }, id)).length / ids.length;
    expect(share).toBeCloseTo(0.25, 1);
    expect(isSampled({ share: 1 }, 'ffffffff')).toBe(true);
  });
});

describe('rounds of a schedule', () => {
  const everyMs = 90 * 86_400_000;
  const id = '00000000-0000-8000-8000-00000a0b0c0d';
  it('come once in each stretch, at a day of the customer', () => {
    const first = roundAfter(everyMs, id, new Date('2026-03-02T12:00:00Z'));
    const second = roundAfter(everyMs, id, first.at);
    expect(second).toEqual({ round: first.round + 1, at: new Date(first.at.getTime() + everyMs) });
  });
});
