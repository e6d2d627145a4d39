import { describe, expect, it } from '@jest/globals';
import { OutboxMemory } from './outbox-memory.js';
import type { OutboxRow } from './outbox-row.js';

function row(key: string, payload = '{}'): OutboxRow {
  return { lane: 0, topic: 't', key, routingKey: undefined, headers: {}, payload };
}

function asked(): OutboxMemory {
  const memory = new OutboxMemory();
  memory.keepRows(true);
  return memory;
}

describe('OutboxMemory', () => {
  it('gives the lowest id to the first row, however the ids come back', () => {
    const memory = asked();
    memory.remember([12, 7, 9], [row('a'), row('b'), row('c')]);
    expect([7, 9, 12].map((id) => memory.get(id)?.key)).toEqual(['a', 'b', 'c']);
  });

  it('keeps nothing where nobody asks, and nothing of before once somebody does', () => {
    const memory = new OutboxMemory();
    memory.remember([1], [row('a')]);
    expect(memory.get(1)).toBeUndefined();
    memory.keepRows(true);
    memory.remember([2], [row('b')]);
    memory.keepRows(true);
    expect(memory.get(2)).toBeUndefined();
  });

  it('keeps nothing of an insert whose ids it does not all know', () => {
    const memory = asked();
    memory.remember([1], [row('a'), row('b')]);
    expect(memory.get(1)).toBeUndefined();
  });

  it('lets the oldest rows go when it is full, and takes new ones again', () => {
    const memory = asked();
    const large = 'x'.repeat(1024 * 1024);
    for (let id = 1; id <= 20; id += 1) memory.remember([id], [row(String(id), large)]);
    expect(memory.get(1)).toBeUndefined();
    expect(memory.get(20)?.key).toBe('20');
    expect(Array.from({ length: 20 }, (_, index) => memory.get(index + 1)).filter(Boolean).length).toBeLessThanOrEqual(
      8,
    );
  });

  it('forgets what was sent', () => {
    const memory = asked();
    memory.remember([1, 2], [row('a'), row('b')]);
    memory.forget([1, 99]);
    expect(memory.get(1)).toBeUndefined();
    expect(memory.get(2)?.key).toBe('b');
  });
});
