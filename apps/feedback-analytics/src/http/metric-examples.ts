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
  interval: { low: 43.65, high: 96.99, level: 0.95, method: 'wilson' },
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

export const csatExamples: Content = {
  'application/json': {
    example: {
      ...{ metric: 'csat', method: 'top-two-of-five', ...frame },
      figures: [
        { slice: { day: '2026-11-22' }, undefined: true, n: 0, missing: 1 },
        { slice: { day: '2026-11-23' }, ...csat },
      ],
      total: { ...csat, missing: 1 },
    },
  },
  'text/csv': {
    example:
      'metric,method,formulaVersion,timeZone,by,slice,value,n,missing,low,high,completeUntil\r\n' +
      'csat,top-two-of-five,1,UTC,day,2026-11-23,83.33333333333333,6,0,43.65,96.99,2026-11-23T09:50:01.000Z\r\n',
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
