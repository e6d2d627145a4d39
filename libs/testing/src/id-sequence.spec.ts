import { describe, expect, it } from '@jest/globals';
import { isUUID } from 'class-validator';
import { idSequence } from './id-sequence.js';

describe('idSequence', () => {
  it('counts in valid UUIDs', () => {
    const next = idSequence();
    const ids = [next(), next()];
    expect(ids).toEqual(['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']);
    expect(ids.every((id) => isUUID(id))).toBe(true);
  });

  it('keeps series apart', () => {
    expect(idSequence(0xc4)()).toBe('00000000-00c4-7000-8000-000000000001');
  });
});
