import { hash, randomFillSync } from 'node:crypto';

function format(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const variants = '89ab';

/**
 * The id that follows from its parts: the same parts give the same id in every process, today and after a restore.
 * Each part is written with its length before it, so `('a', 'bc')` and `('ab', 'c')` differ.
 */
export function uuidV8(...parts: string[]): string {
  let text = '';
  for (const part of parts) text += `${part.length}:${part};`;
  const digest = hash('sha256', text, 'hex');
  const variant = variants[Number.parseInt(digest.charAt(16), 16) & 3] ?? '8';
  return format(`${digest.slice(0, 12)}8${digest.slice(13, 16)}${variant}${digest.slice(17, 32)}`);
}

const pool = Buffer.alloc(4096);
let used = pool.length;

/** A new id that sorts by time. `now` is in milliseconds since 1970. */
export function uuidV7(now: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, used + 10);
  used += 10;
  if (used + 10 > pool.length) used = pool.length;
  const variant = variants[Number.parseInt(random.charAt(3), 16) & 3] ?? '8';
  const time = Math.trunc(now).toString(16).padStart(12, '0');
  return format(`${time}7${random.slice(0, 3)}${variant}${random.slice(4, 19)}`);
}
