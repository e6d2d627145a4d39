import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { isSigned, toleranceSeconds, type SignedRequest } from './webhook-signature.js';

const [secret, next, another] = [randomBytes(32), randomBytes(32), randomBytes(24)];
const now = new Date('2026-01-31T09:30:00Z');
const seconds = now.getTime() / 1_000;

/** As the library of Standard Webhooks signs. */
function signed(body = '{"a":1}', by = secret, at = now, id = 'msg_1'): SignedRequest {
  const signatures = new Webhook(by.toString('base64')).sign(id, at, body);
  return { id, timestamp: String(Math.floor(at.getTime() / 1_000)), signatures, body: Buffer.from(body) };
}

describe('a signed webhook', () => {
  it('is what the library of Standard Webhooks signs, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ minLength: 24, maxLength: 64 }), (body, bytes) => {
        const own = Buffer.from(bytes);
        expect(isSigned(signed(body, own), [own], now)).toBe(true);
        expect(isSigned(signed(`${body} `, own), [another], now)).toBe(false);
      }),
    );
  });

  it('may carry several signatures, and be signed with either of two secrets', () => {
    const { signatures, ...rest } = signed();
    const old = signed('{"a":1}', next).signatures;
    for (const both of [`${signatures} ${old}`, `${old} ${signatures}`, `v1a,x ${signatures}`]) {
      expect(isSigned({ ...rest, signatures: both }, [secret], now)).toBe(true);
    }
    expect(isSigned(signed('{}', next), [secret, next], now)).toBe(true);
    expect(isSigned(signed('{}', secret), [secret, next], now)).toBe(true);
  });

  it.each([
    [toleranceSeconds, true],
    [-toleranceSeconds, true],
    [toleranceSeconds + 1, false],
    [-toleranceSeconds - 1, false],
  ])('of %i seconds from now is taken: %s', (away, expected) => {
    expect(isSigned(signed('{}', secret, new Date((seconds + away) * 1_000)), [secret], now)).toBe(expected);
  });

  it.each<[string, (request: SignedRequest) => SignedRequest, readonly Buffer[]]>([
    ['another body', (request) => ({ ...request, body: Buffer.from('{"a":2}') }), [secret]],
    ['another id', (request) => ({ ...request, id: 'msg_2' }), [secret]],
    ['another time', (request) => ({ ...request, timestamp: String(seconds - 1) }), [secret]],
    ['another secret', (request) => request, [another]],
    ['no secret', (request) => request, []],
    ['no signature', (request) => ({ ...request, signatures: '' }), [secret]],
    ['an empty signature', (request) => ({ ...request, signatures: 'v1,' }), [secret]],
    ['another version', (request) => ({ ...request, signatures: request.signatures.replace('v1,', 'v2,') }), [secret]],
    ['a signature cut short', (request) => ({ ...request, signatures: request.signatures.slice(0, -4) }), [secret]],
    [
      'the ninth signature',
      (request) => ({ ...request, signatures: `${'v1,eA== '.repeat(8)}${request.signatures}` }),
      [secret],
    ],
  ])('is not taken with %s', (_, change, secrets) => {
    expect(isSigned(change(signed()), secrets, now)).toBe(false);
  });

  it.each(['', 'NaN', '-1', '1e9', ' 1769851800', '0x69'])('is not taken with the time %j', (timestamp) => {
    const body = '{}';
    const content = { ...signed(body), timestamp };
    const own = createHmac('sha256', secret).update(`msg_1.${timestamp}.${body}`).digest('base64');
    expect(isSigned({ ...content, signatures: `v1,${own}` }, [secret], now)).toBe(false);
  });

  it('is not taken without an id', () => {
    expect(isSigned(signed('{}', secret, now, ''), [secret], now)).toBe(false);
  });
});
