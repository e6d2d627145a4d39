import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectLanguage } from './detect-language.js';

interface Labelled {
  readonly language: string;
  readonly text: string;
}

function fixture(): Labelled[] {
  const path = join(import.meta.dirname, '../../../../../test/fixtures/languages.csv');
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [, language = '', quoted, plain] = /^([\w-]+),(?:"((?:[^"]|"")*)"|(.*))$/.exec(line) ?? [];
    return { language, text: quoted?.replaceAll('""', '"') ?? plain ?? '' };
  });
}

const groupOf = (language: string) =>
  ['en', 'zh-Hans', 'zh-Hant', 'ro', 'hu'].includes(language) ? language : 'other';

describe('the fixture of languages', () => {
  const rows = fixture();

  it('has 250 different texts of 20 characters and more for each group', () => {
    const counts: Record<string, number> = {};
    for (const { language } of rows) counts[groupOf(language)] = (counts[groupOf(language)] ?? 0) + 1;
    expect(counts).toEqual({ en: 250, 'zh-Hans': 125, 'zh-Hant': 125, ro: 250, hu: 250, other: 250 });
    expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
    expect(rows.filter(({ text }) => [...text].length < 20)).toEqual([]);
    const romanian = rows.filter(({ language }) => language === 'ro');
    expect(romanian.filter(({ text }) => /^[ -~]*$/.test(text)).length).toBeGreaterThanOrEqual(125);
  });

  it('is told right in 98 of 100 texts, language and script', () => {
    const wrong = rows.filter(({ language, text }) => detectLanguage(text).language !== language);
    expect(wrong.length / rows.length).toBeLessThanOrEqual(0.02);
  });

  it('is told from the other groups in 98 of 100 texts of every group', () => {
    const wrong = rows.filter(({ language, text }) => groupOf(detectLanguage(text).language) !== groupOf(language));
    for (const group of ['en', 'zh-Hans', 'zh-Hant', 'ro', 'hu', 'other']) {
      const size = rows.filter(({ language }) => groupOf(language) === group).length;
      const missed = wrong.filter(({ language }) => groupOf(language) === group);
      const share = { group, wrong: missed.length / size, missed: missed.slice(0, 5) };
      expect(share).toEqual({ ...share, wrong: Math.min(share.wrong, 0.02) });
    }
  });
});

describe('detectLanguage', () => {
  it.each([
    ['a word of thanks', 'Thank you!', 'en'],
    ['a short question in Romanian', 'Unde e comanda?', 'ro'],
    ['a short question in Hungarian', 'Hol van a csomag?', 'hu'],
    ['Hungarian without its accents', 'Kerem, mondjak meg, mikor erkezik meg a csomagom', 'hu'],
    ['Chinese with the name of a product', '我的 Wireless Headphones Pro 一直连不上手机', 'zh-Hans'],
    ['Chinese with nothing that tells the scripts apart', '你好，在不在', 'zh'],
    ['Cantonese', '我件貨幾時先到㗎，等咗好耐喇', 'zh-Hant'],
    ['Japanese with few kana', '注文番号の確認をお願い致します', 'ja'],
    ['text around a link', 'Vezi https://shop.example/en/help/where-is-my-order și spune-mi ce să fac', 'ro'],
    [
      'an answer above a quotation',
      'Nem jó a méret, kérem a cserét.\n> Your order has been delivered to the address',
      'hu',
    ],
    ['capital letters', 'NU AM PRIMIT NIMIC DE TREI SAPTAMANI', 'ro'],
    ['German, which is none of ours', 'Wann kommt meine Bestellung endlich an?', 'de'],
  ])('knows %s', (_, text, language) => {
    expect(detectLanguage(text)).toMatchObject({ language });
  });

  it.each(['', '   ', '84417', '👍👍', 'https://shop.example/a', 'ann@example.net', '???'])(
    'says nothing of %j',
    (text) => {
      expect(detectLanguage(text)).toEqual({ language: 'und', confidence: 0 });
    },
  );

  it('is surer of a sentence than of a word', () => {
    const word = detectLanguage('Salut').confidence;
    expect(detectLanguage('Bună ziua, aș vrea să știu când ajunge comanda mea').confidence).toBeGreaterThan(word);
  });

  it('answers for whatever is written, always the same, in the form of BCP 47', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const found = detectLanguage(text);
        expect(found.language).toMatch(/^[a-z]{2,3}(-Han[st])?$/);
        expect(found.confidence).toBeGreaterThanOrEqual(0);
        expect(found.confidence).toBeLessThanOrEqual(1);
        expect(detectLanguage(text)).toEqual(found);
      }),
      { numRuns: 50 },
    );
  });
});
