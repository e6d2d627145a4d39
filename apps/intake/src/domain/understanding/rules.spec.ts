import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyRules, explainRules, type RuleSubject } from './apply-rules.js';
import { readRules } from './read-rules.js';
import { wordsOf } from './words.js';
import { FileInvalid } from './yaml-fields.js';

const rule = (when: string, then = 'kind: complaint', more = '') =>
  `version: 3\nrules:\n  - id: r1\n    when: { ${when} }\n    then: { ${then} }\n${more}`;
const subject: RuleSubject = { channel: 'email', language: 'en', text: 'The lift is broken again, invoice 123456' };

function apply(yaml: string, changes: Partial<RuleSubject> = {}) {
  const contact = { ...subject, ...changes };
  return applyRules(readRules(yaml), contact, wordsOf(`${contact.subject ?? ''}\n${contact.text ?? ''}`));
}

describe('a rule holds', () => {
  it.each<[string, string, Partial<RuleSubject>]>([
    ['for a word', 'text: broken', {}],
    ['for the beginning of a word', 'text: [hello, brok*]', {}],
    ['for a phrase with a gap', 'text: lift ... again', {}],
    ['without accents or case', 'text: PÂINE', { text: 'paine proaspata' }],
    ['for Chinese in either script', 'text: 退款', { text: '請儘速退款' }],
    ['for traditional words on simplified text', 'text: 帳單', { text: '我的账单错了' }],
    ['for a word of the subject', 'subject: broken', { subject: 'Broken!', text: 'x' }],
    ['for a pattern', 'pattern: "invoice +[0-9]{6}"', {}],
    ['for a channel', 'channel: [chat, email]', {}],
    ['for an account', 'channelAccount: help@shop', { channelAccount: 'help@shop' }],
    ['for a language with a script', 'language: zh', { language: 'zh-Hant' }],
    [
      'for an attribute',
      'attributes: { plan: [gold, silver], trial: false }',
      { attributes: { plan: 'gold', trial: false } },
    ],
    ['for a rating', 'rating: { atMost: 0.3 }', { rating: 0.25 }],
    ['for brand, site and product', 'brand: b, site: s, product: p', { brand: 'b', site: 's', product: 'p' }],
  ])('%s', (_, when, changes) => {
    expect(apply(rule(when), changes).kind).toEqual({ value: 'complaint', confidence: 0.9, by: 'rule:r1@3' });
  });

  it.each<[string, string, Partial<RuleSubject>]>([
    ['for part of a word', 'text: brok', {}],
    ['when a gap is too long', 'text: lift ... six', { text: 'lift one two three four five six' }],
    ['for the text when the subject is asked', 'subject: broken', {}],
    ['for a number in the words of an attribute', 'attributes: { level: 3 }', { attributes: { level: '3' } }],
    ['without a rating', 'rating: { atMost: 1 }', {}],
    ['for another language that begins so', 'language: zh', { language: 'zha' }],
    ['when one of two conditions fails', 'text: broken, channel: chat', {}],
  ])('not %s', (_, when, changes) => {
    expect(apply(rule(when), changes)).toEqual({});
  });

  it('not under its exception', () => {
    const yaml = rule('text: broken', 'urgency: 5').replace('    then', '    unless: { text: sorry }\n    then');
    expect(apply(yaml).urgency?.value).toBe(5);
    expect(apply(yaml, { text: 'Broken, sorry' })).toEqual({});
  });
});

describe('the first rule that holds', () => {
  const second = '  - id: r2\n    when: { text: lift }\n    then: { kind: claim, urgency: 4, topics: [lifts] }\n';

  it('decides each target for itself', () => {
    expect(apply(rule('text: broken', 'kind: complaint', second))).toEqual({
      kind: { value: 'complaint', confidence: 0.9, by: 'rule:r1@3' },
      urgency: { value: 4, confidence: 0.9, by: 'rule:r2@3' },
      topics: [{ value: 'lifts', confidence: 0.9, by: 'rule:r2@3' }],
    });
  });

  it('is explained, and so are those that do not hold', () => {
    const explained = explainRules(
      readRules(rule('text: [broken, gone], channel: chat', 'urgency: 5', second)),
      subject,
    );
    expect(explained.map(({ rule: { id, line }, holds }) => ({ id, line, holds }))).toEqual([
      { id: 'r1', line: 3, holds: false },
      { id: 'r2', line: 6, holds: true },
    ]);
    expect(explained[0]?.conditions).toEqual([
      { condition: 'channel', holds: false, because: 'channel is "email", wanted "chat"' },
      { condition: 'text', holds: true, because: 'text has "broken"' },
    ]);
  });
});

describe('a file of rules', () => {
  it('that ships as an example is right', () => {
    const example = readFileSync(join(import.meta.dirname, '../../../rules.example.yaml'), 'utf8');
    expect(readRules(example).rules.map(({ id }) => id)).toEqual([
      'gas-smell',
      'gold-invoices',
      'bad-review',
      'parking',
    ]);
  });

  it.each<[string, string, string]>([
    ['is no YAML', 'version: 1\nrules: [', 'line 2, column 9: (file) is not YAML'],
    ['is empty', '', 'line 1, column 1: file must hold version, rules'],
    ['has no version', 'rules: []', 'line 1, column 1: version must be a number'],
    ['has an unknown name', 'version: 1\nrulez: []\nrules: []', 'line 2, column 1: file.rulez is not known'],
    [
      'has a rule without id',
      'version: 1\nrules:\n  - { when: { text: a }, then: { urgency: 1 } }',
      'line 3, column 5: rules[0].id',
    ],
    [
      'has an urgency of 6',
      rule('text: a', 'urgency: 6'),
      'line 5, column 22: rules[0].then.urgency must be a number from 1 to 5',
    ],
    [
      'has a kind of its own',
      rule('text: a', 'kind: rant'),
      'line 5, column 19: rules[0].then.kind must be one of inquiry,',
    ],
    ['sets nothing', rule('text: a', ''), 'line 5, column 11: rules[0].then must set at least one of'],
    ['asks nothing', rule(''), 'line 4, column 11: rules[0].when must hold at least one condition'],
    ['asks for no word', rule('text: "?!"'), 'line 4, column 19: rules[0].when.text must hold a word'],
    [
      'asks for an unknown channel',
      rule('channel: [email, pigeon]'),
      'line 4, column 30: rules[0].when.channel[1] must be one of',
    ],
    [
      'has a pattern that RE2 does not know',
      rule('pattern: "(?=a)b"'),
      'line 4, column 22: rules[0].when.pattern must be a regular expression of RE2',
    ],
    ['has three gaps in a phrase', rule('text: a ... b ... c ... d'), 'must hold "..." at most 2 times'],
    [
      'uses an id twice',
      rule('text: a', 'urgency: 1', '  - id: r1\n    when: { text: b }\n    then: { urgency: 2 }'),
      'line 6, column 9: rules[1].id is the id of another rule too',
    ],
    [
      'has a name without a value',
      'version: 1\nrules:\n  - id: a\n    when:\n    then: { urgency: 1 }',
      'line 4, column 5: rules[0].when has no value',
    ],
    [
      'is sure beyond measure',
      rule('text: a', 'kind: { value: claim, confidence: 2 }'),
      'rules[0].then.kind.confidence must be a number from 0 to 1',
    ],
  ])('that %s is refused with the place', (_, yaml, message) => {
    expect(() => readRules(yaml)).toThrow(FileInvalid);
    expect(() => readRules(yaml)).toThrow(message);
  });

  it('names every problem at once', () => {
    const yaml = rule('text: a', 'urgency: 9, kind: rant, need: food');
    expect(() => readRules(yaml)).toThrow(/urgency[^]*kind[^]*need/);
  });
});

describe('a hostile pattern', () => {
  it('takes no longer than its text', () => {
    const yaml = rule('pattern: "(a+)+b$"');
    const text = `${'a'.repeat(60_000)}!`;
    const started = performance.now();
    expect(apply(yaml, { text })).toEqual({});
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
