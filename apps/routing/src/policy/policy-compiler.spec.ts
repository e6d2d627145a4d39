import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { mistakeLine } from '#libs/templates';
import { readPolicyFolder } from './read-policy-folder.js';
import { FilesPolicyCompiler } from './policy-compiler.js';

const hour = 3_600_000;
const defaults = { firstResponseMs: hour, reopenWindowMs: hour, offerTimeoutMs: 120_000, offerExclusionMs: 300_000 };
const compiler = new FilesPolicyCompiler(defaults);
const example = fileURLToPath(new URL('../../example-policy', import.meta.url));
const texts = Object.fromEntries(await readPolicyFolder(example));

/** The example company, with one line put wrong. */
function withMistake(file: string, right: string, wrong: string): Readonly<Record<string, string>> {
  const text = texts[file] ?? '';
  if (text.split(right).length !== 2) throw new Error(`"${right}" is not once in ${file}`);
  return { ...texts, [file]: text.replace(right, wrong) };
}

describe('a policy', () => {
  it('is compiled as a whole, and known by its texts', () => {
    const { hash, problems, rules } = compiler.compile(texts);
    expect(problems).toEqual([]);
    expect(hash).toMatch(/^[0-9a-f]{12}$/);
    expect(rules?.engine).toMatchObject({ exclusionMs: 300_000, fallbackQueue: 'default' });
    expect(rules?.time.policies.map(({ policyId }) => policyId)).toEqual(['vip', 'complaints', 'praise', 'standard']);
    const turned = Object.fromEntries(Object.entries(texts).reverse());
    expect(compiler.compile(turned).hash).toBe(hash);
    expect(compiler.compile(withMistake('sla.yaml', 'first-response: 30m', 'first-response: 31m')).hash).not.toBe(hash);
  });

  it.each<[string, string, string, string, string]>([
    [
      'a circle of queues',
      'routing.yaml',
      'action: { queue: default } }',
      'action: { queue: sales } }',
      'queue.itself',
    ],
    ['an unknown queue', 'routing.yaml', 'fallbackQueue: default', 'fallbackQueue: defualt', 'unknown-queue'],
    ['an unknown skill', 'routing.yaml', 'drop: [tax]', 'drop: [tacks]', 'unknown-skill'],
    ['an unknown calendar', 'sla.yaml', 'calendar: always', 'calendar: allways', 'unknown-calendar'],
    ['an unknown policy', 'entitlements.yaml', 'policy: vip', 'policy: vips', 'unknown-policy'],
    ['an unknown field', 'sla.yaml', 'warnBefore: 2h', 'warnAfter: 2h', 'unknown-field'],
    ['overlapping hours', 'calendars.yaml', '08:00-12:00, 13:00-17:30', '08:00-13:30, 13:00-17:30', 'hours.overlap'],
    [
      'a skill that nobody can have',
      'routing.yaml',
      'skills: [tax:3, hu:2!]',
      'skills: [tax:6, hu:2!]',
      'skill.impossible',
    ],
    ['a negative time of a clock', 'sla.yaml', 'first-response: 30m', 'first-response: -30m', 'duration'],
    ['a negative step', 'routing.yaml', '{ for: 2m }', '{ for: -2m }', 'duration'],
    ['a zone that there is not', 'calendars.yaml', 'zone: UTC', 'zone: Mars/Olympus', 'calendar.zone'],
  ])('with %s is refused with file and line, and no rules', (_, file, right, wrong, rule) => {
    const broken = withMistake(file, right, wrong);
    const line = (broken[file] ?? '').split('\n').findIndex((one) => one.includes(wrong)) + 1;
    const { problems, rules } = compiler.compile(broken);
    expect(rules).toBeUndefined();
    expect(problems.map(mistakeLine)).toContainEqual(
      expect.stringMatching(new RegExp(`^${file}:${String(line)} ${rule}: `)),
    );
  });

  it('with a circle through several queues is refused', () => {
    const routing = `queues:
  a: { calendar: always, whenClosed: { queue: b } }
  b: { calendar: always, whenClosed: { queue: a } }
`;
    expect(compiler.compile({ ...texts, 'routing.yaml': routing }).problems.map(mistakeLine)).toEqual([
      'routing.yaml:2 queue.cycle: queues send to each other in a circle: a → b → a',
    ]);
  });
});
