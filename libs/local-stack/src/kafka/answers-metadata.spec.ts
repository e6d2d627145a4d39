import { describe, expect, it } from '@jest/globals';
import { metadataRequest, parseBrokerCount } from './answers-metadata.js';

describe('the Metadata request', () => {
  it('is version 1 for no topic, in the bytes of the protocol', () => {
    expect(metadataRequest().toString('hex')).toBe('0000000e' + '0003' + '0001' + '00000001' + 'ffff' + '00000000');
  });

  it('waits for the number of brokers', () => {
    const answer = Buffer.from('0000002a' + '00000001' + '00000001' + '00000001', 'hex');
    expect(parseBrokerCount(answer.subarray(0, 11))).toBeUndefined();
    expect(parseBrokerCount(answer)).toBe(1);
  });
});
