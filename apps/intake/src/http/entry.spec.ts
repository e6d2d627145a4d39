import { describe, expect, it } from '@jest/globals';
import { InvalidFields } from '#libs/service';
import { entryOf } from './entry.js';

const box = { channel: 'suggestion-box', channelAccount: 'box-riverside', text: 'More benches, please.' };

describe('an entry', () => {
  it('is filled up from the key that is sent again with it', () => {
    const entry = entryOf(box, 'sheet-17', 'desk');
    expect(entry).toEqual({
      ...box,
      ...{ direction: 'inbound', enteredBy: 'desk', externalId: 'entry/desk/sheet-17' },
      party: { type: 'anonymous', handle: 'entry/desk/sheet-17', verified: false },
    });
    expect(entryOf(box, 'sheet-17', 'desk')).toEqual(entry);
  });

  it('is one of its own where nothing makes it known again', () => {
    const [one, other] = [entryOf(box, undefined, 'desk'), entryOf(box, undefined, 'desk')];
    expect(one).not.toEqual(other);
  });

  it('keeps what was typed in', () => {
    const typed = {
      ...box,
      externalId: 'slip-3',
      enteredBy: 'agent-12',
      party: { type: 'phone' },
      direction: 'outbound',
    };
    expect(entryOf(typed, 'ignored', 'desk')).toEqual(typed);
  });

  it.each([
    ['email', undefined, 'channel'],
    ['letter', 'with space', 'idempotency-key'],
    ['letter', 'x'.repeat(129), 'idempotency-key'],
    ['letter', ['one', 'two'], 'idempotency-key'],
  ])('is refused: %s with key %s', (channel, key, field) => {
    const enter = () => entryOf({ ...box, channel }, key, 'desk');
    expect(enter).toThrow(InvalidFields);
    expect(enter).toThrow(field);
  });

  it.each([null, [], 'text', 3])('leaves what is no entry to the door: %j', (body) => {
    expect(entryOf(body, undefined, 'desk')).toBe(body);
  });
});
