import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

describe('comment text', () => {
  it.each([
    ['write to ana.pop@post.example please', 'write to [email] please'],
    ['írjon: káti@levél.example!', 'írjon: [email]!'],
    ['call +40 721 234 567 after five', 'call [phone] after five'],
    ['sunați la 0721-234-567', 'sunați la [phone]'],
    ['请打13800138000谢谢', '请打[phone]谢谢'],
    ['请打 13800138000 谢谢', '请打 [phone] 谢谢'],
    ['my card is 4111 1111 1111 1111', 'my card is [card]'],
    ['IBAN RO49 AAAA 1B31 0075 9384 0000 was charged', 'IBAN [account] was charged'],
  ])('%s → %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    ['en', 'ring me on 020 7946 0018, thanks', 'ring me on [phone], thanks'],
    ['en', 'Call (212) 555-2368 ext. 9', 'Call [phone]'],
    ['ro', 'Sunați-mă la 021 312 34 56 dimineața', 'Sunați-mă la [phone] dimineața'],
    ['hu', 'Hívjon a 06 1 234 5678 számon', 'Hívjon a [phone] számon'],
    ['hu', 'A számom 06-30/123-4567.', 'A számom [phone].'],
    ['zh', '我的电话是010-62345678', '我的电话是[phone]'],
    ['zh', '电话：＋８６ １３８ ００１３ ８０００', '电话：[phone]'],
    ['zh', '邮箱 li＠post.example', '邮箱 [email]'],
    ['de', 'Rufen Sie 0049 30 1234567 an', 'Rufen Sie [phone] an'],
    ['en', 'ana (at) post (dot) example', '[email]'],
    ['hu', 'kati [kukac] level [pont] example', '[email]'],
    ['en', 'GB82 WEST 1234 5698 7654 32 and DE89370400440532013000', '[account] and [account]'],
    ['hu', 'HU42117730161111101800000000 a számlám', '[account] a számlám'],
    ['ro', 'ro49aaaa1b31007593840000', '[account]'],
    ['en', '5555-5555-5555-4444, 378282246310005', '[card], [card]'],
  ])('%s: %s → %s', (language, text, expected) => {
    expect(redact(text, language)).toBe(expected);
  });

  it.each([
    ['en', 'the check digit of 4111 1111 1111 1112 does not fit a card'],
    ['en', 'order GB82 WEST 1234 5698 7654 33'],
    ['en', 'I paid 1,299.00 on 12/11/2026 and waited from 10:15 to 11:45'],
    ['ro', 'comanda 7741203 din 2026-11-23'],
    ['zh', '订单 7741203，等了30分钟'],
    ['hu', 'kaptam 4 csillagot @ a boltban'],
  ])('%s: %s stays', (language, text) => {
    expect(redact(text, language)).toBe(text);
  });

  it.each(['4 of 5, I waited 30 minutes', 'on 2026-11-23 at 10:15', 'case TR-7K2M9Q', 'order 123456', ''])(
    '%s stays',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );

  it('of any length is read in a moment', () => {
    const began = performance.now();
    for (const part of ['a', '1', '1 ', 'AA11', '@', '+']) redact(part.repeat(16_384));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
