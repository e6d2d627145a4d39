/** Draws that depend on the seed and on nothing else: the same seed makes the same decisions. */
export interface Random {
  /** From 0 up to, and never, 1. */
  next(): number;
  /** Whole, both ends included. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** By weight; weights need not sum to 1. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
}

/**
 * A stream of its own for each name, so that what one actor draws does not move what another one does.
 * Names hashed with FNV-1a, numbers by mulberry32: enough for play, of no use for secrets.
 */
export function randomOf(seed: number, ...name: readonly (string | number)[]): Random {
  let state = hash(`${seed}/${name.join('/')}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const weighted = <T>(choices: readonly (readonly [T, number])[]): T => {
    let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    const found = choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1);
    if (!found) throw new RangeError('nothing to choose from');
    return found[0];
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
    pick: (items) => weighted(items.map((item) => [item, 1] as const)),
    weighted,
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
