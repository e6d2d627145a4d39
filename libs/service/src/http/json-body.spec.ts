import { describe, expect, it } from '@jest/globals';
import { limits } from '#libs/contracts';
import { parseJsonBody, refuseEncoded } from './json-body.js';

const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));

describe('parseJsonBody', () => {
  it('reads JSON, and counts no brackets within strings', () => {
    const value = { text: '\\"[{'.repeat(100), n: [1, { a: null }] };
    expect(parseJsonBody(Buffer.from(JSON.stringify(value)))).toEqual(value);
    expect(parseJsonBody(nested(limits.nestingDepth))).toBeDefined();
  });

  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.from('  '), /empty/],
    ['broken JSON', Buffer.from('{"private": tex'), /not valid JSON$/],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), /UTF-8/],
    ['deep nesting', nested(limits.nestingDepth + 1), /nested more than/],
    ['very deep nesting', nested(10_000), /nested more than/],
    ['an open string', Buffer.from('"abc\\'), /not valid JSON/],
  ])('refuses %s', (_, body, expected) => {
    expect(() => parseJsonBody(body)).toThrow(expected);
    expect(() => parseJsonBody(body)).toThrow(expect.objectContaining({ statusCode: 400 }));
  });
});

describe('refuseEncoded', () => {
  it.each([undefined, 'identity', ' Identity'])('lets a body through that is as it is (%s)', (encoding) => {
    expect(() => refuseEncoded(encoding)).not.toThrow();
  });

  it.each([
    ['gzip', 'content-encoding gzip is not taken; send the body as it is'],
    ['identity, br', 'content-encoding is not taken; send the body as it is'],
    ['', 'content-encoding is not taken; send the body as it is'],
  ])('refuses "%s"', (encoding, message) => {
    expect(() => refuseEncoded(encoding)).toThrow(expect.objectContaining({ statusCode: 415, message }));
  });
});
