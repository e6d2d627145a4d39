import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A request as Standard Webhooks signs it. */
export interface SignedRequest {
  readonly id: string;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  /** `v1,<base64>`, several with spaces between: one for each secret of the sender. */
  readonly signatures: string;
  readonly body: Buffer;
}

/** How far apart the clocks of sender and receiver may be, either way: an older request may be a recorded one. */
export const toleranceSeconds = 300;
const version = 'v1,';
/** More would only be work; a sender has as many as it has secrets. */
const mostSignatures = 8;
/** Tried so many times whoever asks, so that the time taken does not tell which adapters there are. */
const triedSecrets = 2;
const nobodysSecret = randomBytes(32);

/** Whether one of the secrets signed this, and lately. Takes the same time whatever is wrong. */
export function isSigned(request: SignedRequest, secrets: readonly Buffer[], now: Date): boolean {
  const { id, timestamp, signatures, body } = request;
  const given = signatures
    .split(' ', mostSignatures)
    .filter((one) => one.startsWith(version))
    .map((one) => Buffer.from(one.slice(version.length), 'base64'));
  let isOurs = false;
  for (let at = 0; at < Math.max(triedSecrets, secrets.length); at += 1) {
    const secret = secrets[at];
    const expected = createHmac('sha256', secret ?? nobodysSecret)
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest();
    for (const signature of given) {
      const isEqual = signature.length === expected.length && timingSafeEqual(signature, expected);
      isOurs = (isEqual && secret !== undefined) || isOurs;
    }
  }
  const isLately = Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= toleranceSeconds;
  return isOurs && isLately && /^\d{1,12}$/.test(timestamp) && id !== '';
}
