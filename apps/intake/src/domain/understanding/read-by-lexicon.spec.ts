import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readByLexicon } from './read-by-lexicon.js';
import { readLexicon } from './read-lexicon.js';
import { wordsOf } from './words.js';

const lexicons = new Map(
  ['en', 'zh', 'ro', 'hu'].map((language) => {
    const path = join(import.meta.dirname, `../../../lexicons/${language}.yaml`);
    return [language, readLexicon(readFileSync(path, 'utf8'))];
  }),
);

function read(language: string, text: string) {
  const lexicon = lexicons.get(language);
  if (lexicon === undefined) throw new Error(`no lexicon of ${language}`);
  return readByLexicon(wordsOf(text), lexicon);
}

interface Example {
  readonly language: string;
  readonly text: string;
  readonly kind: string;
  readonly sentiment: string;
  readonly urgency: string;
  readonly need: string;
}

function examples(): Example[] {
  const path = join(import.meta.dirname, '../../../../../test/fixtures/understanding.csv');
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [language = '', text = '', kind = '', sentiment = '', urgency = '', need = ''] = [
      ...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g),
    ].map(([, quoted, plain]) => quoted ?? plain ?? '');
    return { language, text, kind, sentiment, urgency, need };
  });
}

/** A thin feeling is neutral. */
function feelingOf(value: number | undefined): string {
  if (value === undefined || Math.abs(value) < 0.1) return 'neutral';
  return value < 0 ? 'negative' : 'positive';
}

describe('the shipped lexicons', () => {
  const table = examples();

  it.each(['en', 'zh', 'ro', 'hu'])('have 40 examples and more in %s', (language) => {
    expect(table.filter((one) => one.language === language).length).toBeGreaterThanOrEqual(40);
  });

  it.each(table.map((one) => [one.language, one.text, one] as const))('read in %s: %s', (language, text, wanted) => {
    const { kind, sentiment, urgency, need } = read(language, text);
    const found = {
      kind: kind?.value,
      sentiment: feelingOf(sentiment?.value),
      urgency: String(urgency?.value ?? 3),
      need: need?.value,
    };
    const { kind: wantedKind, sentiment: feeling, urgency: level, need: wantedNeed } = wanted;
    const asked = {
      ...(wantedKind !== '' && { kind: wantedKind }),
      ...(feeling !== '' && { sentiment: feeling }),
      ...(level !== '' && { urgency: level }),
      ...(wantedNeed !== '' && { need: wantedNeed }),
    };
    expect(found).toMatchObject(asked);
  });
});

describe('feelings', () => {
  const feeling = (language: string, text: string) => read(language, text).sentiment?.value ?? 0;

  it.each([
    ['en', 'The room was good', 'The room was not good'],
    ['ro', 'Camera a fost bună, sunt mulțumit', 'Nu sunt mulțumit'],
    ['hu', 'Elégedett vagyok', 'Nem vagyok elégedett'],
    ['zh', '我很满意', '我不太满意'],
  ])('turn round under a negation in %s', (language, plain, denied) => {
    expect(feeling(language, plain)).toBeGreaterThan(0);
    expect(feeling(language, denied)).toBeLessThan(0);
  });

  it('are not denied from another clause', () => {
    expect(feeling('en', 'No, the room was lovely')).toBeGreaterThan(0.5);
  });

  it.each([
    ['by a word', 'The staff were rude', 'The staff were extremely rude'],
    ['by exclamation marks', 'The staff were rude', 'The staff were rude!!!'],
    ['by capitals', 'The staff were rude to us', 'THE STAFF WERE RUDE TO US'],
    ['less by a softener', 'The staff were a bit rude', 'The staff were rude'],
  ])('weigh more %s', (_, weaker, stronger) => {
    expect(feeling('en', stronger)).toBeLessThan(feeling('en', weaker));
  });

  it('do not depend on diacritics', () => {
    expect(read('ro', 'Sunt foarte nemulțumită, mâncarea era proastă')).toEqual(
      read('ro', 'Sunt foarte nemultumita, mancarea era proasta'),
    );
    expect(read('hu', 'Csalódott vagyok, a szoba koszos volt')).toEqual(
      read('hu', 'Csalodott vagyok, a szoba koszos volt'),
    );
  });

  it('read Traditional like Simplified', () => {
    expect(read('zh', '服務態度惡劣，我要投訴並要求退款')).toEqual(read('zh', '服务态度恶劣，我要投诉并要求退款'));
  });
});

describe('components', () => {
  it.each([
    ['en', 'The receptionist was rude and impatient', 'courtesy'],
    ['en', 'I have been on hold for an hour, nobody answered', 'access'],
    ['ro', 'Camera era murdară și mirosea urât, sunt dezamăgit', 'tangibles'],
    ['hu', 'Hazudtak nekem, becsaptak, felháborító', 'credibility'],
    ['zh', '你们一直没有回复，拖了一个月，我很失望', 'responsiveness'],
  ])('of a judgement in %s: %s', (language, text, component) => {
    expect(read(language, text).components?.map(({ value }) => value)).toContain(component);
  });

  it('are not seen in a mere question', () => {
    expect(read('en', 'What are your opening hours?').components).toEqual([]);
  });
});
