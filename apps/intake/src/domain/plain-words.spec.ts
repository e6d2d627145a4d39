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
