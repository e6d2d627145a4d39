import { beforeAll, describe, expect, it } from '@jest/globals';
import { IncidentFiles } from './incident-files.js';

const texts = new IncidentFiles(undefined);
const values = { reference: 'TR-2C8K-7Q4D', dueAt: new Date('2026-03-06T12:00:00Z'), timeZone: 'Europe/Bucharest' };
const reasons = { en: 'A storm.', ro: 'O furtună.', de: 'Ein Sturm.' };

beforeAll(() => texts.onModuleInit());

describe('what those affected are written', () => {
  it.each(['en', 'hu', 'ro', 'zh'])('is there in %s, for the beginning and the end', (language) => {
    const begun = texts.render('incident', [language], { [language]: 'X-reason.' }, values);
    expect(begun).toMatchObject({ language, template: 'incident@1' });
    expect(begun?.text).toContain('X-reason.');
    expect(begun?.text).toMatch(/14[:.]00/);
    expect(begun?.subject).toContain('TR-2C8K-7Q4D');
    expect(texts.render('incident-ended', [language], {}, values)).toMatchObject({ language });
  });

  it.each([
    ['their own language', ['ro-MD', 'en'], 'ro', 'O furtună.'],
    ['the language that counts, where theirs has no reason', ['hu', 'en'], 'en', 'A storm.'],
    ['the language that counts, where theirs has a reason and no template', ['de', 'en'], 'en', 'A storm.'],
    ['the language that counts, where theirs is not known', [undefined, 'en'], 'en', 'A storm.'],
  ])('is in %s', (_, wanted, language, reason) => {
    expect(texts.render('incident', wanted, reasons, values)).toMatchObject({ language, reason });
  });
});
