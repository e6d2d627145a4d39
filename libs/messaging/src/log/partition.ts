const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;
const rotation = 24;

/**
 * The partition that Java's default partitioner chooses for a key: `toPositive(murmur2(key)) % partitions`. Adapters
 * in any language that use it, and stream processors that join topics, find the same key in the same partition.
 */
export function partitionFor(key: string | Buffer, partitions: number): number {
  if (!Number.isInteger(partitions) || partitions < 1) throw new RangeError(`Not a partition count: ${partitions}`);
  return (murmur2(key) & 0x7fffffff) % partitions;
}

/** MurmurHash 2 as in Kafka's Java client: 32 bits, signed. Text is hashed as UTF-8. */
export function murmur2(key: string | Buffer): number {
  const bytes = typeof key === 'string' ? Buffer.from(key) : key;
  const whole = bytes.length & ~3;
  let hash = seed ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    let block = Math.imul(bytes.readInt32LE(at), multiplier);
    block ^= block >>> rotation;
    hash = Math.imul(hash, multiplier) ^ Math.imul(block, multiplier);
  }
  const rest = bytes.length - whole;
  if (rest > 0) {
    hash ^= bytes.readUIntLE(whole, rest);
    hash = Math.imul(hash, multiplier);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, multiplier);
  return hash ^ (hash >>> 15);
}
