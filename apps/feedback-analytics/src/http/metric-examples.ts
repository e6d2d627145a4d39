import type { ApiResponseOptions } from '@nestjs/swagger';

type Content = NonNullable<Extract<ApiResponseOptions, { content?: unknown }>['content']>;

const frame = {
  formulaVersion: 1,
  timeZone: 'UTC',
  by: 'day',
  from: '2026-11-01',
  completeUntil: '2026-11-23T09:50:01.000Z',
};
const csat = {
  value: 83.33333333333333,
  n: 6,
  missing: 0,
  interval: { low: 43.65, high: 96.99, level: 0.95 },
};
const counts = {
  received: 120,
  contacted: 4,
  casesOpened: 97,
  casesReopened: 3,
  casesClosed: 88,
  surveysInvited: 80,
  surveysAnswered: 31,
  messagesSent: 260,
  messagesDelivered: 255,
  messagesFailed: 5,
};

export const catalogueExample = {
  items: [
    {
      ...{ id: 'nps', name: 'Net Promoter Score', formulaVersion: 1, unit: 'points', direction: 'higher-is-better' },
      ...{ minimumN: 10, formula: '100 · (n(9–10) − n(0–6)) / n, −100…100', methods: ['unweighted', 'weighted'] },
      ...{ interval: 'wald, n < 30 adjusted', source: 'Reichheld, HBR 12/2003', isServed: true },
    },
  ],
};

const openCases = { n: 118, p50: 0.8, p90: 6.2, upTo10Days: 110, upTo30Days: 7, older: 1 };

export const backlogExample = {
  ...{ metric: 'backlog-age', formulaVersion: 1, unit: 'days', asOf: '2026-11-24T09:50:02.100Z', by: ['queue'] },
  completeUntil: '2026-11-24T09:50:01.000Z',
  figures: [{ slice: { queue: 'general' }, ...openCases }],
  total: { slice: {}, ...openCases },
};

const ofDay = (day: string, next: string) => ({
  slice: { queue: 'general' },
  window: { start: `${day}T00:00:00.000Z`, end: `${next}T00:00:00.000Z` },
});

export const metricExamples: Content = {
  'application/json': {
    example: {
      ...{ metric: 'csat', name: 'Customer satisfaction', unit: 'percent', direction: 'higher-is-better' },
      ...{ formulaVersion: 1, minimumN: 10, intervalMethod: 'wilson', timeZone: 'UTC', by: ['queue'], filter: {} },
      ...{ grain: 'day', from: '2026-11-22T00:00:00.000Z', completeUntil: '2026-11-24T09:50:01.000Z' },
      figures: [
        {
          ...ofDay('2026-11-22', '2026-11-23'),
          method: 'top-two-of-five',
          n: 0,
          missing: 1,
          status: 'final',
          undefined: true,
        },
        { ...ofDay('2026-11-23', '2026-11-24'), method: 'top-two-of-five', status: 'provisional', ...csat },
      ],
      totals: [{ slice: {}, method: 'top-two-of-five', status: 'provisional', ...csat, missing: 1 }],
    },
  },
  'text/csv': {
    example:
      'metric,method,variant,formulaVersion,timeZone,grain,start,end,channel,queue,team,agent,kind,need,segment,tier,brand,site,product,topic,value,low,high,n,missing,undefined,withheld,status,completeUntil\r\n' +
      'csat,top-two-of-five,,1,UTC,day,2026-11-23T00:00:00.000Z,2026-11-24T00:00:00.000Z,,general,,,,,,,,,,,83.33333333333333,43.65,96.99,6,0,,,provisional,2026-11-24T09:50:01.000Z\r\n',
  },
};

export const volumeExamples: Content = {
  'application/json': {
    example: {
      ...{ metric: 'volume', method: 'events-by-day-of-event', ...frame },
      figures: [{ slice: { day: '2026-11-23' }, counts, n: 943, missing: 0 }],
      total: { counts, n: 943, missing: 0 },
    },
  },
  'text/csv': {
    example:
      'metric,method,formulaVersion,timeZone,by,slice,received,contacted,casesOpened,casesReopened,casesClosed,surveysInvited,surveysAnswered,messagesSent,messagesDelivered,messagesFailed,completeUntil\r\n' +
      'volume,events-by-day-of-event,1,UTC,day,2026-11-23,120,4,97,3,88,80,31,260,255,5,2026-11-23T09:50:01.000Z\r\n',
  },
};
