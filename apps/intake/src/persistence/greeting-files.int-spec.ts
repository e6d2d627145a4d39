import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { eventually } from '#libs/testing';
import { GreetingFiles } from './greeting-files.js';

const values = { name: 'Mei Lin', reference: 'TR-Q7KV-AD45', dueAt: '31 January', hasAnswers: false, answers: [] };
const answer = { number: 1, title: 'Where is it?', summary: 'On its way.', link: 'https://x.example/a' };
const templates = ['acknowledgement', 'acknowledgement-compliment', 'acknowledgement-suggestion'] as const;
const languages = ['en', 'zh', 'zh-Hant', 'ro', 'hu'];

describe('the templates that ship', () => {
  const files = new GreetingFiles({ templates: undefined, reloadMs: 1_000 });
  beforeEach(() => files.onModuleInit());

  it.each(templates.flatMap((template) => languages.map((language) => [template, language] as const)))(
    '%s in %s says name and reference and leaves no mark behind',
    (template, language) => {
      const { text = '', subject, ...rest } = files.render(template, [language], values) ?? {};
      expect(rest).toEqual({ language, template: `${template}@2` });
      expect(`${subject ?? ''}`).toContain('TR-Q7KV-AD45');
      expect(text).toMatch(/^.*Mei Lin/);
      expect(text).not.toMatch(/\{\{|\}\}|\n{3}/);
      if (template !== 'acknowledgement-compliment') expect(text).toContain('31 January');
    },
  );

  it.each(languages)('put answers between the news and the last words: %s', (language) => {
    const { text = '' } =
      files.render('acknowledgement', [language], { ...values, hasAnswers: true, answers: [answer] }) ?? {};
    const paragraphs = text.split('\n\n');
    expect(paragraphs[3]).toBe('1. Where is it?\nOn its way.\nhttps://x.example/a');
    expect(paragraphs).toHaveLength(6);
  });
});

describe('the templates of a company', () => {
  let folder: string;
  let files: GreetingFiles;
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const text = (language: string) => files.render('acknowledgement', [language], values)?.text;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
    await write('de.md', '---\ntemplate: acknowledgement\nlanguage: de\nversion: 1\n---\nGuten Tag, {{name}}!');
    files = new GreetingFiles({ templates: folder, reloadMs: 20 });
    await files.onModuleInit();
  });
  afterEach(async () => {
    files.onApplicationShutdown();
    Logger.overrideLogger(true);
    await rm(folder, { recursive: true });
  });

  it('come beside those that ship, are read again, and stay when what comes is wrong', async () => {
    expect(text('de-AT')).toBe('Guten Tag, Mei Lin!');
    expect(text('en')).toContain('Dear Mei Lin');
    await write('en.md', '---\ntemplate: acknowledgement\nlanguage: en\nversion: ours\n---\nHi {{name}}');
    await eventually(() => expect(text('en')).toBe('Hi Mei Lin'));
    await write('en.md', '---\ntemplate: acknowledgement\nlanguage: en\nversion: ours\n---\nHi\n{{nmae}}');
    await eventually(() => expect(files.problem?.message).toMatch(/en\.md:7: knows no \{\{nmae\}\}/));
    expect(text('en')).toBe('Hi Mei Lin');
  });
});
