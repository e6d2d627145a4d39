import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptySketch, QuantileSketch, sketchAccuracy } from './quantile-sketch.js';

const durations = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 200 });
const of = (values: readonly number[]) => {
  const sketch = emptySketch();
  for (const value of values) sketch.add(value);
  return sketch;
};

describe('the quantile sketch', () => {
  it('keeps its stated error, whatever is asked', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const exact = values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
        const told = of(values).quantile(share)!;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * sketchAccuracy * 1.000001);
      }),
    );
  });

  it('merged is the sketch of all, in any order', () => {
    fc.assert(
      fc.property(durations, durations, (one, other) => {
        const merged = of(other);
        merged.merge(of(one));
        expect(merged.state()).toEqual(of([...one, ...other]).state());
      }),
    );
  });

  it('takes back exactly what was added, and is stored and read back', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const sketch = of(values);
        sketch.add(17);
        sketch.remove(17);
        expect(QuantileSketch.from(sketch.state()).state()).toEqual(of(values).state());
        expect(QuantileSketch.from(sketch.state()).count).toBe(values.length);
      }),
    );
  });

  it('of nothing is undefined', () => {
    expect(emptySketch().quantile(0.5)).toBeUndefined();
  });

  it('is not merged with one of another accuracy', () => {
    expect(() => emptySketch().merge(new QuantileSketch(0.02))).toThrow(RangeError);
  });
});
