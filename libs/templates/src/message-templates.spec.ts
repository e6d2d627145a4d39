import { describe, expect, it } from '@jest/globals';
import { FileProblem } from './file-problem.js';
import { languageChain } from './languages.js';
import { MessageTemplates } from './message-templates.js';

const known = { greeting: { name: true, reference: true, answers: { title: true } } } as const;

const file = (language: string, body: string, more = ''): { file: string; text: string } => ({
  file: `${language}.md`,
  text: `---\ntemplate: greeting\nlanguage: ${language}\nversion: 2\n${more}---\n${body}\n`,
});

const rendered = (body: string, values: object): string | undefined =>
  MessageTemplates.of([file('en', body)], known).render('greeting', ['en'], { ...values })?.text;

function problemOf(text: string): { line: number; problem: string } {
  try {
    MessageTemplates.of([{ file: 'a.md', text }], known);
  } catch (error) {
    if (error instanceof FileProblem) return { line: error.line, problem: error.problem };
    throw error;
  }
  throw new Error('was taken');
}

describe('a template', () => {
  it('is filled in, with its sections', () => {
    const body =
      '{{#name}}Dear {{name}},{{/name}}{{^name}}Hello,{{/name}}\n{{#answers}}- {{title}} ({{reference}})\n{{/answers}}';
    expect(rendered(body, { reference: 'TR-1', answers: [{ title: 'One' }, { title: 'Two' }] })).toBe(
      'Hello,\n- One (TR-1)\n- Two (TR-1)',
    );
    expect(rendered(body, { name: 'Kata' })).toBe('Dear Kata,');
  });

  it('says its id, language and subject', () => {
    const templates = MessageTemplates.of([file('hu', 'Szia', 'subject: Megjött ({{reference}})\n')], known);
    expect(templates.render('greeting', ['hu-HU'], { reference: 'TR-1' })).toEqual({
      ...{ template: 'greeting@2', language: 'hu', subject: 'Megjött (TR-1)', text: 'Szia' },
    });
  });

  it.each<[string, string]>([
    ['Kata\nBcc: all@example.com', 'Kata Bcc: all@example.com'],
    ['a\u202Eb', 'a b'],
    ['<b>&{{reference}}', '<b>&{{reference}}'],
  ])('lets no value become more than a value: %j', (name, text) => {
    expect(rendered('{{name}}', { name, reference: 'TR-1' })).toBe(text);
  });

  it('is the later one of two', () => {
    const templates = MessageTemplates.of([file('en', 'shipped'), file('en', 'our own')], known);
    expect(templates.render('greeting', ['en'], {})?.text).toBe('our own');
  });
});

describe('the language', () => {
  const templates = MessageTemplates.of(
    ['en', 'zh', 'zh-Hant', 'ro', 'pt-BR'].map((language) => file(language, language)),
    known,
  );

  it.each<[readonly (string | undefined)[], string | undefined]>([
    [['ro-MD'], 'ro'],
    [['zh-TW'], 'zh-Hant'],
    [['zh-HK'], 'zh-Hant'],
    [['zh-Hans-CN'], 'zh'],
    [['zh'], 'zh'],
    [['PT-br'], 'pt-BR'],
    [['pt', 'en'], 'en'],
    [['de', undefined, 'ro'], 'ro'],
    [['und', 'not a tag', 'zh'], 'zh'],
    [['de'], undefined],
    [[], undefined],
  ])('of %j is %s', (wanted, language) => {
    expect(templates.languageOf('greeting', wanted)).toBe(language);
  });

  it('has nothing for what is no language', () => {
    expect([languageChain('und'), languageChain('x y')]).toEqual([[], []]);
  });
});

describe('a template that is refused', () => {
  const head = '---\ntemplate: greeting\nlanguage: en\nversion: 1\n';
  it.each<[string, string, number, RegExp]>([
    ['no head', 'Hello', 1, /between two lines/],
    ['an unknown field', `${head}langauge: en\n---\nx`, 5, /no field langauge/],
    ['no language', '---\ntemplate: greeting\nversion: 1\n---\nx', 2, /needs the field language/],
    [
      'an unknown template',
      '---\nlanguage: en\ntemplate: toString\nversion: 1\n---\nx',
      3,
      /no template toString; there are greeting/,
    ],
    ['no language tag', '---\ntemplate: greeting\nlanguage: e n\nversion: 1\n---\nx', 3, /no language tag/],
    ['an unknown variable', `${head}---\nHello,\n\n{{nmae}}`, 8, /no \{\{nmae\}\}; there are name, reference, answers/],
    ['a variable of a list outside it', `${head}---\n{{title}}`, 6, /no \{\{title\}\}/],
    ['a list as a value', `${head}---\n{{answers}}`, 6, /is a list/],
    ['a variable in the subject', `${head}subject: "{{nope}}"\n---\nx`, 5, /no \{\{nope\}\}/],
    ['what is not escaped', `${head}---\nx\n{{{name}}}`, 7, /is not taken/],
    ['a partial', `${head}---\n{{> other}}`, 6, /is not taken/],
    ['an open section', `${head}---\nx\n{{#name}}y`, 7, /Unclosed section "name"/],
    ['no text', `${head}---\n \n`, 6, /no text/],
    ['broken YAML', `${head}x: [\n---\nx`, 6, /./],
  ])('%s', (_, text, line, problem) => {
    const found = problemOf(text);
    expect(found.problem).toMatch(problem);
    expect(found.line).toBe(line);
  });
});
