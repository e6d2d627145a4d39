import { describe, expect, it } from '@jest/globals';
import { parseMapping } from './parse-mapping.js';
import { rowToSubmission } from './row-to-submission.js';

const mapping = parseMapping(
  `name: calls
id: 'c-{Key}'
time: { column: At, format: 'MM/dd/yyyy hh:mm:ss a', zone: America/New_York }
fields:
  channel: { column: Way, map: { WEB: web-form, TEL: phone } }
  channelAccount: desk
  direction: inbound
  party.type: anonymous
  party.handle: '{Key}'
  party.verified: false
  urgency: '{Urgency}'
  topics: ['{Topic}', '{Detail}']
  attributes.district: '{District}'
channels:
  phone:
    channelAccount: '311'
    phone.outcome: answered
    phone.startedAt: { column: At, format: 'MM/dd/yyyy hh:mm:ss a', zone: America/New_York }
`,
  'calls.yaml',
);
const usual = {
  Key: '7',
  At: '03/01/2015 12:30:00 PM',
  Way: 'WEB',
  Urgency: '4',
  Topic: 'Noise',
  Detail: '',
  District: 'Bronx',
};
const made = (over: Partial<typeof usual> = {}) => {
  const row: Readonly<Record<string, string>> = { ...usual, ...over };
  return rowToSubmission(mapping, (column) => row[column] ?? '');
};

describe('a row', () => {
  it('becomes a submission in the words of the contract, in UTC', () => {
    expect(made()).toEqual({
      ok: true,
      id: 'c-7',
      time: '2015-03-01T17:30:00.000Z',
      data: {
        channel: 'web-form',
        channelAccount: 'desk',
        externalId: 'c-7',
        direction: 'inbound',
        party: { type: 'anonymous', handle: '7', verified: false },
        urgency: 4,
        topics: ['Noise'],
        attributes: { district: 'Bronx' },
      },
    });
  });

  it('has what its channel has, and leaves out what is empty', () => {
    const result = made({ Way: 'TEL', Urgency: '', District: '' });
    expect(result).toMatchObject({
      ok: true,
      data: { channelAccount: '311', phone: { startedAt: '2015-03-01T17:30:00.000Z' } },
    });
    expect(Object.keys(result.ok ? result.data : {})).not.toContain('urgency');
    expect(Object.keys(result.ok ? result.data : {})).not.toContain('attributes');
  });

  it.each([
    ['an empty id', { Key: '' }, 'Key', 'party.handle is required'],
    ['no time', { At: '' }, 'At', 'time: is empty'],
    ['a time in another format', { At: '2015-03-01' }, 'At', 'time: does not look like'],
    ['a time to come', { At: '01/01/2990 12:00:00 AM' }, 'At', 'time: lies more than a day ahead'],
    ['a word that is not in the map', { Way: 'FAX' }, 'Way', 'channel: "FAX" is not in the map'],
    ['no word at all', { Way: '' }, 'Way', 'channel is required'],
    ['text for a number', { Urgency: 'high' }, 'Urgency', 'urgency: is no number'],
    ['a number out of bounds', { Urgency: '9' }, 'Urgency', 'urgency must be at most 5'],
    [
      'more than the contract takes',
      { District: 'x'.repeat(2_000) },
      'District',
      'attributes.district must be at most 1024',
    ],
  ])('is rejected for %s, with column and reason', (_, over, column, reason) => {
    const result = made(over);
    const faults = result.ok ? [] : result.faults;
    expect(faults).toContainEqual({ column, reason: expect.stringContaining(reason) });
  });

  it('is the same every time', () => {
    expect(made()).toEqual(made());
  });
});
