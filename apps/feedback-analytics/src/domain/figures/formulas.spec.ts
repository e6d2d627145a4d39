import { describe, expect, it } from '@jest/globals';
import { metricOf } from '../catalogue/metric-catalogue.js';
import { noSums, type Measure, type Sums } from '../facts/contribution.js';
import { binOf } from '../statistics/quantile-sketch.js';
import { formulas } from './formulas.js';
import { Summed, type SummedPart } from './summed.js';

const part = (measure: Measure, sums: Partial<Sums>, more: Partial<SummedPart> = {}): SummedPart => ({
  ...{ measure, variant: '', isOpen: false, late: 0, ...more },
  sums: { ...noSums, ...sums },
});

function figuresOf(metric: string, ...parts: SummedPart[]) {
  const figures = formulas.get(metric)?.figures(new Summed(parts)) ?? [];
  return Object.fromEntries(
    figures.map((figure) => [figure.variant ? `${figure.method} ${figure.variant}` : figure.method, figure]),
  );
}

describe('the formulas', () => {
  it.each([...formulas.keys()])('%s is in the catalogue with its methods, and undefined of nothing', (id) => {
    const methods = metricOf(id)?.methods ?? [];
    const figures = formulas.get(id)?.figures(new Summed([])) ?? [];
    expect(methods.length).toBeGreaterThan(0);
    for (const { method, value, n } of figures) {
      expect(methods).toContain(method.split(',')[0]);
      expect([value, n]).toEqual([undefined, 0]);
    }
  });

  it('give the four published service levels of one queue', () => {
    const queue = part('queue', { n: 1060, part: 860, part2: 20, part3: 60 });
    const levels = Object.entries(figuresOf('service-level', queue)).map(([name, { value }]) => [
      name,
      value?.toFixed(1),
    ]);
    expect(levels).toEqual([
      ['answered-only', '86.0'],
      ['all-offered', '81.1'],
      ['without-early-abandons', '82.7'],
      ['early-abandons-as-success', '83.0'],
    ]);
    expect(figuresOf('abandonment', queue)['abandoned-of-queued']).toMatchObject({ n: 1060, value: 6000 / 1060 });
  });

  it('do not call a contact resolved before its days have passed', () => {
    const decided = part('contact', { n: 10, part: 4, part2: 3 });
    const open = part('contact', { n: 5, part: 1, part2: 2 }, { isOpen: true });
    expect(figuresOf('fcr', decided, open)['no-further-contact-in-7-days']).toMatchObject({
      ...{ value: (100 * 7) / 12, n: 12, missing: 3 },
    });
    expect(figuresOf('repeat-contact-rate', decided, open)['same-issue-in-7-days']).toMatchObject({ n: 15 });
  });

  it('give the mean over the dimensions of the means of the respondents', () => {
    const dimensions = [
      part('servqual', { n: 2, total: -20_000, squares: 200_000_000 }, { variant: 'empathy' }),
      part('servqual', { n: 1, total: 5_000, squares: 25_000_000 }, { variant: 'reliability' }),
      part('servqual', { n: 4, part: 1, part2: 2 }),
    ];
    const gaps = figuresOf('servqual-gap', ...dimensions);
    expect(gaps['unweighted']).toMatchObject({ value: -0.25, n: 2 });
    expect(gaps['unweighted empathy']).toMatchObject({ value: -1, n: 2 });
    expect(figuresOf('expectation-met', ...dimensions)).toMatchObject({
      ...{ exceeded: { value: 25, n: 4 }, met: { value: 25 }, below: { value: 50 } },
    });
  });

  it('give a mean with the interval of its own spread', () => {
    // 1.0, 2.0 and 3.0 s, in tenths; one gave up
    const queue = part('queue', { n: 4, part3: 1, total: 60, squares: 1400 });
    const asa = figuresOf('asa', queue)['mean-queue-time-of-answered'];
    expect(asa).toMatchObject({ value: 2, n: 3 });
    expect((asa?.interval?.high ?? 0) - 2).toBeCloseTo(4.302653 / Math.sqrt(3), 4);
  });

  it('give percentiles from the bins of all parts', () => {
    const bins = [1, 2, 3, 4, 100].map((seconds) => ({
      ...({ measure: 'resolution', variant: 'full', bin: binOf(seconds), count: 1 } as const),
    }));
    const figures = formulas.get('resolution-time')?.figures(new Summed([], bins)) ?? [];
    const median = figures.find(({ method, variant }) => method === 'p50' && variant === 'full');
    expect(median?.n).toBe(5);
    expect(median?.value).toBeCloseTo(3, 1);
    expect(figures.find(({ variant }) => variant === 'first')?.value).toBeUndefined();
  });

  it('count components that failed against all closed cases', () => {
    const closed = part('closed', { n: 20, part: 60 });
    const signal = part('signal', { n: 5 }, { variant: 'courtesy' });
    expect(figuresOf('component-clean', closed, signal)).toMatchObject({
      'cases-without-a-signal courtesy': { value: 75, n: 20 },
    });
    expect(figuresOf('journey-completeness', closed)['steps-of-six']).toMatchObject({ value: 50, n: 20 });
  });
});
