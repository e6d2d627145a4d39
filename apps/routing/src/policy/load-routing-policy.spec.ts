import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { mistakeLine } from '#libs/templates';
import { readPolicyFolder } from './read-policy-folder.js';
import { loadRoutingPolicy } from './load-routing-policy.js';

const example = fileURLToPath(new URL('../../example-policy', import.meta.url));
const calendars = 'calendars:\n  office:\n    zone: Europe/Budapest\n    week: { mon-fri: 09:00-17:00 }\n';
const load = (...lines: readonly string[]) =>
  loadRoutingPolicy(
    new Map([
      ['routing.yaml', lines.join('\n')],
      ['calendars.yaml', calendars],
    ]),
  );
const mistakes = (...lines: readonly string[]): string[] => load(...lines).problems.map(mistakeLine);

describe('the routing rules of the example company', () => {
  it('have no mistakes, and say what their comments say', async () => {
    const { rules, problems } = loadRoutingPolicy(await readPolicyFolder(example));
    expect(problems).toEqual([]);
    expect(rules?.version).toMatch(/^routing@[0-9a-f]{12}$/);
    expect(rules?.queues?.['billing']).toMatchObject({
      strategy: 'best-skill',
      skills: [
        { skill: 'tax', level: 3 },
        { skill: 'hu', level: 2, firm: true },
      ],
      whenClosed: { kind: 'hold' },
      steps: [
        { durationMs: 120_000 },
        { durationMs: 180_000, lower: { tax: 1 } },
        { durationMs: 600_000, drop: ['tax'], addQueues: ['default'], raiseUrgency: 1, skipIfEmpty: true },
      ],
    });
    expect(rules?.channels?.['phone']).toEqual({
      ...{ units: 100, exclusive: true, offerTimeoutMs: 20_000, wrapMs: 30_000, graceMs: 0 },
    });
    expect(rules?.maxWaitMs).toEqual({ 1: 172_800_000, 2: 86_400_000, 3: 14_400_000, 4: 3_600_000 });
  });

  it('keep the hours of their calendars', async () => {
    const { rules } = loadRoutingPolicy(await readPolicyFolder(example));
    const sunday = Date.parse('2026-03-01T12:00:00+01:00');
    expect(rules?.hours?.isOpen('billing', sunday)).toBe(false);
    expect(rules?.hours?.isOpen('default', sunday)).toBe(true);
    expect(rules?.hours?.opensAt('billing', sunday)).toBeGreaterThan(sunday);
  });
});

describe('routing rules', () => {
  it('are another version when they are other rules, or other hours', () => {
    const one = load('queues:', '  a: {}').rules?.version;
    expect(load('# said otherwise', 'queues: { a: {} }').rules?.version).toBe(one);
    expect(load('queues:', '  a: { strategy: least-load }').rules?.version).not.toBe(one);
  });

  it('are none where there is no file', () => {
    expect(loadRoutingPolicy(new Map())).toEqual({ problems: [] });
  });

  it.each<[string, string, readonly string[]]>([
    ['no queues', 'routing.yaml:1 missing: there are no queues', ['skills: [a]']],
    [
      'a field that there is not',
      'routing.yaml:2 unknown-field: "stategy" is not known here',
      ['queues:', '  a: { stategy: x }'],
    ],
    [
      'a strategy that there is not',
      'routing.yaml:3 unknown-word: "random"',
      ['queues:', '  a:', '    strategy: random'],
    ],
    [
      'a queue that there is not',
      'routing.yaml:3 unknown-queue: there is no queue "b"',
      ['queues:', '  a: {}', 'fallbackQueue: b'],
    ],
    [
      'an overflow into itself',
      'routing.yaml:4 queue.itself',
      ['queues:', '  a:', '    overflow:', '      - { after: 1m, addQueue: a }'],
    ],
    [
      'an overflow that does nothing',
      'routing.yaml:2 overflow.empty',
      ['queues:', '  a: { overflow: [{ after: 1m }] }'],
    ],
    [
      'an unknown skill',
      'routing.yaml:3 unknown-skill: there is no skill "law"',
      ['skills: [tax]', 'queues:', '  a: { skills: [law:2] }'],
    ],
    [
      'a level that nobody has',
      'routing.yaml:3 skill.impossible: nobody has tax at level 6',
      ['skills: [tax]', 'queues:', '  a: { skills: [tax:6] }'],
    ],
    [
      'a step that gives up what is firm',
      'routing.yaml:4 step.firm: "hu" is never given up',
      ['skills: [hu]', 'queues:', '  a:', '    { skills: [hu:2!], steps: [{ for: 1m, drop: [hu] }] }'],
    ],
    [
      'a step that lowers below what is asked',
      'routing.yaml:3 step.lower',
      ['skills: [hu]', 'queues:', '  a: { skills: [hu:2], steps: [{ for: 1m, lower: { hu: 2 } }] }'],
    ],
    [
      'a negative duration',
      'routing.yaml:2 duration: "-2m" is negative',
      ['queues:', '  a: { steps: [{ for: -2m }] }'],
    ],
    [
      'a step without a length',
      'routing.yaml:2 missing: a step needs `for`',
      ['queues:', '  a: { steps: [{ raiseUrgency: 1 }] }'],
    ],
    ['a gate without hours', 'routing.yaml:2 calendar.missing', ['queues:', '  a: { whenClosed: hold }']],
    [
      'an unknown calendar',
      'routing.yaml:2 unknown-calendar: there is no calendar "shop"',
      ['queues:', '  a: { calendar: shop }'],
    ],
    [
      'a channel that there is not',
      'routing.yaml:2 unknown-field: "telex"',
      ['channels:', '  telex: { units: 1 }', 'queues: { a: {} }'],
    ],
    [
      'a warning after the end',
      'routing.yaml:1 watchdog',
      ['channels: { email: { units: 10, warn: 2h, return: 1h } }', 'queues: { a: {} }'],
    ],
    [
      'a word where a truth is asked for',
      'routing.yaml:1 type: expected true or false',
      ['channels: { phone: { units: 10, exclusive: maybe } }', 'queues: { a: {} }'],
    ],
    ['text that is no YAML', 'routing.yaml:2 yaml', ['queues:', '  a: [']],
  ])('with %s are refused: file, line and rule', (_, message, lines) => {
    expect(load(...lines).rules).toBeUndefined();
    expect(mistakes(...lines).join('\n')).toContain(message);
  });

  it('name a circle of queues once, and no queue that only leads into it', () => {
    const to = (queueId: string) => `{ calendar: office, whenClosed: { queue: ${queueId} } }`;
    expect(mistakes('queues:', `  a: ${to('b')}`, `  b: ${to('c')}`, `  c: ${to('b')}`)).toEqual([
      'routing.yaml:3 queue.cycle: queues send to each other in a circle: b → c → b',
    ]);
  });
});
