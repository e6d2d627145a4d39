import { describe, expect, it } from '@jest/globals';
import { SecretBox } from './secret-box.js';

const [first, second] = ['the-first-key-of-32-characters-or-more', 'the-second-key-of-32-characters-or-more'];
const secret = Buffer.from('what a sender signs with');

function sealed(box: SecretBox, context = 'whs-1'): Buffer {
  const found = box.seal(secret, context);
  if (found === undefined) throw new Error('not sealed');
  return found;
}

describe('SecretBox', () => {
  it('gives back what it sealed, and seals the same in another way each time', () => {
    const box = new SecretBox([first]);
    const [one, other] = [sealed(box), sealed(box)];
    expect(one.equals(other)).toBe(false);
    expect(one.includes(secret)).toBe(false);
    expect(box.open(one, 'whs-1')).toEqual(secret);
  });

  it('opens with the old key what was sealed before the new one came', () => {
    const old = sealed(new SecretBox([first]));
    const box = new SecretBox([second, first]);
    expect(box.open(old, 'whs-1')).toEqual(secret);
    expect(new SecretBox([second]).open(sealed(box), 'whs-1')).toEqual(secret);
  });

  it.each<[string, Buffer, readonly string[], string]>([
    ['another key', sealed(new SecretBox([first])), [second], 'whs-1'],
    ['no key', sealed(new SecretBox([first])), [], 'whs-1'],
    ['another secret’s id', sealed(new SecretBox([first])), [first], 'whs-2'],
    ['half of it', sealed(new SecretBox([first])).subarray(0, 20), [first], 'whs-1'],
    ['a changed byte', flipped(sealed(new SecretBox([first]))), [first], 'whs-1'],
  ])('does not open with %s', (_, box, keys, context) => {
    expect(new SecretBox(keys).open(box, context)).toBeUndefined();
  });

  it('seals nothing without a key', () => {
    expect(new SecretBox([]).seal(secret, 'whs-1')).toBeUndefined();
  });
});

function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
  return changed;
}
