import { describe, expect, it } from '@jest/globals';
import type { MetricAnswer } from '../application/query-metric.js';
import { questionOf } from '../application/metric-question.js';
import { Zone } from '../domain/rollup/zone.js';
import { metricAnswer, metricCsv } from './metric-answer.js';
import { csvOf } from './metric-csv.js';

describe('CSV', () => {
  it('quotes what must be quoted and disarms formulas', () => {
    const text = csvOf(['a', 'b'], [{ a: 'x,"y"', b: 1.5 }, { a: '=1+1' }, { a: 'two\nlines', b: 0 }]);
    expect(text).toBe('a,b\r\n"x,""y""",1.5\r\n\'=1+1,\r\n"two\nlines",0\r\n');
  });
});

describe('a figure without answers', () => {
  const nothing = { method: 'top-two-of-five', value: undefined, n: 0, missing: 2, status: 'final' } as const;
  const answer: MetricAnswer = {
    question: questionOf({ metric: 'csat', by: 'queue' }, new Zone('UTC')),
    figures: [
      { slice: { queue: 'general' }, ...nothing, isWithheld: false },
      { slice: { queue: '=x' }, ...nothing, n: 3, isWithheld: true },
    ],
    totals: [],
  };

  it('says undefined, and one about too few says withheld, in JSON as in CSV', () => {
    expect(metricAnswer(answer)).toMatchObject({
      figures: [
        { slice: { queue: 'general' }, undefined: true, n: 0, missing: 2 },
        { withheld: true, n: 3 },
      ],
    });
    const [names, ...lines] = metricCsv(answer)
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (line: number, name: string) => lines[line]?.[names?.indexOf(name) ?? -1];
    expect([cell(0, 'undefined'), cell(0, 'value'), cell(0, 'queue')]).toEqual(['true', '', 'general']);
    expect([cell(1, 'withheld'), cell(1, 'undefined'), cell(1, 'queue')]).toEqual(['true', '', "'=x"]);
  });
});
