import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/messaging';
import { CursorCodec } from './cursor.js';

const feedback = new CursorCodec('feedback', { recordedAt: 'text', rank: 'number' });

describe('CursorCodec', () => {
  it('gives back every position that it was given', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (recordedAt, rank) => {
        const cursor = feedback.encode({ recordedAt, rank });
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(feedback.decode(cursor)).toEqual({ recordedAt, rank });
      }),
    );
  });

  it('refuses a cursor in which any character was changed', () => {
    const cursor = feedback.encode({ recordedAt: '2026-01-31T09:30:00.000Z', rank: 7 });
    for (let at = 0; at < cursor.length - 1; at++) {
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      expect(() => feedback.decode(changed)).toThrow(DomainError);
    }
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['null', Buffer.from('null').toString('base64url')],
    ['another version', Buffer.from('{"v":2,"p":["a",1],"s":""}').toString('base64url')],
    [
      'another list',
      new CursorCodec('cases', { recordedAt: 'text', rank: 'number' }).encode({ recordedAt: 'a', rank: 1 }),
    ],
    ['other fields', new CursorCodec('feedback', { rank: 'number' }).encode({ rank: 1 })],
  ])('refuses %s with the code invalid-cursor', (_, cursor) => {
    expect(() => feedback.decode(cursor)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }));
  });
});
