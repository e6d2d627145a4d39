import { describe, expect, it } from '@jest/globals';
import { groupMessages } from './group-messages.js';

describe('groupMessages', () => {
  const partitioner = ({ message }: { message: { partition: number } }): number => message.partition;

  it('keeps the order of each partition', () => {
    const messages = [2, 0, 2, 0, 1].map((partition, index) => ({ partition, index }));
    expect(groupMessages({ topic: 't', partitionMetadata: [{}], messages, partitioner })).toEqual({
      0: [messages[1], messages[3]],
      1: [messages[4]],
      2: [messages[0], messages[2]],
    });
  });

  it('groups nothing for a topic that is not known, as kafkajs expects', () => {
    expect(groupMessages({ topic: 't', partitionMetadata: [], messages: [{ partition: 0 }], partitioner })).toEqual({});
  });
});
