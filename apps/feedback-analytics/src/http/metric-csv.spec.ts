import { describe, expect, it } from '@jest/globals';
import type { MetricReport } from '../application/report-metric.js';
import { csatFigure, noCsat, type CsatFigure } from '../domain/csat.js';
import { csatAnswer, csatCsv } from './metric-answer.js';
import { csvOf } from './metric-csv.js';

describe('CSV', () => {
  it('quotes what must be quoted and disarms formulas', () => {
    const text = csvOf(['a', 'b'], [{ a: 'x,"y"', b: 1.5 }, { a: '=1+1' }, { a: 'two\nlines', b: 0 }]);
    expect(text).toBe('a,b\r\n"x,""y""",1.5\r\n\'=1+1,\r\n"two\nlines",0\r\n');
  });
});

describe('a figure without answers', () => {
  const none = csatFigure({ ...noCsat, missing: 2 });
  const report: MetricReport<CsatFigure> = {
    ...{ metric: 'csat', method: 'top-two-of-five', formulaVersion: 1, timeZone: 'UTC', by: 'queue' },
    figures: [{ slice: { queue: 'general' }, ...none }],
    total: none,
  };

  it('says undefined in JSON, and is empty in CSV', () => {
    expect(csatAnswer(report)).toMatchObject({
      figures: [{ slice: { queue: 'general' }, undefined: true, n: 0, missing: 2 }],
    });
    expect(csatCsv(report).split('\r\n')[1]).toBe('csat,top-two-of-five,1,UTC,queue,general,,0,2,,,');
  });
});
