/** The offsets of the records that are in the topics, in order. A count of offsets would be wrong: some are holes. */
export class RecordOffsets {
  private readonly byPartition = new Map<string, number[]>();

  add(topic: string, partition: number, offset: number): void {
    const key = `${topic}/${partition}`;
    const known = this.byPartition.get(key);
    if (!known) this.byPartition.set(key, [offset]);
    else if (offset > (known.at(-1) ?? -1)) known.push(offset);
  }

  /** Records from `from` up to, and without, `to`. */
  between(topic: string, partition: number, from: number, to: number): number {
    const known = this.byPartition.get(`${topic}/${partition}`) ?? [];
    return firstAtLeast(known, to) - firstAtLeast(known, from);
  }
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
