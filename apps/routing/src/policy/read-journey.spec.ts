import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { mistakeLine } from '#libs/templates';
import { readPolicyFolder } from './read-policy-folder.js';
import { loadJourneyPolicy } from './read-journey.js';

const example = fileURLToPath(new URL('../../example-policy', import.meta.url));
const load = (...lines: string[]) => loadJourneyPolicy(new Map([['journey.yaml', lines.join('\n')]]));
const steps = (greeted: string): string[] => [
  'steps:',
  `  greeted: ${greeted}`,
  ...['needs-confirmed', 'fulfilled', 'verified', 'thanked', 'invited-back'].map(
    (step) => `  ${step}: { accountable: owner }`,
  ),
];

describe('the journey of a policy folder', () => {
  it('is in the example without mistakes, and means what its comments say', async () => {
    const { rules, problems } = loadJourneyPolicy(await readPolicyFolder(example));
    expect(problems).toEqual([]);
    expect(rules).toMatchObject({
      confirmation: { beforeResolution: 'warn', by: 'customer', kinds: ['complaint', 'claim'] },
      shelving: { longestMs: 60 * 86_400_000, times: 3 },
      responsibilities: { 'invited-back': { accountable: 'after-care', partial: [], supporting: ['sales'] } },
    });
  });

  it('is the usual one in what it does not say, and there is none without the file', () => {
    expect(load('shelving: { times: 1 }').rules).toEqual({
      confirmation: { beforeResolution: 'warn' },
      shelving: { longestMs: 90 * 86_400_000, times: 1 },
    });
    expect(loadJourneyPolicy(new Map())).toEqual({ problems: [] });
  });

  it.each<[string, string[], string]>([
    [
      'a word that there is not',
      ['confirmation:', '  beforeResolution: maybe'],
      'journey.yaml:2 unknown-word: "maybe" is none of off, warn, refuse',
    ],
    ['a negative duration', ['shelving:', '  longest: -2d'], 'journey.yaml:2 duration: "-2d" is negative'],
    ['part of a time', ['shelving: { times: 1.5 }'], 'journey.yaml:1 shelving.times: expected a whole number'],
    [
      'a step for which nobody answers',
      ['steps:', '  greeted: { accountable: owner }'],
      'journey.yaml:2 step.missing: nobody answers for needs-confirmed, fulfilled, verified, thanked, invited-back',
    ],
    [
      'nobody accountable',
      steps('{ partial: [desk] }'),
      'journey.yaml:2 step.accountable: nobody is accountable for greeted',
    ],
    [
      'two accountable',
      steps('{ accountable: [owner, desk] }'),
      'journey.yaml:2 step.accountable: 2 are accountable for greeted; exactly one must be',
    ],
    [
      'somebody in two roles',
      steps('{ accountable: owner, supporting: [owner] }'),
      'journey.yaml:2 step.role: "owner" has two roles in greeted',
    ],
    ['a misspelt name', ['shelfing: {}'], 'journey.yaml:1 unknown-field: "shelfing" is not known here'],
  ])('with %s is refused: file, line and rule', (_, lines, expected) => {
    const { rules, problems } = load(...lines);
    expect(rules).toBeUndefined();
    expect(problems.map(mistakeLine).join('\n')).toContain(expected);
  });
});
