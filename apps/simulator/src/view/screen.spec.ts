import { describe, expect, it } from '@jest/globals';
import { sumOf, type ScreenFigures, type ServiceFigures } from './figures.js';
import { lineOf, screenOf } from './screen.js';

const metrics = `# HELP messaging_consumed_total Records consumed by outcome
messaging_consumed_total{topic="a",outcome="handled"} 40
messaging_consumed_total{topic="a",outcome="dead"} 2
messaging_consumed_total_other 1000
messaging_parked_events 3
`;
const service: ServiceFigures = {
  ...{ name: 'intake', url: 'http://127.0.0.1:3101', state: 'ready', restarts: 0, lastEnd: undefined },
  ...{ eventsIn: 42, eventsOut: 7, inPerSecond: 4.4, outPerSecond: 1, lag: 5, outbox: 1, parked: 0, dead: 2 },
};
const figures: ScreenFigures = {
  ...{
    services: [service],
    seconds: 61,
    fed: 300,
    casesWaiting: 4,
    casesAssigned: undefined,
    closed: 20,
    pendingOffers: 1,
  },
  ...{ csat: { value: 81.25, n: 16 }, invited: 30, answered: 16, troubles: 0, lastTrouble: undefined },
};

describe('the view', () => {
  it('sums a metric over its labels and no other', () => {
    expect(sumOf(metrics, 'messaging_consumed_total')).toBe(42);
    expect(sumOf(metrics, 'messaging_parked_events')).toBe(3);
    expect(sumOf(metrics, 'nothing')).toBe(0);
  });

  it('fits the width of the terminal', () => {
    const control = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    const lines = screenOf(figures, '/logs', 60).map((line) => line.replaceAll(control, ''));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join('\n')).toContain('CSAT 81.3 % of 16 answers');
  });

  it('is one line where there is no terminal, and says when a service was started again', () => {
    expect(lineOf(figures)).toBe(
      '1 min 1 s · contacts 300 · closed 20 · CSAT 81.3 % (n 16) · intake in 42 out 7 lag 5',
    );
    const restarted = { ...service, restarts: 1, lastEnd: 'SIGKILL' };
    expect(lineOf({ ...figures, services: [restarted] })).toContain('intake ready, restarted 1× (SIGKILL) in 42');
  });
});
