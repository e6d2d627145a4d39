import { describe, expect, it } from '@jest/globals';
import { classify, raceState, type FailureClass } from './failure.js';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('a failure', () => {
  it.each<[string, FailureClass]>([
    ['08006', 'transient'],
    ['08P01', 'transient'],
    ['53300', 'transient'],
    ['53100', 'transient'],
    ['55P03', 'transient'],
    ['57014', 'transient'],
    ['57P01', 'transient'],
    ['57P03', 'transient'],
    ['25P02', 'other'],
    ['25P03', 'transient'],
    ['58030', 'transient'],
    ['ECONNREFUSED', 'transient'],
    ['ECONNRESET', 'transient'],
    ['EPIPE', 'transient'],
    ['ETIMEDOUT', 'transient'],
    ['EAI_AGAIN', 'transient'],
    ['ERR_STREAM_DESTROYED', 'transient'],
    ['40001', 'transient'],
    ['40P01', 'transient'],
    ['23505', 'race'],
    [raceState, 'race'],
    ['22021', 'data'],
    ['22P02', 'data'],
    ['23502', 'data'],
    ['23514', 'data'],
    ['42703', 'other'],
    ['ERR_INVALID_ARG_TYPE', 'other'],
  ])('with the code %s is %s', (code, expected) => {
    expect(classify(withCode(code))).toBe(expected);
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'timeout expired',
  ])('of pg without a code is transient: %s', (message) => {
    expect(classify(new Error(message))).toBe('transient');
  });

  it('of anything else is a matter of one event', () => {
    expect(classify(new TypeError('x is undefined'))).toBe('other');
    expect(classify('thrown text')).toBe('other');
  });
});
