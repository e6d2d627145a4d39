import { afterEach, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { mistakeLine } from '#libs/templates';
import { readPolicyFolder } from './read-policy-folder.js';
import { CalendarTime } from '../domain/time/working-time.js';
import { agreedFor } from '../domain/time/sla-policy.js';
import { loadTimePolicy } from './load-time-policy.js';
import { policyCommand } from './policy-command.js';

const example = fileURLToPath(new URL('../../example-policy', import.meta.url));
const sla = 'policies:\n  - id: standard\n    targets: { first-response: 4h }\n';
const files = (given: Readonly<Record<string, string>>) => new Map(Object.entries({ 'sla.yaml': sla, ...given }));
const mistakes = (given: Readonly<Record<string, string>>): string[] =>
  loadTimePolicy(files(given)).problems.map(mistakeLine);
const calendar = (...lines: string[]): string =>
  ['calendars:', '  desk:', ...lines.map((line) => `    ${line}`)].join('\n');
const ics = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  'UID:one',
  'DTSTAMP:20260101T000000Z',
  'SUMMARY:Day off',
  ...lines,
  'END:VEVENT',
];

describe('the example company', () => {
  it('has no mistakes, and means what its comments say', async () => {
    const { rules, problems } = loadTimePolicy(await readPolicyFolder(example));
    expect(problems).toEqual([]);
    if (!rules) throw new Error('no rules');
    const office = rules.calendars.find(({ calendar: { calendarId } }) => calendarId === 'office');
    if (!office) throw new Error('no office');
    const time = new CalendarTime(office.calendar);
    // Founders Day is a Friday in 2026; the Thursday before it ends at 17:30.
    const due = time.addWorkingTime(Date.parse('2026-03-05T16:30+01:00'), 2 * 3_600_000) ?? 0;
    expect(new Date(due).toISOString()).toBe('2026-03-09T08:00:00.000Z');
    expect(time.isOpen(Date.parse('2027-03-06T10:00+01:00'))).toBe(false);
    expect(time.isOpen(Date.parse('2026-06-19T10:00+02:00'))).toBe(false);
    expect(time.isOpen(Date.parse('2026-12-05T11:00+01:00'))).toBe(true);
    const vip = agreedFor({ kind: 'inquiry', channel: 'email', urgency: 2, plan: 'vip' }, rules);
    expect(vip).toMatchObject({ urgency: 5, entitlementId: 'vip-day-and-night' });
    expect(vip.terms[0]?.calendar).toMatch(/^always@[0-9a-f]{12}$/);
    expect(agreedFor({ kind: 'compliment', channel: 'email', urgency: 2 }, rules).terms).toEqual([]);
    expect(rules.promises).toEqual({ warnBeforeMs: 7_200_000, brokenAfterMs: 86_400_000 });
  });

  it('has another version only where its rules change', () => {
    const versions = (target: string) =>
      loadTimePolicy(files({ 'sla.yaml': sla.replace('4h', target) })).rules?.policies.map(({ version }) => version);
    expect(versions('4h')).toEqual(versions('240m'));
    expect(versions('4h')).not.toEqual(versions('5h'));
  });
});

describe('a mistake', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no YAML', { 'sla.yaml': 'policies:\n  - id: [' }, 'sla.yaml:2 yaml: Flow sequence'],
    [
      'a name twice',
      { 'calendars.yaml': 'calendars:\n  a: {}\n  a: {}' },
      'calendars.yaml:3 yaml: Map keys must be unique',
    ],
    [
      'an unknown zone',
      { 'calendars.yaml': calendar('zone: Europe/Nowhere', 'week: { mon: 09:00-17:00 }') },
      'calendars.yaml:3 calendar.zone: there is no time zone "Europe/Nowhere"',
    ],
    [
      'no zone',
      { 'calendars.yaml': calendar('week: { mon: 09:00-17:00 }') },
      'calendars.yaml:2 missing: desk needs a zone',
    ],
    [
      'an unknown field',
      { 'calendars.yaml': calendar('zone: UTC', 'hours: 9', 'week: { mon: 09:00-17:00 }') },
      'calendars.yaml:4 unknown-field: "hours" is not known here',
    ],
    [
      'overlapping intervals',
      { 'calendars.yaml': calendar('zone: UTC', 'week:', '  mon: 09:00-12:00, 11:30-17:00') },
      'calendars.yaml:5 hours.overlap: 09:00-12:00 and 11:30-17:00 overlap',
    ],
    [
      'a night that reaches into the morning',
      { 'calendars.yaml': calendar('zone: UTC', 'week:', '  sun: 22:00-06:00', '  mon: 05:00-12:00') },
      'calendars.yaml:5 hours.overlap: Sunday 22:00-06:00 reaches into Monday 05:00-12:00',
    ],
    [
      'no interval',
      { 'calendars.yaml': calendar('zone: UTC', 'week:', '  mon: 9 to 5') },
      'calendars.yaml:5 hours: "9 to 5" is no interval',
    ],
    [
      'no day',
      { 'calendars.yaml': calendar('zone: UTC', 'week:', '  mon: 09:00-10:00', '  fri-mon: 09:00-10:00') },
      'calendars.yaml:6 calendar.weekday: "fri-mon" is no day',
    ],
    [
      'a day twice',
      { 'calendars.yaml': calendar('zone: UTC', 'week:', '  mon-fri: 09:00-10:00', '  tue: 09:00-10:00') },
      'calendars.yaml:6 calendar.weekday: Tuesday is given twice',
    ],
    [
      'never open',
      { 'calendars.yaml': calendar('zone: UTC', 'week: { mon: closed }') },
      'calendars.yaml:4 calendar.closed: it is never open',
    ],
    [
      'no date',
      { 'calendars.yaml': calendar('zone: UTC', 'week: { mon: 09:00-10:00 }', 'exceptions:', '  2026-02-30: closed') },
      'calendars.yaml:6 date: "2026-02-30" is no date',
    ],
    [
      'a missing holiday file',
      { 'calendars.yaml': calendar('zone: UTC', 'week: { mon: 09:00-10:00 }', 'holidays: [none.ics]') },
      'calendars.yaml:5 holidays.missing: there is no file "none.ics"',
    ],
    ['a negative duration', { 'sla.yaml': sla.replace('4h', '-4h') }, 'sla.yaml:3 duration: "-4h" is negative'],
    ['no duration', { 'sla.yaml': sla.replace('4h', 'soon') }, 'sla.yaml:3 duration: "soon" is no duration'],
    ['nothing', { 'sla.yaml': sla.replace('4h', '0m') }, 'sla.yaml:3 duration: a duration is longer than nothing'],
    [
      'an unknown metric',
      { 'sla.yaml': sla.replace('first-response', 'first-reply') },
      'sla.yaml:3 unknown-field: "first-reply" is not known here; there are first-response',
    ],
    [
      'business time without a calendar',
      { 'sla.yaml': sla.replace('4h', '{ within: 4h, time: business }') },
      'sla.yaml:3 sla.calendar: business time needs a calendar',
    ],
    [
      'an unknown calendar',
      { 'sla.yaml': sla.replace('    targets', '    calendar: desk\n    targets') },
      'sla.yaml:3 unknown-calendar: there is no calendar "desk"; calendars.yaml has none',
    ],
    [
      'a share above all',
      { 'sla.yaml': sla.replace('4h', '{ within: 4h, warnAt: [0.5, 1.5] }') },
      'sla.yaml:3 sla.warn: expected a number from 0.01 to 0.99',
    ],
    [
      'a policy that is never reached',
      { 'sla.yaml': `${sla}  - id: other\n    targets: {}\n` },
      'sla.yaml:2 sla.unreachable: "standard" matches all',
    ],
    [
      'no default',
      { 'sla.yaml': sla.replace('    targets', '    when: { kinds: [claim] }\n    targets') },
      'sla.yaml:2 sla.default: the last policy must be without',
    ],
    [
      'an unknown kind',
      { 'sla.yaml': `policies:\n  - id: a\n    when: { kinds: [rant] }\n    targets: {}\n${sla.slice(10)}` },
      'sla.yaml:3 unknown-word: "rant" is none of inquiry',
    ],
    [
      'an unknown policy',
      { 'entitlements.yaml': 'entitlements:\n  - id: vip\n    plans: [vip]\n    policy: gold' },
      'entitlements.yaml:4 unknown-policy: there is no SLA policy "gold"; there are standard',
    ],
    [
      'an entitlement to nothing',
      { 'entitlements.yaml': 'entitlements:\n  - id: vip\n    plans: [vip]' },
      'entitlements.yaml:2 entitlement.empty: it gives nothing',
    ],
    [
      'a priority that is none',
      { 'entitlements.yaml': 'entitlements:\n  - id: vip\n    priority: 9' },
      'entitlements.yaml:3 urgency: expected a number from 1 to 5',
    ],
    [
      'two of one id',
      { 'entitlements.yaml': 'entitlements:\n  - { id: vip, priority: 5 }\n  - { id: vip, priority: 4 }' },
      'entitlements.yaml:3 duplicate: there are two entitlements "vip"',
    ],
  ])('is told with file, line and rule: %s', (_, given, expected) => {
    const found = mistakes(given);
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
    expect(loadTimePolicy(files(given)).rules).toBeUndefined();
  });

  it('does not hide the next one', () => {
    const given = {
      'calendars.yaml': calendar('zone: Nowhere', 'week:', '  mon: 9-5'),
      'sla.yaml': sla.replace('4h', '-4h'),
    };
    expect(mistakes(given)).toHaveLength(4);
  });
});

describe('holidays', () => {
  const withFile = (text: string) => ({
    'calendars.yaml': calendar('zone: America/New_York', 'week: { mon: 09:00-10:00 }', 'holidays: a.ics'),
    'a.ics': text,
  });
  const daysOf = (text: string): string[] =>
    Object.keys(loadTimePolicy(files(withFile(text))).rules?.calendars[0]?.calendar.days ?? {});

  it.each<[string, string[], string[]]>([
    ['a day', event('DTSTART;VALUE=DATE:20260301'), ['2026-03-01']],
    [
      'several days',
      event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'),
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    ['a duration', event('DTSTART;VALUE=DATE:20261231', 'DURATION:P2D'), ['2026-12-31', '2027-01-01']],
    [
      'every year, for three years',
      event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO;UNTIL=20270101'),
      ['2024-09-02', '2025-09-01', '2026-09-07'],
    ],
    [
      'but not that year',
      event('DTSTART;VALUE=DATE:20250501', 'RRULE:FREQ=YEARLY;COUNT=3', 'EXDATE;VALUE=DATE:20260501'),
      ['2025-05-01', '2027-05-01'],
    ],
    [
      'moved in one year',
      [
        ...event('DTSTART;VALUE=DATE:20250501', 'RRULE:FREQ=YEARLY;COUNT=2'),
        ...event('RECURRENCE-ID;VALUE=DATE:20260501', 'DTSTART;VALUE=DATE:20260504'),
      ],
      ['2025-05-01', '2026-05-04'],
    ],
    [
      'not what was cancelled',
      [...event('DTSTART;VALUE=DATE:20260301', 'STATUS:CANCELLED'), ...event('DTSTART;VALUE=DATE:20260302')],
      ['2026-03-02'],
    ],
  ])('are %s', (_, lines, days) => {
    expect(daysOf(ics(...lines))).toEqual(days);
  });

  it.each<[string, string, string]>([
    ['another file', 'hello', 'a.ics:1 holidays: this is no iCalendar file'],
    ['nothing', ics(), 'a.ics:1 holidays: there is no event in it'],
    ['a time of day', ics(...event('DTSTART:20260301T120000Z')), 'a.ics:5 holidays: "Day off" begins at a time of day'],
    [
      'a rule that is not supported',
      ics(...event('DTSTART;VALUE=DATE:20260301', 'RDATE:20260302')),
      'a.ics:9 holidays: RDATE is not supported',
    ],
    [
      'all days for ever',
      ics(...event('DTSTART;VALUE=DATE:20260301', 'RRULE:FREQ=DAILY')),
      'a.ics:5 holidays: there are more than 10000 days',
    ],
  ])('are not %s', (_, text, expected) => {
    expect(mistakes(withFile(text))).toEqual([expect.stringContaining(expected)]);
  });
});

describe('npm run policy -- check', () => {
  afterEach(() => {
    process.exitCode = undefined;
  });
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    await policyCommand((line) => lines.push(line)).parseAsync(['node', 'policy', ...args]);
    return { lines, exitCode: process.exitCode ?? 0 };
  };

  it('says what there is', async () => {
    expect(await run('check', example)).toEqual({
      lines: ['no mistakes: 3 calendars, 4 SLA policies, 2 entitlements, 6 queues'],
      exitCode: 0,
    });
  });

  it('fails where there is no folder', async () => {
    expect(await run('check', '/nowhere')).toEqual({ lines: ['there is no folder /nowhere'], exitCode: 1 });
  });
});
