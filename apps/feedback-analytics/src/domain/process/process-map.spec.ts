import { describe, expect, it } from '@jest/globals';
import { tracesOf } from './event-log.js';
import { edgeRows, logRows, xesOf } from './process-export.js';
import { processMap } from './process-map.js';

const minute = 60_000;
/** `case activity minute [resource]` */
const log = (lines: readonly string[]) =>
  tracesOf(
    lines.map((line) => {
      const [caseId = '', activity = '', at = '0', resource] = line.split(' ');
      return { caseId, activity, at: Number(at) * minute, ...(resource && { resource }) };
    }),
  );

const traces = log([
  'A opened 0',
  'B opened 1',
  'A assigned 10 ann',
  'A replied 15 ann',
  'B assigned 3 bob',
  'B transferred 5 cid',
  'B transferred 9 bob',
  'B replied 12 bob',
  'A replied 20 ann',
]);
const notes = {
  after: { opened: 'waiting', assigned: 'working', transferred: 'waiting' },
  values: { replied: 'adds-value', transferred: 'waste' },
} as const;

describe('the process map', () => {
  const map = processMap(traces, notes);

  it('counts cases, steps and flows', () => {
    expect(map).toMatchObject({ cases: 2, events: 9 });
    expect(map.activities.map(({ activity, events, cases, value }) => [activity, events, cases, value])).toEqual([
      ['replied', 3, 2, 'adds-value'],
      ['opened', 2, 2, undefined],
      ['assigned', 2, 2, undefined],
      ['transferred', 2, 1, 'waste'],
    ]);
    expect(map.edges[0]).toMatchObject({ from: 'opened', to: 'assigned', count: 2, seconds: 12 * 60 });
    expect([...map.starts]).toEqual([['opened', 2]]);
    expect([...map.ends]).toEqual([['replied', 2]]);
  });

  it('tells waiting from working time, and what nobody knows', () => {
    // waiting: A 10, B 2 + 4 + 3; working: A 5, B 2; A between its two replies: 5
    expect([map.waitingSeconds, map.workingSeconds, map.unknownSeconds]).toEqual([19 * 60, 7 * 60, 5 * 60]);
  });

  it('knows variants, rework and ping-pong', () => {
    expect(map.variants.map(({ activities, cases }) => [activities.length, cases])).toEqual([
      [4, 1],
      [5, 1],
    ]);
    expect(map.rework).toMatchObject({
      cases: 2,
      steps: [
        { activity: 'replied', repetitions: 1, cases: 1 },
        { activity: 'transferred', repetitions: 1, cases: 1 },
      ],
      pingPong: 1,
      pingPongCases: 1,
      pingPongPairs: [{ between: ['bob', 'cid'], times: 1 }],
    });
  });

  it('takes work from the start and the end of a step where both are known', () => {
    const timed = processMap([
      {
        caseId: 'A',
        events: [
          { activity: 'a', startedAt: 0, at: 2 * minute },
          { activity: 'b', startedAt: 5 * minute, at: 6 * minute },
        ],
      },
    ]);
    expect([timed.waitingSeconds, timed.workingSeconds, timed.unknownSeconds]).toEqual([180, 180, 0]);
    expect(timed.throughput.quantile(0.5)).toBeCloseTo(360, -1);
  });

  it('of nothing is empty', () => {
    expect(processMap([])).toMatchObject({ cases: 0, events: 0, edges: [], variants: [] });
    expect(processMap([{ caseId: 'A', events: [] }]).cases).toBe(0);
  });
});

describe('exports', () => {
  it('write one row for each event and each arrow', () => {
    expect([...logRows(traces)]).toHaveLength(9);
    expect([...logRows(traces)][1]).toEqual(['A', 'assigned', '', '1970-01-01T00:10:00.000Z', 'ann']);
    expect([...edgeRows(processMap(traces))][0]?.slice(0, 4)).toEqual(['opened', 'assigned', '2', '360']);
  });

  it('write XES, with text that XML cannot hold made safe', () => {
    const odd = [{ caseId: '"A" & <B>', events: [{ activity: 'x\u0000y\n', startedAt: 0, at: 1000, resource: 'r' }] }];
    const text = [...xesOf(odd)].join('');
    expect(text).toContain('<string key="concept:name" value="&quot;A&quot; &amp; &lt;B&gt;"/>');
    expect(text).toContain('value="x\uFFFDy&#10;"');
    expect(text.match(/<event>/g)).toHaveLength(2);
    expect(text).toContain('<string key="lifecycle:transition" value="start"/>');
    expect(text).toContain('<date key="time:timestamp" value="1970-01-01T00:00:01.000Z"/>');
    expect(text.endsWith('</log>\n')).toBe(true);
  });
});
