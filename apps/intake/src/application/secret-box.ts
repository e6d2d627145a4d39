import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals what must be read again, so that a copy of the database alone opens nothing. The first key seals, all of them
 * open: a new key is put in front of the old one, which goes when what it sealed is replaced.
 */
export class SecretBox {
  private readonly keys: readonly Buffer[];

  constructor(keys: readonly string[]) {
    this.keys = keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', 'thirdring intake secrets', 32)));
  }

  /** Undefined without a key. `context` must be said again to open it: what was sealed for one is of no use to another. */
  seal(secret: Buffer, context: string): Buffer | undefined {
    const [key] = this.keys;
    if (key === undefined) return undefined;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Undefined where no key fits, or anything was changed. */
  open(sealed: Buffer, context: string): Buffer | undefined {
    const nonce = sealed.subarray(0, nonceBytes);
    const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
    if (tag.length < tagBytes) return undefined;
    for (const key of this.keys) {
      const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
      } catch {
        // Not sealed with this key.
      }
    }
    return undefined;
  }
}
