import { describe, expect, it } from '@jest/globals';
import { comparePolicies } from './compare-policies.js';

const sla =
  'policies:\n  - id: vip\n    targets: { first-response: 30m }\n  - id: rest\n    targets: { first-response: 4h }\n';
const ics = (day: string): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20260101T000000Z', 'SUMMARY:Off']
    .concat(`DTSTART;VALUE=DATE:${day}`, 'END:VEVENT', 'END:VCALENDAR', '')
    .join('\r\n');

describe('two policies', () => {
  it('are the same whatever is said in comments, or in another order of fields', () => {
    const [one, other] = [
      'queues: { a: { strategy: least-load, sticky: 30s } }',
      '# said\nqueues:\n  a: { sticky: 30s, strategy: least-load }\n',
    ];
    expect(comparePolicies({ 'routing.yaml': one }, { 'routing.yaml': other })).toEqual([]);
  });

  it('differ where a value, a field, an entry or an order does', () => {
    const after = 'policies:\n  - id: rest\n    targets: { first-response: 5h, resolution: 8h }\n';
    expect(comparePolicies({ 'sla.yaml': sla }, { 'sla.yaml': after })).toEqual([
      { change: 'changed', file: 'sla.yaml', path: 'policies.(order)', before: 'vip, rest', after: 'rest' },
      { change: 'removed', file: 'sla.yaml', path: 'policies.vip.id', before: 'vip' },
      { change: 'removed', file: 'sla.yaml', path: 'policies.vip.targets.first-response', before: '30m' },
      { change: 'changed', file: 'sla.yaml', path: 'policies.rest.targets.first-response', before: '4h', after: '5h' },
      { change: 'added', file: 'sla.yaml', path: 'policies.rest.targets.resolution', after: '8h' },
    ]);
  });

  it('differ in their holidays by day, and in whole files', () => {
    expect(
      comparePolicies({ 'h.ics': ics('20260306'), 'sla.yaml': 'promises: {}' }, { 'h.ics': ics('20260307') }),
    ).toEqual([
      { change: 'removed', file: 'h.ics', path: '2026-03-06', before: 'holiday' },
      { change: 'added', file: 'h.ics', path: '2026-03-07', after: 'holiday' },
      { change: 'removed', file: 'sla.yaml', path: 'promises', before: '{}' },
    ]);
  });
});
