import { describe, expect, it } from '@jest/globals';
import { abandonmentRate, averageHandleTime, averageSpeedOfAnswer, occupancy } from './queue-figures.js';
import { serviceLevels } from './service-level.js';

describe('service level', () => {
  it('has four published values for the same queue', () => {
    const levels = serviceLevels({ answered: 1000, answeredWithin: 860, abandoned: 60, abandonedWithin: 20 });
    const rounded = (name: keyof typeof levels) => levels[name]?.toFixed(1);
    expect({
      'answered-only': rounded('answered-only'),
      'all-offered': rounded('all-offered'),
      'without-early-abandons': rounded('without-early-abandons'),
      'early-abandons-as-success': rounded('early-abandons-as-success'),
    }).toEqual({
      'answered-only': '86.0',
      'all-offered': '81.1',
      'without-early-abandons': '82.7',
      'early-abandons-as-success': '83.0',
    });
  });

  it('of a queue that nobody entered is undefined', () => {
    expect(serviceLevels({ answered: 0, answeredWithin: 0, abandoned: 0, abandonedWithin: 0 })).toEqual({
      'answered-only': undefined,
      'all-offered': undefined,
      'without-early-abandons': undefined,
      'early-abandons-as-success': undefined,
    });
    const onlyEarly = serviceLevels({ answered: 0, answeredWithin: 0, abandoned: 3, abandonedWithin: 3 });
    expect(onlyEarly['without-early-abandons']).toBeUndefined();
    expect(onlyEarly['early-abandons-as-success']).toBe(100);
  });
});

describe('figures of a queue', () => {
  it('ASA is the mean wait of answered contacts', () => {
    expect(averageSpeedOfAnswer([0, 10, 20])).toMatchObject({ metric: 'asa', value: 10, n: 3 });
    expect(averageSpeedOfAnswer([])).toMatchObject({ value: undefined, n: 0 });
  });

  it('AHT is talk, hold and wrap-up', () => {
    const contacts = [
      { talkSeconds: 100, holdSeconds: 20, wrapSeconds: 30 },
      { talkSeconds: 50, holdSeconds: 0, wrapSeconds: 0 },
    ];
    expect(averageHandleTime(contacts)).toMatchObject({ value: 100, n: 2 });
  });

  it('abandonment leaves out who took a callback', () => {
    expect(abandonmentRate({ queued: 110, abandoned: 5, convertedToCallback: 10 })).toMatchObject({ value: 5, n: 100 });
    expect(abandonmentRate({ queued: 2, abandoned: 0, convertedToCallback: 2 }).value).toBeUndefined();
  });

  it('occupancy is undefined for who was not there', () => {
    expect(occupancy({ onContactSeconds: 900, idleSeconds: 100 })).toBe(90);
    expect(occupancy({ onContactSeconds: 0, idleSeconds: 0 })).toBeUndefined();
  });
});
