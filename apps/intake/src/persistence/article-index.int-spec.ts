import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileProblem, projectFolder } from '#libs/templates';
import { ArticleIndex } from './article-index.js';

const folder = projectFolder(import.meta.url, 'deploy/examples/articles');
const files = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const index = ArticleIndex.of(files, 0.6);
const now = new Date('2026-01-31T09:30:00Z');

describe('the example articles', () => {
  it.each([
    ['en', 'Hello,\nWhen will the kettle of order 48213 arrive?\nThank you.\nNeil', 'delivery-times'],
    ['en', 'my order shoud have been delvered long ago', 'delivery-times'],
    ['en', 'Does the invoice for the lamp already include the discount?', 'discount-on-the-invoice'],
    ['en', 'Is it normal that the router hums when it is switched on?', 'humming'],
    ['en-AU', 'Where in the app do I see the warranty of my heater?', 'warranty-in-the-app'],
    ['zh', '请问订单 48213 里的水壶什么时候能送到？', 'delivery-times'],
    ['zh-Hans-CN', '请问台灯的发票金额是否已经扣除优惠？', 'discount-on-the-invoice'],
    ['zh', '路由器开机时有嗡嗡声，这正常吗？', 'humming'],
    ['zh', '在应用里哪里能看到水壶的保修期？', 'warranty-in-the-app'],
    ['ro', 'Când ajunge comanda 48213 (fierbător)?', 'delivery-times'],
    ['ro-RO', 'cand ajunge comanda mea va rog', 'delivery-times'],
    ['ro', 'Factura (lampă) cuprinde deja reducerea?', 'discount-on-the-invoice'],
    ['ro', 'Este normal să se audă un bâzâit la pornire (router)?', 'humming'],
    ['ro', 'Unde gasesc in aplicatie garantia la fierbator?', 'warranty-in-the-app'],
    ['hu', 'Mikor érkezik meg a 48213 számú rendelésem (vízforraló)?', 'delivery-times'],
    ['hu', 'A számlán (lámpa) már rajta van a kedvezmény?', 'discount-on-the-invoice'],
    ['hu', 'Rendben van az, hogy bekapcsoláskor zúg (router)?', 'humming'],
    ['hu', 'Az alkalmazásban hol látom a jótállást (vízforraló)?', 'warranty-in-the-app'],
  ])('%s: %s', (language, text, articleId) => {
    const [best] = index.search(text, [language], now);
    expect(best?.article.articleId).toBe(articleId);
  });

  it.each([
    ['en', 'Who in your house is responsible for schools?'],
    ['en', 'Please have Mr Barlow call me; he knows my case.'],
    ['en', 'order'],
    ['en', ''],
    ['zh', '请问学校采购由哪一位负责？'],
    ['ro', 'Cine se ocupă la dumneavoastră de școli?'],
    ['hu', 'Ki foglalkozik önöknél az iskolákkal?'],
    ['de', 'Wann kommt meine Bestellung?'],
    ['de', 'When will my order arrive?'],
  ])('have nothing for %s: %j', (language, text) => {
    expect(index.search(text, [language], now)).toEqual([]);
  });

  it('are searched quickly', () => {
    const text = 'Hello,\nWhen will the kettle of order 48213 arrive?\nThank you, and kind regards from the four of us';
    const began = performance.now();
    for (let n = 0; n < 200; n += 1) index.search(text, ['en'], now);
    expect((performance.now() - began) / 200).toBeLessThan(5);
  });
});

const head = '---\narticle: a\nlanguage: en\ntopic: t\ntitle: Where is my lost parcel?\n';
const article = (more: string, body = '**Here** it [is](https://x.example).\n\nLong.') =>
  `${head}${more}---\n${body}\n`;
const of = (...texts: string[]) =>
  ArticleIndex.of(
    texts.map((text, at) => ({ file: `${at}.md`, text })),
    0.6,
  );

describe('an article', () => {
  it('is said in short as plain text, and shown as HTML in which nothing can run', () => {
    const found = of(article('', 'So *it* is.\n\n<script>alert(1)</script> [x](javascript:alert(1))')).find('a', 'en');
    expect(found?.summary).toBe('So it is.');
    expect(found?.html).toContain('&lt;script&gt;');
    expect(found?.html).not.toMatch(/<script|href="javascript/);
  });

  it.each([
    ['before its first day', '2026-01-30T23:59:59Z', 0],
    ['from its first moment', '2026-01-31T00:00:00Z', 1],
    ['to its last', '2026-02-28T23:59:59Z', 1],
    ['and not after', '2026-03-01T00:00:00Z', 0],
  ])('is suggested while it is valid: %s', (_, at, found) => {
    const index = of(article('validFrom: 2026-01-31\nvalidUntil: 2026-02-28\nquestions: parcel late\n'));
    expect(index.search('my parcel is late', ['en'], new Date(at))).toHaveLength(found);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['an unknown field', [article('vaildFrom: 2026-01-01\n')], 6, /no field vaildFrom/],
    ['no date', [article('validFrom: tomorrow\n')], 6, /must be a date/],
    ['an end before the start', [article('validFrom: 2026-02-01\nvalidUntil: 2026-01-01\n')], 7, /before validFrom/],
    ['no text', [article('', '# Only a heading')], 7, /first paragraph/],
    ['no topic', ['---\narticle: a\nlanguage: en\ntitle: Late parcel\n---\nx'], 2, /needs the field topic/],
    ['a strange id', ['---\narticle: A b\n---\nx'], 2, /small letters/],
    ['nothing to find it by', ['---\narticle: a\ntopic: t\nlanguage: en\ntitle: Where is it?\n---\nx'], 5, /two words/],
    ['an id twice', [article(''), article('')], 2, /already/],
  ])('is refused with %s', (_, texts, line, problem) => {
    let found: unknown;
    try {
      of(...texts);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(FileProblem);
    expect(found).toMatchObject({ line, problem: expect.stringMatching(problem) as unknown });
  });
});
