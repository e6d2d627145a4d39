import { describe, expect, it } from '@jest/globals';
import { saysItHelped, wantsPerson } from './plain-words.js';

describe('a person, please', () => {
  it.each([
    'A person, please',
    'a human please!',
    'I want to speak to a real person.',
    'Can I talk to someone about this?',
    'no bots please',
    'Sorry, that did not help.',
    "This didn't help at all",
    '转人工',
    '请帮我转人工客服',
    '我要真人客服',
    '轉人工',
    '这没有帮助',
    '問題沒有解決',
    'Un om, vă rog',
    'un om, va rog frumos',
    'Aș vrea să vorbesc cu un operator.',
    'Nu m-a ajutat, din păcate',
    'Embert kérek',
    'Embert kerek!',
    'Szeretnék egy ügyintézővel beszélni',
    'Ez sajnos nem segített.',
  ])('is heard in %j', (text) => {
    expect(wantsPerson(text)).toBe(true);
    expect(saysItHelped(text)).toBe(false);
  });

  it.each([
    'The person at the counter was very kind',
    'When does my parcel arrive?',
    '我的订单什么时候到？',
    '人工智能的书有吗',
    'Omul de la ghișeu a fost amabil',
    'Az ember azt hinné, hogy megérkezik',
    'That helped, thank you',
    '> A person, please\nNever mind',
  ])('is not heard in %j', (text) => {
    expect(wantsPerson(text)).toBe(false);
  });
});

describe('it helped', () => {
  it.each([
    'That helped, thank you!',
    'Thanks, this answered my question.',
    'Perfect, that solved it',
    '已解决',
    '谢谢，问题解决了',
    '好的，有帮助',
    '問題已解決',
    'M-a ajutat, mulțumesc',
    'Mulțumesc, articolul mi-a fost de folos',
    'Ez segített, köszönöm',
    'Köszönöm, megoldódott!',
    'That helped\n\n> While you wait, perhaps one of these answers it?',
  ])('is heard in %j', (text) => {
    expect(saysItHelped(text)).toBe(true);
    expect(wantsPerson(text)).toBe(false);
  });

  it.each([
    'That helped, but where is the invoice?',
    'It would have helped to hear from you earlier',
    '还没解决',
    '没有解决',
    'Nu m-a ajutat',
    'Nem segített',
    'Thank you',
    `That helped. ${'But there is more to say. '.repeat(10)}`,
  ])('is not heard in %j', (text) => {
    expect(saysItHelped(text)).toBe(false);
  });
});

describe('a text that goes on and on', () => {
  const long = (words: string): string => words.repeat(Math.ceil(200 / words.length)).slice(0, 200);

  // A pattern that tries every way to read such a text does not end at all, so the bound may be as wide as it likes.
  it.each([
    '好',
    '好的',
    '好的，谢谢！',
    '谢谢',
    '可以了',
    '问题',
    '，',
    '!',
    'ok ',
    'thanks, ',
    'that has ',
    'a real ',
    'da, ',
    'Mulțumesc! ',
    'ț',
    'igen, ',
    'köszönöm ',
    'ö',
    'embert ',
    'egy ügyintézővel ',
    '没有',
    '> ',
    '-',
  ])('is read once: %j', (words) => {
    const since = performance.now();
    for (const text of [long(words), `${long(words).slice(0, 199)}x`, `x${long(words).slice(0, 199)}`]) {
      expect(saysItHelped(text)).toBe(false);
      expect(wantsPerson(text.repeat(10))).toBe(false);
    }
    expect(performance.now() - since).toBeLessThan(200);
  });

  it.each([
    '好的，谢谢！'.repeat(30) + '问题解决了',
    `${'thanks! '.repeat(20)}that helped`,
    `🙏🏽❤️ ${'Köszi! '.repeat(20)}ez segített`,
  ])('is understood all the same: %j', (text) => {
    expect(saysItHelped(text)).toBe(true);
  });
});
