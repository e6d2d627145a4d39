import { hash, randomBytes, randomInt } from 'node:crypto';

/** `tr_<id>_<secret>`: the id is public and finds the key in one look-up; the secret has 256 bits. */
const shape = /^tr_([0-9a-z]{12})_[A-Za-z0-9_-]{43}$/;
const idLetters = '0123456789abcdefghijklmnopqrstuvwxyz';

export interface DrawnKey {
  readonly keyId: string;
  /** Shown once to whoever asked for it, and nowhere kept. */
  readonly key: string;
  readonly hash: Buffer;
}

export function drawKey(): DrawnKey {
  const keyId = Array.from({ length: 12 }, () => idLetters[randomInt(idLetters.length)]).join('');
  const key = `tr_${keyId}_${randomBytes(32).toString('base64url')}`;
  return { keyId, key, hash: hashOfKey(key) };
}

export const keyIdOf = (key: string): string | undefined => shape.exec(key)?.[1];

/** One round of SHA-256 is enough, and fast: nobody guesses 256 random bits. */
export const hashOfKey = (key: string): Buffer => hash('sha256', key, 'buffer');
